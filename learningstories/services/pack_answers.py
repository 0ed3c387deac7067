"""The answers that a reviewer gives to a pack, kept in the reviewer's own folder by the pack's id.

They are written whole at every change, so that a crash loses nothing but what was not yet stored, and
opening the pack again from any place goes on where it was.
"""

import json
import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from learningstories.domain.errors import DiskTrouble, FileForbidden, MadeByNewerVersion
from learningstories.domain.pack import PackId, pack_name
from learningstories.domain.revision import Answers, Revision, Wish, heads
from learningstories.services.file_turn import turn_at
from learningstories.services.pack_contents import PackContents
from learningstories.services.pack_port import Packs
from learningstories.services.returned import Returned, ReturnRefused
from learningstories.services.saving import beside_of, make_folder, not_written

_ENDING, _DAMAGED, _TURN = ".json", ".damaged", ".turn"
_PUT_OFF = Answers(skipped=True)
W = TypeVar("W", Revision, Wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswers:
    """What was answered on this device or brought to it; `sent` are the ids of what has left it."""

    device: str
    revisions: tuple[Revision, ...] = ()
    wishes: tuple[Wish, ...] = ()
    sent: frozenset[str] = frozenset()

    def without(self, gone: Collection[str]) -> "KeptAnswers":
        """The same but for some words, by their ids."""
        return replace(
            self,
            revisions=tuple(word for word in self.revisions if str(word.id) not in gone),
            wishes=tuple(word for word in self.wishes if str(word.id) not in gone),
        )

    def with_(self, other: "KeptAnswers") -> "KeptAnswers":
        """All that either has, but for what has been superseded."""
        return replace(
            self,
            revisions=_current((*self.revisions, *other.revisions)),
            wishes=_last_said((*self.wishes, *other.wishes)),
            sent=self.sent | other.sent,
        )


class AnswerShelf:
    """The reviewer's own folder; `damaged` are the files that could not be read, and were set aside."""

    def __init__(self, folder: Path, files: Packs) -> None:
        self._folder, self._files = folder, files
        self.damaged: list[Path] = []

    def read(self, pack: PackId) -> KeptAnswers | None:
        """What is kept for a pack; None where nothing is. A damaged file is set aside, not lost.

        Raises `FileForbidden`, `DiskTrouble`, `MadeByNewerVersion`.
        """
        path = self.path(pack)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise FileForbidden(path.name) from error
        except OSError as error:
            raise DiskTrouble(path.name) from error
        try:
            return self._understood(data)
        except ReturnRefused as refused:
            if refused.code == "return_too_new":
                raise MadeByNewerVersion(path.name) from refused
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            pass
        self._set_aside(path)
        return None

    def _understood(self, data: bytes) -> KeptAnswers:
        told = json.loads(data)
        found = self._files.read_return(self._files.open_return(told["return"].encode()))
        return KeptAnswers(
            device=str(told["device"]),
            revisions=found.revisions,
            wishes=found.wishes,
            sent=frozenset(map(str, told["sent"])),
        )

    def _set_aside(self, path: Path) -> None:
        names = (path.with_name(f"{path.stem}-{number}{_DAMAGED}") for number in count(1))
        aside = next(name for name in names if not name.exists())
        with suppress(OSError):
            path.replace(aside)
            self.damaged.append(aside)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until nobody else alters anything here; raises `CannotWrite`, `DiskFull`."""
        make_folder(self._folder)
        with turn_at(self._folder / _TURN):
            yield

    def remove(self, packs: Iterable[PackId]) -> None:
        """Keep nothing more of what was answered to some packs; raises `CannotWrite`."""
        with self.turn():
            for pack in packs:
                path = self.path(pack)
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise not_written(path, error.errno, error.strerror) from error

    def write(self, contents: PackContents, kept: KeptAnswers, now: datetime) -> None:
        """Keep the answers; raises `CannotWrite`, `DiskFull`, and then what was kept before still is."""
        returned = Returned(
            pack_id=contents.id, reviewer_id=contents.reviewer.id, written_at=now,
            revisions=kept.revisions, wishes=kept.wishes,
        )  # fmt: skip
        told: Mapping[str, object] = {
            "device": kept.device,
            "sent": sorted(kept.sent),
            "return": self._files.write_return(returned, contents.key).decode(),
        }
        make_folder(self._folder)
        _save_for_good(self.path(contents.id), json.dumps(told, ensure_ascii=False).encode())

    def path(self, pack: PackId) -> Path:
        """Where the answers to a pack are."""
        return self._folder / f"{pack_name(pack)}{_ENDING}"


def new_device() -> str:
    """A name for a device, which no other has."""
    return f"d_{secrets.token_hex(8)}"


def says_something(word: Revision) -> bool:
    """Whether it answers anything, or takes an answer back; to put a story off does neither."""
    first = sum(count for _device, count in word.vector) <= 1
    return not (first and word.answers in (Answers(), _PUT_OFF))


def _current(words: Iterable[Revision]) -> tuple[Revision, ...]:
    by_story: dict[object, list[Revision]] = {}
    for word in words:
        by_story.setdefault((word.story_id, word.sha), []).append(word)
    return tuple(word for said in by_story.values() for word in _last_said(said))


def _last_said(words: Iterable[W]) -> tuple[W, ...]:
    """What nothing supersedes. Of what a device said twice in one breath, in two windows, the later."""
    by_breath: dict[object, W] = {}
    for word in sorted(words, key=lambda word: (word.at, word.id)):
        by_breath[word.device, word.vector] = word
    return heads(by_breath.values())


def _save_for_good(path: Path, data: bytes) -> None:
    """As `saving.save_whole`, and not only in the system's memory."""
    beside = beside_of(path)
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise not_written(path, error.errno, error.strerror) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
