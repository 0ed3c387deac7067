"""A return as text in a mail: between two lines, so that footers, quoting and line ends do it no harm.

A return file whose words somebody copied into a mail is found, too, as long as they came through whole.
"""

import binascii
import quopri
import re
import zlib
from base64 import b64decode, b64encode
from itertools import pairwise
from textwrap import wrap

from learningstories.services.returned import ReturnRefused

FORMAT = "learning-stories-return"
BEGIN = "-----BEGIN LEARNING STORIES RETURN-----"
END = "-----END LEARNING STORIES RETURN-----"
_WIDTH = 64
# Mail programs make one dash of several and put quoting marks and odd spaces wherever lines begin or end.
_DASHES = r"[-\u2010-\u2015]{1,9}"
_BEGIN, _END = (
    re.compile(rf"{_DASHES}\s*{word}\s+LEARNING\s+STORIES\s+RETURN\s*{_DASHES}") for word in ("BEGIN", "END")
)
_BETWEEN = re.compile(r"[\s>|\u00a0\u200b\ufeff]+")
# In base64 an equals sign ends the whole, so that neither a code nor the rest of a line can follow it.
_QUOTED_PRINTABLE = re.compile(rb"=[0-9A-Fa-f]{2}|=\r?\n[A-Za-z0-9+/]")
_BARE = re.compile(rf'\{{\s*"format"\s*:\s*"{FORMAT}"')
# Nothing in it is given back once it fits: a text of megabytes takes no more than it needs.
_OBJECT = re.compile(r'\{(?:[^{}"]++|"(?:[^"\\]++|\\.)*+")*+\}', re.DOTALL)


def as_text(data: bytes) -> str:
    """The return as text to be pasted."""
    packed = b64encode(zlib.compress(data, 9)).decode("ascii")
    return "\n".join([BEGIN, *wrap(packed, _WIDTH), END, ""])


def blocks(text: str) -> list[str]:
    """The returns within a text, each from its first line on; one that lacks a line counts, too."""
    begins = [found.start() for found in _BEGIN.finditer(text)]
    if not begins:
        return [text] if _END.search(text) else []
    found = [text[start:end] for start, end in zip(begins, [*begins[1:], len(text)], strict=True)]
    return list({_BETWEEN.sub("", _END.split(block)[0]): block for block in found}.values())


def bare(text: str) -> list[str]:
    """The returns that stand in a text as they stand in their files; one that lacks its end counts, too."""
    begins = [found.start() for found in _BARE.finditer(text)]
    found = (text[start:end] for start, end in pairwise((*begins, len(text))))
    return list(dict.fromkeys(_whole(each) for each in found))


def _whole(text: str) -> str:
    # Mails break long lines; within JSON no line end means anything.
    found = _OBJECT.match(text.replace("\r", "").replace("\n", ""))
    return found[0] if found is not None else text


def out_of_block(block: str, most: int) -> bytes:
    """The return in one of the `blocks`; raises `ReturnRefused` where a part of it is missing or altered."""
    begin, end = _BEGIN.search(block), _END.search(block)
    if begin is None or end is None or end.start() < begin.end():
        raise ReturnRefused("return_damaged")
    return _unpacked(_BETWEEN.sub("", block[begin.end() : end.start()]), most)


def plain(data: bytes) -> str:
    """What a text file says; quoted-printable, which a mail's source may be in, is undone."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    inside = data.partition(b"BEGIN LEARNING STORIES")[2].partition(b"END LEARNING STORIES")[0]
    if _QUOTED_PRINTABLE.search(inside):
        data = quopri.decodestring(data)
    return data.decode("utf-8-sig", "replace")


def _unpacked(packed: str, most: int) -> bytes:
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(b64decode(packed, validate=True), most + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise ReturnRefused("return_damaged") from error
    if len(data) > most:
        raise ReturnRefused("return_too_big")
    if not unpacker.eof:
        raise ReturnRefused("return_damaged")
    return data
