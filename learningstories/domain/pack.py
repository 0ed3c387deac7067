"""Packs that went out to reviewers, and the returns that came home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId

PackId = NewType("PackId", UUID)
ReturnId = NewType("ReturnId", UUID)

_BEFORE = "p_"  # so that a pack's name is told from other ids at sight


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedStory:
    """One story as it went out: its text then, and what names all that was shown of it.

    `number` is the story's own, by which reviewer and organiser speak of it.
    """

    story_id: StoryId
    number: int
    text_sha: str
    sha: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One pack, made for one reviewer; `phrase` opens it if it is protected."""

    id: PackId
    reviewer_id: ReviewerId
    stories: tuple[PackedStory, ...]
    blind: bool
    phrase: str = ""
    file: str = ""
    made_at: datetime
    revoked_at: datetime | None = None
    revoked_reason: str = ""

    @property
    def protected(self) -> bool:
        """Whether a phrase is needed to open it."""
        return bool(self.phrase)

    @property
    def revoked(self) -> bool:
        """Whether what comes back of it no longer counts."""
        return self.revoked_at is not None


class ReturnState(StrEnum):
    """What became of a return; partly where some of its answers are held."""

    MERGED = "merged"
    PARTLY = "partly"
    HELD = "held"


class ReturnBy(StrEnum):
    """How a return came."""

    FILE = "file"
    MAIL = "mail"
    PASTED = "pasted"
    PAPER = "paper"
    HERE = "here"  # typed at this computer, and kept when other answers came to stand beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A return as it came: `sha` names its bytes, which are kept for ever.

    `pack_id` and `reviewer_id` are None where they are not known; `code` says what became of it as a
    whole, as `services.merge_words` tells it, and `stories` the same of the answers to each story: by
    each code the stories' ids in hex, "" for one that is not known. `received_at` is when it first came.
    """

    id: ReturnId
    sha: str
    name: str
    came_by: ReturnBy
    state: ReturnState
    code: str
    pack_id: PackId | None = None
    reviewer_id: ReviewerId | None = None
    stories: Mapping[str, Any] = field(default_factory=dict)
    received_at: datetime
    merged_at: datetime | None = None


def return_id(sha: str) -> ReturnId:
    """The id of a return: the same bytes are the same return."""
    return ReturnId(UUID(hex=sha[:32]))


def pack_name(key: PackId) -> str:
    """A pack's id as files write it."""
    return _BEFORE + key.hex


def pack_named(name: str) -> PackId | None:
    """The pack's id out of what a file says; None where it is none."""
    digits = name.removeprefix(_BEFORE)
    try:
        key = PackId(UUID(hex=digits))
    except ValueError:
        return None
    return key if pack_name(key) == name else None
