"""The shelf of backups: a folder for each challenge, by its id, away from where the challenge itself is."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import RLock

from learningstories.domain.backup_keeping import superfluous
from learningstories.domain.errors import CannotWrite, ExpectedError, FileDamaged, FileReadOnly, NotAChallenge
from learningstories.services.backups import (
    LARGEST_MOST,
    LEAST_MOST,
    USUAL_MOST,
    Backup,
    Holding,
    Restored,
    Why,
)
from learningstories.services.opened_kind import ENDING
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import Clock
from learningstories.services.progress import Control
from learningstories.storage.copying import PART, copy_whole, sweep
from learningstories.storage.failures import told
from learningstories.storage.holding import holding
from learningstories.storage.probe import is_writable, probe, reading

_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6}) ([a-z-]{3,20})(?: \(\d{1,4}\))?" + re.escape(ENDING))
_STAMP = "%Y-%m-%d %H%M%S"
_ID = re.compile(r"[0-9a-f]{32}")
_PLACES = "places.json"  # where each challenge was last, so that its backups are found when it is damaged
_CHOSEN = "chosen.json"
_MOST_PLACES = 1000
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class BackupShelf:
    """See `services.backups.Backups`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock
        self._turn = RLock()

    def make(self, path: Path, why: Why, control: Control) -> Backup:
        """Copy the challenge, look whether the copy is whole, and let old ones go."""
        key = _id_of(path)
        own = self.folder / key
        with self._turn:
            try:
                own.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotWrite(self.folder.name, "folder") from error
            sweep(own, f"*{PART}", self._clock())
            at = self._clock().astimezone(UTC).replace(microsecond=0)
            target = _unused(own, f"{at:{_STAMP}} {why}")
            copy_whole(path, target, control)
            made = Backup(file=target, at=at, why=why, size=target.stat().st_size)
            self._note_place(path, key)
            self._thin(made)
        return made

    def copy(self, path: Path, target: Path, control: Control) -> None:
        """A copy at a place of one's own choice."""
        copy_whole(path, target, control)

    def of(self, path: Path) -> Sequence[Backup]:
        """The backups of the challenge in `path`, the newest first."""
        try:
            key = _id_of(path)
        except ExpectedError:
            key = self._places().get(str(path.resolve()), "")
        return sorted(_backups(self.folder / key), key=_age, reverse=True) if key else []

    def holding(self, file: Path) -> Holding:
        """What a challenge or a backup holds."""
        return holding(file)

    def restore(self, backup: Path, path: Path, label: str, who: str, control: Control) -> Restored:
        """Let `path` be as the backup is, in one go."""
        from learningstories.storage.restoring import prepare  # noqa: PLC0415 - brings SQLAlchemy along
        from learningstories.storage.swapping import put_in_place  # noqa: PLC0415

        if path.exists() and not is_writable(path):
            raise FileReadOnly(path.name)
        with prepare(backup, path, label, who, self._clock(), control) as ready:
            before = self._before(path, control) if path.exists() else None
            return Restored(before=before, damaged=put_in_place(ready, path, self._clock()))

    def alter(self, backup: Backup, work: Callable[[OpenChallenge], object], control: Control) -> None:
        """Let `work` alter what a backup holds, wholly or not at all."""
        from learningstories.storage.backup_altering import alter  # noqa: PLC0415 - brings SQLAlchemy along

        with self._turn:
            alter(backup.file, work, self._clock, control)

    def remove(self, backup: Backup) -> None:
        """Let go of one."""
        try:
            backup.file.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(backup.file.name, "folder") from error

    def _before(self, path: Path, control: Control) -> Backup | None:
        """A backup of what is there; None if that is damaged: then it is kept beside what takes its place."""
        try:
            return self.make(path, Why.BEFORE_RESTORE, control)
        except FileDamaged:
            return None
        except NotAChallenge as error:
            if error.other_program:
                raise
            return None

    # --- what there is room for ------------------------------------------------------------------------

    def most(self) -> int:
        """How many bytes all backups together may take up."""
        chosen = _read(self.folder / _CHOSEN).get("most")
        return min(max(chosen, LEAST_MOST), LARGEST_MOST) if isinstance(chosen, int) else USUAL_MOST

    def allow(self, most: int) -> None:
        """Choose how many bytes they may; what is too much goes with the next backup."""
        self._write(_CHOSEN, {"most": min(max(most, LEAST_MOST), LARGEST_MOST)})

    def taken(self) -> int:
        """How many bytes they take up."""
        return sum(backup.size for backup in self._all())

    def _thin(self, newest: Backup) -> None:
        """Let go of what is old, and then of the oldest until there is room; the newest of each stays."""
        mine = list(_backups(newest.file.parent))
        local = {each.file: each.at.astimezone() for each in mine}
        old = superfluous(local.values(), self._clock().astimezone())
        for each in mine:
            if local[each.file] in old and each.file != newest.file:
                _remove(each)
        kept = sorted(self._all(), key=_age)
        last = {each.file.parent: each.file for each in kept}
        room = self.most() - sum(each.size for each in kept)
        for each in kept:
            if room < 0 and each.file not in (*last.values(), newest.file):
                _remove(each)
                room += each.size

    def _all(self) -> Iterator[Backup]:
        with suppress(OSError):
            for own in list(self.folder.iterdir()):
                if _ID.fullmatch(own.name):
                    yield from _backups(own)

    # --- notes -----------------------------------------------------------------------------------------

    def _places(self) -> Mapping[str, str]:
        found = _read(self.folder / _PLACES)
        return {place: key for place, key in found.items() if isinstance(key, str) and _ID.fullmatch(key)}

    def _note_place(self, path: Path, key: str) -> None:
        places, place = dict(self._places()), str(path.resolve())
        if places.pop(place, "") != key or len(places) >= _MOST_PLACES:
            with suppress(CannotWrite):  # the backup itself is there
                self._write(_PLACES, dict([*places.items(), (place, key)][-_MOST_PLACES:]))

    def _write(self, name: str, facts: Mapping[str, object]) -> None:
        """Whole or not at all."""
        beside = self.folder / f"{name}{PART}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(facts), "utf-8")
            beside.replace(self.folder / name)
        except OSError as error:
            raise CannotWrite(self.folder.name, "folder") from error


