"""Lets one program at a time do something, in however many windows and programs the app is open."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _wait(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_LOCK, 1)

    def _leave(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _wait(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX)

    def _leave(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)


@contextmanager
def turn_at(path: Path) -> Iterator[None]:
    """Wait for one's turn at `path`, a file that is there for nothing else.

    A turn ends with its program, too, however that ends. Where files cannot be locked, as on some network
    drives, nobody waits.
    """
    try:
        stream = path.open("ab")
    except OSError:  # then what is to be written will be refused, and that is told
        yield
        return
    with stream:
        with suppress(OSError):
            _wait(stream.fileno())
        try:
            yield
        finally:
            with suppress(OSError):
                _leave(stream.fileno())
