"""Which of the files that were offered together with a text are its pictures."""

from collections.abc import Collection
from pathlib import PurePath

ENDINGS = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"))


def is_picture_name(name: str) -> bool:
    """Whether a file is offered as a picture rather than as a story."""
    return PurePath(name).suffix.lower() in ENDINGS


def wanted_companions(names: Collection[str], data: bytes) -> list[str]:
    """Those of the pictures whose name the bytes of a text hold."""
    lower = data.lower()
    return [name for name in names if is_picture_name(name) and _named(name, lower)]


def _named(name: str, lower: bytes) -> bool:
    plain = name.lower().encode("utf-8", "surrogateescape")
    percent = b"%" in lower and not name.isascii()  # letters that are written as %C3%A9
    return plain in lower or plain.replace(b" ", b"%20") in lower or percent
