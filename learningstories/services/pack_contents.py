"""What a pack holds, as those who make, write, read and show packs hand it to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.challenge import Challenge
from learningstories.domain.pack import PackId
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.revision import Answers, Vector
from learningstories.domain.story import StoryId

ENDING = ".lspack"  # of a pack's file


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMedium:
    """A picture or a recording of a story.

    `file` is its name within the pack, empty where it is named but was too big to come along.
    `role` is "picture", "sound" or "video"; `seconds` is how long it plays.
    """

    role: str
    file: str = ""
    description: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStory:
    """One story as its reviewer sees it; `sha` names all that is shown of it.

    `author` is empty in a blind pack. The text names pictures as `media:` and their SHA-256.
    `seen` is what was known of this reviewer's answers to it when the pack was made: whatever is
    answered to the pack comes after that. `answers` are those that still hold, None where the story
    was not answered, or has changed since.
    """

    id: StoryId
    number: int
    sha: str
    title: str
    author: str = ""
    language: str = ""
    words: int
    markdown: str
    media: tuple[PackMedium, ...] = ()
    seen: Vector = ()
    answers: Answers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContents:
    """A pack. Its stories stand in the order in which they are to be read.

    Of `challenge` and `reviewer` a pack that was read knows what its makers let out, and no more.
    `key` signs its returns. `earlier` are packs of the same reviewer whose answers carry over where
    a story is the same. `wishes_seen` is to the reviewer's wishes what `seen` is to a story's answers.
    `media` holds the files by their names within the pack.
    """

    id: PackId
    key: bytes
    challenge: Challenge
    reviewer: Reviewer
    made_at: datetime
    return_by: datetime | None = None
    earlier: tuple[PackId, ...] = ()
    wishes_seen: Vector = ()
    stories: tuple[PackStory, ...]
    media: Mapping[str, bytes | memoryview]
