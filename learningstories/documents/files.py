"""A file that somebody offers as a story: may it be read, and under which name is it shown."""

import stat
from datetime import UTC, datetime
from pathlib import Path

from learningstories.domain.errors import StoryUnreadable
from learningstories.services.markup import normal_text

MOST_BYTES = 50 * 1024 * 1024
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


def read_story_file(path: Path) -> tuple[bytes, datetime]:
    """The bytes of a file and when it was last written, in UTC; raises `StoryUnreadable`."""
    name = shown_name(path.name)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise StoryUnreadable(name, "folder")
        if not stat.S_ISREG(found.st_mode):
            raise StoryUnreadable(name, "unknown_type")
        if found.st_size > MOST_BYTES:
            raise StoryUnreadable(name, "too_big")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except PermissionError as error:
        raise StoryUnreadable(name, "no_permission") from error
    except (OSError, ValueError) as error:
        raise StoryUnreadable(name, "missing") from error
    if len(data) > MOST_BYTES:
        raise StoryUnreadable(name, "too_big")
    if not data.strip():
        raise StoryUnreadable(name, "empty")
    return data, _moment(found.st_mtime)


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)
