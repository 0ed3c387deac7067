"""What a blind pack shows in place of words that tell who wrote a story."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from learningstories.domain.story import StoryId

RedactionId = NewType("RedactionId", UUID)

TITLE, TEXT = "title", "text"  # besides these, a part is the SHA-256 of a picture or a recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One replacement: in `part`, from `start`, `was` becomes `becomes`."""

    part: str
    start: int
    was: str
    becomes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """The replacements that the organiser has looked at, for a story as it was: `of` names that."""

    id: RedactionId
    story_id: StoryId
    of: str
    cuts: tuple[Cut, ...]
    approved_by: str = ""
    approved_at: datetime


def redacted(words: str, part: str, cuts: tuple[Cut, ...]) -> str:
    """The words with the cuts of this part made; a cut that does not fit them is left out."""
    for cut in sorted((cut for cut in cuts if cut.part == part), key=lambda cut: -cut.start):
        end = cut.start + len(cut.was)
        if words[cut.start : end] == cut.was:
            words = words[: cut.start] + cut.becomes + words[end:]
    return words
