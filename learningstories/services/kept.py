"""Bytes that wait on the disk until they are wanted, so that a big drop stays small in memory."""

import tempfile
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import IO

SMALL = 64 * 1024  # what is not larger than this stays in memory
_CHUNK = 1 << 20


class TooLong(Exception):
    """A stream held more than it was allowed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Bytes that were set aside; `sha` is their SHA-256 in hex."""

    size: int
    sha: str
    _start: int = field(repr=False)
    _aside: "Aside" = field(repr=False, compare=False)

    def read(self, start: int = 0, size: int | None = None) -> bytes:
        """The bytes again, or a part of them."""
        left = max(0, self.size - start)
        return self._aside.read(self._start + start, left if size is None else min(size, left))

    def part(self, start: int, size: int) -> "Kept":
        """A part of the bytes as a thing of its own, which is not set aside again."""
        sha = sha256(self.read(start, size)).hexdigest()
        return Kept(size=size, sha=sha, _start=self._start + start, _aside=self._aside)


Content = bytes | Kept


class Aside:
    """A temporary file without a name; it is gone when nothing that is kept in it is wanted any more."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._file: IO[bytes] | None = None
        self.size = 0

    def put(self, data: bytes) -> Content:
        """Set bytes aside; small ones, and all of them where the disk is full, are given back as they are."""
        if len(data) <= SMALL:
            return data
        try:
            with self._lock:
                start = self._append(data)
        except OSError:
            return data
        return Kept(size=len(data), sha=sha256(data).hexdigest(), _start=start, _aside=self)

    def put_stream(self, stream: IO[bytes], most: int) -> Kept:
        """Set aside what is left in a stream; raises `TooLong` beyond `most` bytes, and `OSError`."""
        digest = sha256()
        size = 0
        with self._lock:
            start = self.size
            try:
                while size <= most and (chunk := stream.read(_CHUNK)):
                    size += len(chunk)
                    digest.update(chunk)
                    self._append(chunk)
            finally:
                self.size = start  # what came to no end is written over
            if size > most:
                raise TooLong
            self.size = start + size
        return Kept(size=size, sha=digest.hexdigest(), _start=start, _aside=self)

    def read(self, start: int, size: int) -> bytes:
        """Bytes that were set aside."""
        with self._lock:
            file = self._opened()
            file.seek(start)
            return file.read(size)

    def _append(self, data: bytes) -> int:
        file = self._opened()
        start = self.size
        file.seek(start)
        file.write(data)
        self.size += len(data)
        return start

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as we do
        return self._file

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


def bytes_of(content: Content) -> bytes:
    """The bytes, wherever they are."""
    return content.read() if isinstance(content, Kept) else content


def size_of(content: Content) -> int:
    """How many bytes there are."""
    return content.size if isinstance(content, Kept) else len(content)


def sha_of(content: Content) -> str:
    """The SHA-256 of the bytes in hex."""
    return content.sha if isinstance(content, Kept) else sha256(content).hexdigest()


def part_of(content: Content, start: int, size: int) -> bytes:
    """Some of the bytes."""
    return content.read(start, size) if isinstance(content, Kept) else content[start : start + size]
