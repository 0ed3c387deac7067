"""Reads RTF, as WordPad, TextEdit, Word and LibreOffice save it."""

import re

from learningstories.documents.files import MOST_TEXT
from learningstories.documents.from_html import manuscript_from_html
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.refusal import Refusal
from learningstories.documents.rtf_flow import Picture
from learningstories.documents.rtf_text import RtfText

_START = b"{\\rtf"
_ENDINGS = {"pngblip": "png", "jpegblip": "jpg", "emfblip": "emf"}
_NO_HEX = re.compile(rb"[^0-9a-fA-F]+")


def read_rtf(material: Material) -> Manuscript:
    """The text, pictures, notes and details; raises `Refusal`."""
    start = material.data.find(_START)
    if start < 0:
        raise Refusal("broken")
    if material.data.count(b"\\u") > MOST_TEXT:
        raise Refusal("too_big")
    text = RtfText(material.data[start:])

    def picture(source: str) -> tuple[bytes, str] | None:
        number = source.removeprefix("part:")
        known = source.startswith("part:") and number.isdecimal() and int(number) < len(text.pictures)
        return _picture(text.pictures[int(number)]) if known else None

    return manuscript_from_html(text.html(), picture, text.author)


def _picture(picture: Picture) -> tuple[bytes, str]:
    """Its bytes and a name for it."""
    name = f"picture-{picture.place + 1}.{_ENDINGS.get(picture.kind, 'wmf')}"
    if picture.raw:
        return picture.raw, name
    digits = _NO_HEX.sub(b"", b"".join(picture.pieces))
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")), name
