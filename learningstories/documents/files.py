"""A file that somebody offers as a story: may it be read, and under which name is it shown."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from learningstories.documents.detect_media import media_type_of
from learningstories.domain.errors import StoryUnreadable
from learningstories.services.kept import Aside, Content, Kept, TooLong
from learningstories.services.markup import normal_text
from learningstories.services.opening import OWN_ENDINGS

MOST_BYTES = 50 * 1024 * 1024
MOST_RECORDING = 200 * 1024 * 1024
MOST_MAILBOX = 1024 * 1024 * 1024
_HEAD = 4_096
MOST_TEXT = 2 * 1024 * 1024
LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """A file name that is safe to show: without folders and tricks of direction, and not too long."""
    plain = normal_text(name.replace("\\", "/").rsplit("/", 1)[-1]).replace("\n", " ").strip()
    if len(plain) <= LONGEST_NAME:
        return plain or "?"
    dot = plain.rfind(".")
    ending = plain[dot:] if 0 < len(plain) - dot <= 10 else ""  # noqa: PLR2004 - longer is no ending
    return plain[: LONGEST_NAME - len(ending) - 1] + "…" + ending


def stem_of(name: str) -> str:
    """What a file is called without its ending, as a title: "my_story.docx" is "my story"."""
    shown = shown_name(name)
    stem = shown.rpartition(".")[0] or shown
    return " ".join(stem.replace("_", " ").split()) or shown


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFile:
    """What was read of a file, and when it was last written, in UTC; what may be large is set aside."""

    content: Content
    written_at: datetime
    is_recording: bool = False
    is_large_mailbox: bool = False


def read_story_file(path: Path, aside: Aside) -> StoryFile:
    """Read a file that is offered; raises `StoryUnreadable`."""
    with _opened(path) as (name, found, stream):
        return _read(stream, name, found, aside)


def keep_story_file(path: Path, aside: Aside) -> StoryFile:
    """Set aside a file that cannot be read as a story; raises `StoryUnreadable`."""
    with _opened(path) as (name, found, stream):
        kept = _set_aside(stream, aside, name, "too_big")
        if not kept.size:
            raise StoryUnreadable(name, "empty")
        return StoryFile(content=kept, written_at=_moment(found.st_mtime))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[str, os.stat_result, BinaryIO]]:
    name = shown_name(path.name)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise StoryUnreadable(name, "folder")
        if not stat.S_ISREG(found.st_mode) or path.name.lower().endswith(OWN_ENDINGS):
            raise StoryUnreadable(name, "unknown_type")
        with path.open("rb") as stream:
            yield name, found, stream
    except PermissionError as error:
        raise StoryUnreadable(name, "no_permission") from error
    except (OSError, ValueError) as error:
        raise StoryUnreadable(name, "missing") from error


def _set_aside(stream: BinaryIO, aside: Aside, name: str, cause: str, most: int | None = None) -> Kept:
    try:
        return aside.put_stream(stream, MOST_RECORDING if most is None else most)
    except TooLong as error:
        raise StoryUnreadable(name, cause) from error


def _read(stream: BinaryIO, name: str, found: os.stat_result, aside: Aside) -> StoryFile:
    written_at = _moment(found.st_mtime)
    head = stream.read(_HEAD)
    stream.seek(0)
    if found.st_size > MOST_BYTES and head.startswith(b"From "):
        kept = _set_aside(stream, aside, name, "too_big", MOST_MAILBOX)
        return StoryFile(content=kept, written_at=written_at, is_large_mailbox=True)
    if is_recording(name, head):
        kept = _set_aside(stream, aside, name, "recording_too_big")
        return StoryFile(content=kept, written_at=written_at, is_recording=True)
    data = b"" if found.st_size > MOST_BYTES else stream.read(MOST_BYTES + 1)
    if max(found.st_size, len(data)) > MOST_BYTES:
        raise StoryUnreadable(name, "too_big")
    if not data.strip():
        raise StoryUnreadable(name, "empty")
    return StoryFile(content=data, written_at=written_at)


def is_recording(name: str, head: bytes) -> bool:
    """Whether a file that begins so is sound or video."""
    return media_type_of(head, name).startswith(("audio/", "video/"))


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)
