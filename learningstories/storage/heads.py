"""Reads the first bytes of a file without letting go of the locks that SQLite holds on it.

POSIX drops every lock that a process has on a file as soon as the process closes any descriptor of it.
Another process would then take a challenge that is open here for one that nobody has open, and clear away its
log with all that was stored last. So descriptors are kept, one a file, and read again the next time.
"""

import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

_MOST = 64
_turn = Lock()
_kept: OrderedDict[tuple[int, int], int] = OrderedDict()  # by device and number: the oldest goes first


def head(path: Path, count: int) -> tuple[bytes, int]:
    """The first `count` bytes, and the size of the whole; raises OSError."""
    if os.name == "nt":  # locks belong to descriptors there, and what is open cannot be moved
        with path.open("rb") as stream:
            return stream.read(count), os.fstat(stream.fileno()).st_size
    if not os.access(path, os.R_OK):
        path.open("rb").close()  # says what is wrong; there is nothing to close
    with _turn:
        descriptor = _descriptor(path)
        return os.pread(descriptor, count, 0), os.fstat(descriptor).st_size


def _descriptor(path: Path) -> int:
    found = path.stat()
    key = found.st_dev, found.st_ino
    if key in _kept:
        _kept.move_to_end(key)
    else:
        _kept[key] = os.open(path, os.O_RDONLY)
        while len(_kept) > _MOST:
            os.close(_kept.popitem(last=False)[1])
    return _kept[key]
