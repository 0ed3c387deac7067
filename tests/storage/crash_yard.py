"""What the rounds of `crash_rounds` work on, and what is being done when the fault comes."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from learningstories.domain.errors import (
    ExpectedError,
    NoSuchReviewer,
    NoSuchStory,
    NothingToUndo,
    UndoBlocked,
)
from learningstories.services import reviewing, stories
from learningstories.services.backups import Why
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.returned import Arrival
from learningstories.storage import opening
from learningstories.storage.backups import BackupShelf
from learningstories.storage.challenge_file import make
from tests.services.reviewers_world import BEN, FILES, GRACE, arrived, make_world, part_of, put_story

_TABLES = """SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
    AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'alembic_version'"""
OLD = 7  # migrations that an older file has had
REFUSED = (NoSuchReviewer, NoSuchStory, NothingToUndo, UndoBlocked)  # once what is asked for is taken back


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Yard:
    """What the rounds work on."""

    folder: Path
    template: Path
    older: Path
    returns: list[Arrival]
    dice: random.Random
    survived: Counter[str] = field(default_factory=Counter)
    told: int = 0  # steps that were stored before a kill

    @property
    def file(self) -> Path:
        return self.folder / "work" / "challenge.stories"

    @property
    def shelf(self) -> BackupShelf:
        return BackupShelf(self.folder / "work" / "Backups", now)

    def renew(self, source: Path) -> None:
        shutil.rmtree(self.file.parent, ignore_errors=True)
        self.file.parent.mkdir()
        shutil.copy(source, self.file)


def build(folder: Path, seed: int) -> Yard:
    world = make_world(folder)
    returns = []
    for email, name in ((GRACE, "desk"), (GRACE, "phone"), (BEN, "desk")):
        device = world.device(email, name)
        for number in (1, 2, 3):
            world.on(minutes=1)
            device.answer(number, value=1 + (number + len(name)) % 5, why=f"{name} {number}")
            returns.append(arrived(part_of(device, [number]), now()))
    older = folder / "older.stories"
    make(older, OLD)
    _fill(older, world.file)
    return Yard(folder, world.file, older, returns, random.Random(seed))  # noqa: S311 - the same each time


def _fill(older: Path, newer: Path) -> None:
    """Let a challenge as it was so many migrations ago hold what one of today holds."""
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS newer", (str(newer),))
        connection.execute("BEGIN")
        for (table,) in connection.execute(_TABLES).fetchall():
            there, here = (_columns(connection, schema, table) for schema in ("newer", "main"))
            columns = ", ".join(f'"{name}"' for name in here if name in there)
            connection.execute(
                f'INSERT OR REPLACE INTO main."{table}" ({columns}) SELECT {columns} FROM newer."{table}"'  # noqa: S608 - our own
            )
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {OLD}")


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA {schema}.table_info("{table}")')]


def deeds(yard: Yard) -> list[Callable[[OpenChallenge], object]]:
    dice = yard.dice

    def add(one: OpenChallenge) -> None:
        with one.workspace.read() as unit:
            number = unit.next_number()
        put_story(one.workspace, number)

    def rate(one: OpenChallenge) -> None:
        why = "".join(dice.choices("abc ", k=30))
        reviewing.answer(one.workspace, BEN, dice.randint(1, 3), value=dice.randint(1, 5), why=why)

    def edit(one: OpenChallenge) -> None:
        stories.edit(one.workspace, dice.randint(1, 3), markdown="I learned. " * dice.randint(1, 4000))

    def take_in(one: OpenChallenge) -> None:
        merge(one.workspace, FILES, dice.sample(yard.returns, dice.randint(1, len(yard.returns))))

    def move(one: OpenChallenge) -> None:
        one.workspace.undo() if dice.random() < 0.6 else one.workspace.redo()

    return [add, rate, edit, take_in, move, move]


def do_one(yard: Yard, one: OpenChallenge) -> None:
    with suppress(*REFUSED):
        yard.dice.choice(deeds(yard))(one)


def work_on(yard: Yard, told: int) -> None:
    """Writes, and tells each step that is stored."""
    one = opening.open_challenge(yard.file, now, "Ada")
    tell_latest(one, told)
    while True:
        do_one(yard, one)
        tell_latest(one, told)


def tell_latest(one: OpenChallenge, told: int) -> None:
    with one.workspace.read() as unit:
        os.write(told, f"{unit.latest()}\n".encode())


def fill_up(yard: Yard, told: int) -> None:
    """Works until the disk takes no more."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    one = opening.open_challenge(yard.file, now, "Ada")
    tell_latest(one, told)
    room = yard.file.stat().st_size + yard.dice.randint(-200_000, 100_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(room, 4096), resource.RLIM_INFINITY))
    with suppress(ExpectedError):
        while True:
            do_one(yard, one)
            tell_latest(one, told)
    os.write(told, b"full\n")


def keep_copies(yard: Yard, told: int) -> None:
    """Makes backups and goes back to them."""
    while True:
        one = opening.open_challenge(yard.file, now, "Ada")
        do_one(yard, one)
        one.close()
        os.write(told, b"copies\n")
        yard.shelf.make(yard.file, Why.CHANGED, Control())
        if yard.dice.random() < 0.5:
            os.write(told, b"back\n")
            backup = yard.dice.choice(yard.shelf.of(yard.file))
            yard.shelf.restore(backup.file, yard.file, "Go back", "Ada", Control())


def bring_up_to_date(yard: Yard, told: int) -> None:
    os.write(told, b"begins\n")
    shelf = yard.shelf
    opening.open_challenge(
        yard.file, now, "Ada", lambda path: shelf.make(path, Why.BEFORE_UPDATE, Control())
    ).close()
    os.write(told, b"done\n")
    time.sleep(60)
