"""Pictures and sound on their way into a pack and out of it."""

import io
import re
from typing import Final

from PIL import Image

from learningstories.packs.archive import MEDIA
from learningstories.packs.unsound import Unsound
from learningstories.services.fresh_picture import MOST_PIXELS, NOT_DECODED, NoPicture, fresh_picture

LONGEST_SIDE = 1_200
MOST_SOUND = 3 * 1024 * 1024
_QUALITY = 78
_PICTURES: Final = {"jpg": "JPEG", "png": "PNG"}
_SOUNDS = {
    "mp3": re.compile(rb"ID3|\xff[\xfb\xf3\xf2\xfa]"),
    "ogg": re.compile(rb"OggS"),
    "m4a": re.compile(rb".{4}ftyp", re.DOTALL),
}
_HEAD = 16
_ID3_V2, _ID3_V1 = b"ID3", b"TAG"
_ID3_V1_SIZE = 128


def small_picture(data: bytes) -> tuple[bytes, str] | None:
    """The picture as a pack carries it, and its ending; None where it is none, or too large to look at."""
    try:
        fresh = fresh_picture(data, longest=LONGEST_SIDE, quality=_QUALITY, small=True)
    except NoPicture:
        return None
    return fresh.data, fresh.ending


def small_sound(data: bytes) -> tuple[bytes, str] | None:
    """The sound as a pack carries it, and its ending; None where it is too big, or of no kind that goes in.

    An MP3 leaves behind what it says about itself, such as who speaks.
    """
    ending = next((each for each, magic in _SOUNDS.items() if magic.match(data[:_HEAD])), None)
    if ending is None or len(data) > MOST_SOUND:
        return None
    return (_without_tags(data) if ending == "mp3" else data), ending


def check(name: str, data: memoryview) -> None:
    """Whether a file of a pack is what its name says, and safe to show; raises `Unsound`."""
    found = MEDIA.fullmatch(name)
    ending = found[2] if found else ""
    if ending in _PICTURES:
        _check_picture(data, _PICTURES[ending])
    elif ending not in _SOUNDS or not _SOUNDS[ending].match(bytes(data[:_HEAD])):
        raise Unsound("unsafe")


def _check_picture(data: memoryview, kind: str) -> None:
    try:
        with Image.open(io.BytesIO(data), formats=(kind,)) as opened:
            size = opened.width * opened.height
    except NOT_DECODED as error:
        raise Unsound("unsafe") from error
    if not 0 < size <= MOST_PIXELS:
        raise Unsound("unsafe")


def _without_tags(data: bytes) -> bytes:
    while data.startswith(_ID3_V2) and len(data) > 10:  # noqa: PLR2004 - the head of a tag: its size is in 6 to 9
        size = sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(reversed(data[6:10])))
        data = data[10 + size :]
    if data[-_ID3_V1_SIZE:].startswith(_ID3_V1):
        data = data[:-_ID3_V1_SIZE]
    return data
