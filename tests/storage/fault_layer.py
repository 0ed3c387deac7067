"""A layer under SQLite and Python's file functions that fails when it is told to; for a process of its own.

It takes the place of what SQLite's own layer for Unix does with files, so that the app runs as it is. What
was written and not yet asked to be on the disk is remembered: a power cut may take it away.
"""

import ctypes as c
import errno
import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OK, FULL, CANNOT_OPEN = 0, 13, 14
IO = {"read": 266, "write": 778, "sync": 1034, "truncate": 1546, "delete": 2570}  # what SQLite calls them
SECTOR = 512
CUT = 9  # how a process ends whose power was cut
MAIN, LOG, ROLLBACK = 0x100, 0x80000, 0x800  # kinds of files
_PYTHON = {
    "os.rename": 0,
    "os.link": 1,
    "os.mkdir": 0,
    "os.remove": 0,
    "shutil.copyfile": 1,
}  # where the path stands that is written

_File = c.c_void_p
_Open = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, _File, c.c_int, c.POINTER(c.c_int))
_Delete = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int)
_Move = c.CFUNCTYPE(c.c_int, _File, c.c_void_p, c.c_int, c.c_int64)
_Number = c.CFUNCTYPE(c.c_int, _File, c.c_int64)
_Flags = c.CFUNCTYPE(c.c_int, _File, c.c_int)


class _Methods(c.Structure):
    """What SQLite does with one open file."""

    _fields_ = (
        ("version", c.c_int),
        ("close", c.c_void_p),
        ("read", _Move),
        ("write", _Move),
        ("truncate", _Number),
        ("sync", _Flags),
        *((f"other{n}", c.c_void_p) for n in range(13)),
    )


class _Layer(c.Structure):
    """What SQLite does with files by their names."""

    _fields_ = (
        ("version", c.c_int),
        ("size", c.c_int),
        ("longest", c.c_int),
        ("next", c.c_void_p),
        ("name", c.c_char_p),
        ("data", c.c_void_p),
        ("open", _Open),
        ("delete", _Delete),
    )


@dataclass
class Write:
    """What was written to a file, or cut off it, and what was there before."""

    handle: int
    place: int
    old: bytes
    new: bytes | None  # None for what was cut off
    size: int  # of the file before


