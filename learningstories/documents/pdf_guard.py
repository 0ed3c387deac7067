"""What must hold of a PDF before its reader unpacks its parts."""

import re
import zlib

from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_guard import HIGHEST_RATIO, LARGEST_PART, LARGEST_WHOLE, RATIO_MATTERS_FROM

_STREAM = re.compile(rb"\bstream\r?\n")
_PACKED, _IMAGE = b"FlateDecode", b"/Image"
_LONGEST_HEAD = 500
_CHUNK = 1 << 20


def refuse_bomb(data: bytes) -> None:
    """Refuse a file whose text unpacks to more than a text can be; pictures may, and are not looked at."""
    whole = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _LONGEST_HEAD) : found.start()].rpartition(b" obj")[2]
        if _PACKED not in head or _IMAGE in head:
            continue
        size, packed = _sizes(data, found.end())
        whole += size
        dense = size > RATIO_MATTERS_FROM and size > HIGHEST_RATIO * packed
        if dense or size > LARGEST_PART or whole > LARGEST_WHOLE:
            raise Refusal("zip_bomb")


def _sizes(data: bytes, start: int) -> tuple[int, int]:
    """How long a stream is unpacked, and packed; counting ends where it is too long anyway."""
    unpacker = zlib.decompressobj()
    size, left, at = 0, b"", start
    while size <= LARGEST_PART and not unpacker.eof:
        left = left or data[at : at + _CHUNK]
        if not left:
            break
        at += 0 if unpacker.unconsumed_tail else len(left)
        try:
            size += len(unpacker.decompress(left, _CHUNK))
        except zlib.error:
            break
        left = unpacker.unconsumed_tail
    return size, max(1, at - start - len(unpacker.unused_data) - len(left))