def _id_of(path: Path) -> str:
    probe(path)
    with told(path.name), reading(path) as connection:
        row = connection.execute("SELECT id FROM challenge").fetchone()
    key = str(row[0]) if row else ""
    if not _ID.fullmatch(key):
        raise FileDamaged(path.name)
    return key


def _backups(own: Path) -> Iterator[Backup]:
    """Those in one challenge's folder; what lies there besides is no concern of ours."""
    with suppress(OSError):
        for file in list(own.iterdir()):
            backup = _backup(file)
            if backup is not None:
                yield backup


def _backup(file: Path) -> Backup | None:
    found = _NAME.fullmatch(file.name)
    try:
        at = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else _NEVER
        size = file.stat().st_size
        why = Why(found[2]) if found else None
    except (ValueError, OSError):
        return None
    return Backup(file=file, at=at, why=why, size=size) if why and size else None


def _age(backup: Backup) -> tuple[datetime, int, str]:
    return backup.at, len(backup.file.name), backup.file.name


def _unused(own: Path, stem: str) -> Path:
    names = (own / f"{stem}{f' ({n})' if n > 1 else ''}{ENDING}" for n in count(1))
    return next(name for name in names if not name.exists())


def _remove(backup: Backup) -> None:
    with suppress(OSError):
        backup.file.unlink(missing_ok=True)


def _read(file: Path) -> Mapping[str, object]:
    """A small file of notes; nothing where it is not there or was altered."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
