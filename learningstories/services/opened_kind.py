"""What a file is that somebody opens: told by its ending, or by its beginning where that says nothing."""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

ENDING, PACK_ENDING, RETURN_ENDING = ".stories", ".lspack", ".lsreturn.txt"
LOCKED_HEAD = b"learning-stories-locked-"  # how a copy behind a passphrase begins; its version follows
_HEAD = 8_192
_RETURNS = (b'"learning-stories-return"', b"LEARNING STORIES RETURN")
_HTML = b"<!doctype html"


class OpenedKind(StrEnum):
    """What can be done with a file follows from it."""

    CHALLENGE = "challenge"
    PACK = "pack"
    PAGE = "page"
    RETURN = "return"
    OTHER = "other"


def kind_of(path: Path, is_pack: Callable[[bytes], bool]) -> OpenedKind:
    """What the file says it is; `is_pack` tells by its beginning whether it is a pack, or a pack's page."""
    name = path.name.lower()
    endings = {
        ENDING: OpenedKind.CHALLENGE,
        PACK_ENDING: OpenedKind.PACK,
        RETURN_ENDING: OpenedKind.RETURN,
    }
    for ending, kind in endings.items():
        if name.endswith(ending):
            return kind
    return told_by(_head(path), is_pack)


def told_by(head: bytes, is_pack: Callable[[bytes], bool]) -> OpenedKind:
    """What a file is that begins so; a challenge is not told from what is none of these."""
    if is_pack(head):
        is_page = head.lstrip().lower().startswith(_HTML)
        return OpenedKind.PAGE if is_page else OpenedKind.PACK
    if any(mark in head for mark in _RETURNS):
        return OpenedKind.RETURN
    return OpenedKind.OTHER


def _head(path: Path) -> bytes:
    with suppress(OSError, ValueError), path.open("rb") as stream:  # whoever opens it tells why that fails
        return stream.read(_HEAD)
    return b""
