"""Keeps words that are typed and not stored yet in a small file, where they outlive the app."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QLockFile

Words = dict[str, dict[str, str]]  # by the place in which they are typed, and by the field in it
MOST_BYTES = 4_000_000
_WINDOWS = 8  # on the same challenge, each with a file of its own


class UnfinishedStore:
    """One window's file, written whole; it begins with what windows left that were never closed."""

    def __init__(self, folder: Path, path: Path) -> None:
        self._name = sha256(str(path).encode("utf-8", "replace")).hexdigest()[:32]
        self.folder = folder
        self._lock: QLockFile | None = None
        self._file: Path | None = None
        self._kept = ""

    def take(self) -> Words:
        """What was left; from now on it is this window's."""
        left: Words = {}
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
        for file, lock in self._free():
            left |= _read(file)
            if self._lock is None:
                self._lock, self._file = lock, file
            else:
                file.unlink(missing_ok=True)
                lock.unlock()
        self.keep(left)
        return left

    def _free(self) -> Iterator[tuple[Path, QLockFile]]:
        """The files that no living window has; a new one only where there is none for this window yet."""
        for number in range(_WINDOWS):
            file = self.folder / f"{self._name}-{number}.json"
            if self._lock is not None and not file.exists():
                continue
            lock = QLockFile(str(file.with_suffix(".lock")))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                yield file, lock

    def keep(self, words: Mapping[str, Mapping[str, str]]) -> None:
        """Let the file hold just these; words that cannot be kept do not keep anybody from typing."""
        told = json.dumps(words) if words else ""
        if told == self._kept or self._file is None or len(told) > MOST_BYTES:
            return
        beside = self._file.with_suffix(".part")
        with suppress(OSError):
            if told:
                beside.write_text(told, "utf-8")
                beside.replace(self._file)
            else:
                self._file.unlink(missing_ok=True)
            self._kept = told

    def close(self) -> None:
        """Leave what is kept to the next window."""
        if self._lock is not None:
            self._lock.unlock()
        self._lock = self._file = None


def _read(file: Path) -> Words:
    """Nothing where it is not there or was altered."""
    try:
        if file.stat().st_size > MOST_BYTES:
            return {}
        found = json.loads(file.read_text("utf-8"))
        return {
            str(place): {str(f): str(text) for f, text in words.items()} for place, words in found.items()
        }
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}