@dataclass
class Faults:
    """Counts what is done with files in `folder`, and lets the call number `at` fail in the way of `kind`.

    Kinds: "io" fails once, "torn" writes half of it and fails, "full" and "gone" last until they are lifted
    (the second fails at everything), "power" ends the process.
    """

    folder: Path
    dice: random.Random = field(default_factory=random.Random)
    kind: str = ""
    at: int = 0
    count: int = 0
    struck: bool = False
    records: bool = False  # what is written, for a power cut
    unsynced: list[Write] = field(default_factory=list)

    def arm(self, kind: str, at: int) -> None:
        """Let the call fail that comes after `at` others."""
        self.kind, self.at, self.count, self.struck = kind, at, 0, False

    def lift(self) -> bool:
        """Let nothing fail any more; whether something did."""
        self.kind = ""
        return self.struck

    def strikes(self, deed: str) -> bool:
        """Whether this call fails."""
        if not self.kind or (self.kind == "full" and deed in ("read", "delete", "sync")):
            return False
        self.count += 1
        lasting = self.struck and self.kind in ("full", "gone")
        if self.count - 1 != self.at and not lasting:
            return False
        self.struck = True
        if self.kind == "power":
            self.cut()
        return True

    def cut(self) -> None:
        """End as a power cut does: of what was not asked to be on the disk, some is and some is not."""
        for write in reversed(self.unsynced):
            os.pwrite(write.handle, write.old, write.place)
            os.ftruncate(write.handle, write.size)
        keeps = self.dice.choice((0.0, 0.5, 0.9, 1.0))
        for write in self.unsynced:
            if self.dice.random() >= keeps:
                continue
            if write.new is None:
                os.ftruncate(write.handle, write.place)
                continue
            sectors = self.dice.randint(0, len(write.new) // SECTOR + 1) if self.dice.random() < 0.1 else None
            os.pwrite(
                write.handle, write.new[: sectors * SECTOR if sectors is not None else None], write.place
            )
        os._exit(CUT)

    # --- what takes the place of SQLite's own ---------------------------------------------------------------

    def install(self) -> None:
        """From now on, for as long as the process lives."""
        library = c.CDLL(_library())
        library.sqlite3_vfs_find.restype = c.POINTER(_Layer)
        layer = library.sqlite3_vfs_find(None).contents
        self._kept: list[Any] = [layer, c.cast(layer.open, c.c_void_p), c.cast(layer.delete, c.c_void_p)]
        self._patched: dict[int, _Methods] = {}
        self._handles: dict[int, int] = {}
        layer.open = self._keep(self._opening(_Open(self._kept[1].value)))
        layer.delete = self._keep(self._deleting(_Delete(self._kept[2].value)))
        sys.addaudithook(self._hear)

    def _keep(self, function: Any) -> Any:
        self._kept.append(function)
        return function

    def _opening(self, own: Any) -> Any:
        def opened(layer: int, name: int | None, file: int, flags: int, got: Any) -> int:
            path = os.fsdecode(c.string_at(name)) if name is not None else ""
            watched = flags & (MAIN | LOG | ROLLBACK) and self._is_mine(path)
            if watched and self.strikes("open"):
                c.c_void_p.from_address(file).value = None
                return CANNOT_OPEN
            status: int = own(layer, name, file, flags, got)
            if status == OK and watched:
                self._watch(file, path)
            return status

        return _Open(opened)

    def _deleting(self, own: Any) -> Any:
        def deleted(layer: int, name: int, flags: int) -> int:
            if self._is_mine(os.fsdecode(c.string_at(name))) and self.strikes("delete"):
                return IO["delete"]
            return int(own(layer, name, flags))

        return _Delete(deleted)

    def _watch(self, file: int, name: str) -> None:
        """Let what is done with this file go through here."""
        if self.records:
            kind, self.kind = self.kind, ""
            self._handles[file] = os.open(name, os.O_RDWR)  # never closed: that would drop SQLite's locks
            self.kind = kind
        methods = c.c_void_p.from_address(file)
        if methods.value is None or methods.value in (c.addressof(m) for m in self._patched.values()):
            return
        if methods.value not in self._patched:
            own = _Methods.from_address(methods.value)
            made = _Methods.from_buffer_copy(own)
            for deed in ("read", "write", "truncate", "sync"):
                kind = type(getattr(own, deed))
                plain = kind(c.cast(getattr(own, deed), c.c_void_p).value)
                setattr(made, deed, self._keep(kind(getattr(self, f"_{deed}")(plain))))
            self._patched[methods.value] = made
        methods.value = c.addressof(self._patched[methods.value])

    def _read(self, own: Any) -> Callable[..., int]:
        return lambda file, into, size, place: (
            IO["read"] if self.strikes("read") else own(file, into, size, place)
        )

    def _write(self, own: Any) -> Callable[..., int]:
        def write(file: int, data: int, size: int, place: int) -> int:
            if self.records:
                self._note(file, place, c.string_at(data, size), size)
            if not self.strikes("write"):
                return int(own(file, data, size, place))
            if self.kind == "torn":
                own(file, data, size // 2, place)
            return FULL if self.kind == "full" else IO["write"]

        return write

    def _truncate(self, own: Any) -> Callable[..., int]:
        def truncate(file: int, size: int) -> int:
            if self.records:
                self._note(file, size, None, os.fstat(self._handles[file]).st_size - size)
            return IO["truncate"] if self.strikes("truncate") else own(file, size)

        return truncate

    def _sync(self, own: Any) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            if self.strikes("sync"):
                return IO["sync"]
            if self.records:
                node = os.fstat(self._handles[file]).st_ino
                self.unsynced = [each for each in self.unsynced if os.fstat(each.handle).st_ino != node]
            return int(own(file, flags))

        return sync

    def _note(self, file: int, place: int, new: bytes | None, length: int) -> None:
        handle = self._handles[file]
        size = os.fstat(handle).st_size
        self.unsynced.append(Write(handle, place, os.pread(handle, max(length, 0), place), new, size))

    # --- what takes the place of Python's own ---------------------------------------------------------------

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.kind:
            return
        path = given[_PYTHON[event]] if event in _PYTHON else None
        if event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR):
            path = given[0]
        if isinstance(path, str | os.PathLike) and self._is_mine(os.fspath(path)) and self.strikes(event):
            raise OSError(errno.ENOSPC if self.kind == "full" else errno.EIO, "as it was told to", str(path))

    def _is_mine(self, path: str) -> bool:
        return path.startswith(str(self.folder))


def can_be_used() -> bool:
    """Whether SQLite is a library of its own here, and the system Linux."""
    return sys.platform == "linux" and bool(_library())


def _library() -> str:
    """Where the library is that Python has loaded; "" where SQLite is a part of Python."""
    import sqlite3  # noqa: F401, PLC0415 - loads it

    lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    return next((line.split()[-1] for line in lines if "libsqlite3" in line), "")
