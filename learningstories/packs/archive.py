"""The ZIP that a pack is: read in place, never unpacked to disk, within bounds that need no trust."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from hashlib import sha256

from learningstories.packs.unsound import Unsound

_MB = 1024 * 1024
MOST_BYTES = 64 * _MB
MOST_PARTS = 5_000
MOST_JSON = 16 * _MB
MOST_MEDIUM = 16 * _MB
MEDIA = re.compile(r"media/([0-9a-f]{64})\.(jpg|png|mp3|ogg|m4a)")
_MAGIC = b"PK\x03\x04"
_END, _END_SIZE = b"PK\x05\x06", 22  # ours has no comment, so that nothing can follow
_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_TEXT = ".json"
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same pack is the same bytes, whenever it is written
_MODE = 0o600 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)


class Archive:
    """A pack's ZIP, open for reading; raises `Unsound` where it holds anything that no pack of ours does."""

    def __init__(self, data: bytes, expected: Collection[str]) -> None:
        """`expected` are the names of its parts other than media; the first must be there."""
        if not data.startswith(_MAGIC):
            raise Unsound("not_a_pack")
        if len(data) > MOST_BYTES:
            raise Unsound("too_big")
        if data[-_END_SIZE:][:4] != _END:
            raise Unsound("damaged")
        self._data = memoryview(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise Unsound("damaged") from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise Unsound("unsafe")
        self._parts = {part.filename: part for part in parts}
        if len({name.lower() for name in self._parts}) < len(parts):
            raise Unsound("unsafe")
        for part in parts:
            _check(part, expected)

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._parts

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def text(self, name: str) -> bytes:
        """A part that is JSON, unpacked no further than any such part of ours goes."""
        part = self._parts.get(name)
        if part is None:
            raise Unsound("damaged")
        try:
            with self._zip.open(part) as stream:
                found = stream.read(MOST_JSON + 1)
        except _BROKEN as error:
            raise Unsound("damaged") from error
        if len(found) > MOST_JSON:
            raise Unsound("too_big")
        return found

    def stored(self, name: str) -> memoryview:
        """A part that is not packed, where it lies; only its checksum tells whether it is whole."""
        part = self._parts[name]
        begin = part.header_offset
        head = self._data[begin : begin + _LOCAL.size]
        if len(head) < _LOCAL.size:
            raise Unsound("damaged")
        magic, name_size, extra_size = _LOCAL.unpack(head)
        begin += _LOCAL.size + name_size + extra_size
        if magic != _MAGIC or begin + part.file_size > len(self._data):
            raise Unsound("damaged")
        return self._data[begin : begin + part.file_size]


def packed(texts: Mapping[str, bytes], stored: Mapping[str, bytes | memoryview]) -> bytes:
    """A ZIP of these parts; `stored` are those that would not become smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for parts, way in ((texts, zipfile.ZIP_DEFLATED), (stored, zipfile.ZIP_STORED)):
            for name, data in parts.items():
                part = zipfile.ZipInfo(name, _STAMP)
                part.compress_type, part.external_attr = way, _MODE
                archive.writestr(part, data)
    return out.getvalue()


def begins_with(data: bytes, name: str) -> bool:
    """Whether it is the beginning of a ZIP whose first part has that name."""
    return data.startswith(_MAGIC) and data[_LOCAL.size :].startswith(name.encode())


def sha_of(data: bytes | memoryview) -> str:
    """The SHA-256 in hex."""
    return sha256(data).hexdigest()


def _check(part: zipfile.ZipInfo, expected: Collection[str]) -> None:
    is_text = part.filename in expected and part.filename.endswith(_TEXT)
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) if is_text else (zipfile.ZIP_STORED,)
    sound = (
        part.orig_filename == part.filename,
        part.filename in expected or MEDIA.fullmatch(part.filename),
        not part.flag_bits & _ENCRYPTED,
        part.compress_type in ways,
        is_text or part.compress_size == part.file_size,
        stat.S_IFMT(part.external_attr >> 16) in (0, stat.S_IFREG),
    )
    if not all(sound):
        raise Unsound("unsafe")
    if part.file_size > (MOST_MEDIUM if MEDIA.fullmatch(part.filename) else MOST_BYTES):
        raise Unsound("too_big")
