"""Kills the app at random moments, takes the disk's room away, cuts its log off; tells what came of it.

    python crash_rounds.py FOLDER ROUNDS SEED

A process of its own, so that it may fork. After each fault the challenge opens, `check` finds nothing, what
was told as stored is there, and every step is wholly there or wholly not: its history, played through, gives
what is stored.
"""

import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy.orm import Session

from learningstories.storage import opening
from learningstories.storage.challenge_file import engine_of
from learningstories.storage.recorded import RECORDED
from learningstories.storage.recorder import values_of
from tests.storage.crash_yard import Yard, bring_up_to_date, build, fill_up, keep_copies, now, work_on

LONGEST = 0.2  # seconds until a process is killed
LONGEST_START = 30.0
AT_WORK = 0.8  # of them begin to wait for that moment when the file is open
FRESH_AFTER = 12  # rounds


def struck(yard: Yard, deed: Callable[[Yard, int], None], *, kill: bool = True) -> list[str]:
    """Let a process do something until it is killed at some moment; gives what it told."""
    seed, moment = yard.dice.random(), yard.dice.uniform(0, LONGEST)
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            yard.dice.seed(seed)
            deed(yard, tells)
            status = 0
        except BaseException:  # noqa: BLE001 - it is told, and the process ends
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(tells)
    if kill:
        if yard.dice.random() < AT_WORK:
            select([hears], [], [], LONGEST_START)
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(hears, "rb") as stream:
        words = stream.read().decode().split()
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), f"it failed by itself: {status}"
    return words


def verify(path: Path, latest: int = 0) -> None:
    one = opening.open_challenge(path, now, "Ada")
    try:
        assert one.check() == []
        with one.workspace.read() as unit:
            assert unit.latest() >= latest, f"{unit.latest()} of {latest} steps"
        played: dict[Any, dict[str, Any]] = {}
        for line in reversed(one.workspace.history(limit=10**6)):
            for change in line.changes.records:
                key = (change.kind, change.key)
                if change.after is None:
                    del played[key]
                else:
                    played[key] = {**(played[key] if change.before is not None else {}), **change.after}
    finally:
        one.close()
    assert dict(stored(path)) == played


def stored(path: Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    engine = engine_of(path, "mode=rw")
    with Session(engine) as session:
        for kind, row in RECORDED.items():
            yield from (((kind, each.id), dict(values_of(each))) for each in session.query(row))
    engine.dispose()


@contextmanager
def cut_off(yard: Yard) -> Iterator[Path]:
    """The file as a power cut might leave it: the end of its log never reached the disk, or as nonsense."""
    place = yard.folder / "cut"
    place.mkdir()
    target = place / yard.file.name
    for end in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copy(yard.file.with_name(yard.file.name + end), target.with_name(target.name + end))
    log = target.with_name(target.name + "-wal")
    if log.exists():
        with log.open("r+b") as stream:
            stream.truncate(yard.dice.randint(0, log.stat().st_size))
            stream.seek(0, os.SEEK_END)
            stream.write(yard.dice.randbytes(yard.dice.choice((0, 24, 5000))))
    yield target
    shutil.rmtree(place)


def steps_of(words: list[str]) -> int:
    return max((int(word) for word in words if word.isdecimal()), default=0)


def one_round(yard: Yard, number: int) -> None:
    if number % FRESH_AFTER == 0:
        yard.renew(yard.template)
    kind = ("killed", "killed", "cut off", "full disk", "killed in a backup", "killed in an update")[
        number % 6
    ]
    if kind == "killed in an update":
        kept = yard.file.read_bytes()
        yard.renew(yard.older)
        struck(yard, bring_up_to_date)
        verify_updated(yard)
        yard.renew(yard.template)
        yard.file.write_bytes(kept)
    elif kind == "killed in a backup":
        struck(yard, keep_copies)
        verify_copies(yard)
    elif kind == "full disk":
        verify(yard.file, steps_of(struck(yard, fill_up, kill=False)))
    else:
        words = struck(yard, work_on)
        yard.told += len(words)
        if kind == "cut off":
            with cut_off(yard) as cut:
                verify(cut)
        verify(yard.file, steps_of(words))
    yard.survived[kind] += 1


def verify_updated(yard: Yard) -> None:
    one = opening.open_challenge(yard.file, now, "Ada")
    assert one.check() == []
    assert len(one.lists.challenge().title) > 0
    one.close()
    for backup in yard.shelf.of(yard.file):
        assert yard.shelf.holding(backup.file).stories > 0


def verify_copies(yard: Yard) -> None:
    verify(yard.file)
    for backup in yard.shelf.of(yard.file)[:2]:
        assert yard.shelf.holding(backup.file).stories > 0
        one = opening.open_to_read(backup.file, now, "Ada")
        assert one.check() == []
        one.close()


def main(folder: Path, rounds: int, seed: int) -> None:
    yard = build(folder, seed)
    yard.renew(yard.template)
    for number in range(rounds):
        try:
            one_round(yard, number)
        except BaseException:
            sys.stderr.write(f"round {number} of seed {seed}\n")
            raise
    sys.stdout.write(json.dumps({"survived": yard.survived, "steps": yard.told}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
