"""Which files in a folder are new: nobody has looked at them yet, and they are there whole."""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TypeVar

from learningstories.services.opening import OWN_ENDINGS

T = TypeVar("T")
MOST_FILES = 5_000
_MOST_REMEMBERED = 20_000
_MOST_HASHED = 200 * 1024 * 1024
_BLOCK = 1024 * 1024
# What other programs leave lying about while they write.
_HALF_DONE = (".part", ".partial", ".crdownload", ".download", ".tmp")
_LOCKS = ("~$", ".~", ".")


@dataclass(frozen=True, slots=True)
class Look:
    """How a file looked from outside: its size and when it was written, in ns."""

    size: int
    written: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one look at the folder found; `unsettled`: some files are still growing, look again soon."""

    there: bool
    files: tuple[Path, ...] = ()
    unsettled: bool = False


@dataclass(slots=True)
class _Remembered:
    """What is remembered of files that were looked at: how each name looked, and every content."""

    looks: dict[str, Look] = field(default_factory=dict)
    contents: dict[str, None] = field(default_factory=dict)  # hashes, the oldest first


class NewFiles:
    """Looks at one folder; what was looked at is remembered in the file `memory`.

    A file is known by its name, size and time, or by its content whatever it is called now.
    May be used from any thread; nothing here raises for a folder that is gone or forbidden.
    """

    def __init__(self, folder: Path, memory: Path) -> None:
        self._folder = folder
        self._memory = memory
        self._lock = Lock()
        self._before: dict[str, Look] = {}
        self._hashes: dict[tuple[str, Look], str] = {}
        self._known = _load(memory)

    def look(self) -> News:
        """What is new since it was last said that somebody has looked."""
        with self._lock:
            try:
                now = _looks(self._folder)
            except OSError:
                return News(there=False)
            new = {name: look for name, look in now.items() if self._known.looks.get(name) != look}
            settled = [name for name, look in new.items() if look.size and self._before.get(name) == look]
            self._before = now
            unsettled = any(look.size and name not in settled for name, look in new.items())
            files = [self._folder / name for name in settled if not self._is_known(name, new[name])]
            return News(there=True, files=tuple(files), unsettled=unsettled)

    def remember(self, paths: Iterable[Path]) -> None:
        """Somebody has looked at these; others than those in the folder are passed over."""
        with self._lock:
            for path in paths:
                if path.parent == self._folder:
                    self._remember(path.name)
            _save(self._memory, self._known)

    def _remember(self, name: str) -> None:
        with suppress(OSError):
            look = _look(self._folder / name)
            self._known.looks[name] = look
            self._known.contents[self._hash(name, look)] = None

    def _is_known(self, name: str, look: Look) -> bool:
        """Whether the content is known by another name or time."""
        try:
            known = self._hash(name, look) in self._known.contents
        except OSError:
            return True  # it is gone again, or may not be read yet; the next look will tell
        if known:
            self._known.looks[name] = look
        return known

    def _hash(self, name: str, look: Look) -> str:
        key = (name, look)
        if key not in self._hashes:
            self._hashes[key] = _content(self._folder / name, look)
        return self._hashes[key]


def _looks(folder: Path) -> dict[str, Look]:
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_of_interest(entry.name):
                with suppress(OSError):
                    if entry.is_file():
                        told = entry.stat()
                        found[entry.name] = Look(told.st_size, told.st_mtime_ns)
            if len(found) >= MOST_FILES:
                break
    return found


def _is_of_interest(name: str) -> bool:
    return not name.startswith(_LOCKS) and not name.lower().endswith((*_HALF_DONE, *OWN_ENDINGS))


def _look(path: Path) -> Look:
    told = path.stat()
    return Look(told.st_size, told.st_mtime_ns)


def _content(path: Path, look: Look) -> str:
    """The SHA-256 of a file; of one too large to be a story, of its size and time."""
    digest = sha256()
    if look.size > _MOST_HASHED:
        digest.update(f"{path.name} {look.size} {look.written}".encode("utf-8", "replace"))
        return digest.hexdigest()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _load(memory: Path) -> _Remembered:
    """What was remembered; nothing where the file is not there or is damaged."""
    try:
        told = json.loads(memory.read_text("utf-8"))
        looks = {str(name): Look(int(size), int(at)) for name, (size, at) in told["looks"].items()}
        return _Remembered(looks, dict.fromkeys(map(str, told["contents"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Remembered()


def _save(memory: Path, known: _Remembered) -> None:
    """Whole or not at all; where it cannot be written, files are announced once more, which does no harm."""
    told: Mapping[str, object] = {
        "looks": {name: [look.size, look.written] for name, look in _last(known.looks).items()},
        "contents": list(_last(known.contents)),
    }
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        beside = memory.with_name(memory.name + ".new")
        beside.write_text(json.dumps(told), "utf-8")
        beside.replace(memory)


def _last(known: dict[str, T]) -> dict[str, T]:
    return dict(list(known.items())[-_MOST_REMEMBERED:])
