"""The answers that a reviewer gives to a pack, kept in the reviewer's own folder by the pack's id.

They are written whole at every change, so that a crash loses nothing but what was not yet stored, and
opening the pack again from any place goes on where it was.
"""

import json
import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from learningstories.domain.pack import PackId, pack_name
from learningstories.domain.revision import Revision, Wish, heads
from learningstories.services.pack_contents import PackContents
from learningstories.services.pack_port import Packs
from learningstories.services.returned import Returned, ReturnRefused
from learningstories.services.saving import beside_of, make_folder, not_written

_ENDING, _DAMAGED = ".json", ".damaged"
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
    """The reviewer's own folder."""

    def __init__(self, folder: Path, files: Packs) -> None:
        self._folder, self._files = folder, files

    def read(self, pack: PackId) -> KeptAnswers | None:
        """What is kept for a pack; None where nothing is. A damaged file is set aside, not lost."""
        path = self._path(pack)
        try:
            told = json.loads(path.read_text("utf-8"))
            found = self._files.read_return(self._files.open_return(told["return"].encode()))
            return KeptAnswers(
                device=str(told["device"]),
                revisions=found.revisions,
                wishes=found.wishes,
                sent=frozenset(map(str, told["sent"])),
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError, AttributeError, ReturnRefused):
            with suppress(OSError):
                path.replace(path.with_suffix(_DAMAGED))
            return None

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
        _save_for_good(self._path(contents.id), json.dumps(told, ensure_ascii=False).encode())

    def _path(self, pack: PackId) -> Path:
        return self._folder / f"{pack_name(pack)}{_ENDING}"


def new_device() -> str:
    """A name for a device, which no other has."""
    return f"d_{secrets.token_hex(8)}"


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
