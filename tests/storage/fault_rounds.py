"""Lets the disk fail at one call after another of all that is done with a challenge; tells what came of it.

    python fault_rounds.py FOLDER PART SEED

A process of its own, because it puts `fault_layer` under SQLite. With PART 1 each call fails once in each
way; with more, one in PART of them does; with 0, one call of each deed, in one way. After each fault a
sentence was told or the deed was done; the file opens, `check` finds nothing, and every step is wholly there
or wholly not; the window that was open goes on.
"""

import json
import os
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from learningstories.domain.errors import ExpectedError
from learningstories.services import reviewing, stories
from learningstories.services.backups import Why
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.sentences import advice
from learningstories.services.story_query import StoryQuery
from learningstories.storage import opening
from tests.services.reviewers_world import BEN, FILES, put_story
from tests.storage.crash_rounds import verify
from tests.storage.crash_yard import Yard, build, now
from tests.storage.fault_layer import CUT, Faults

KINDS = ("io", "torn", "full", "gone", "power")
Deed = Callable[["Yard", OpenChallenge], object]


def _add(_yard: Yard, one: OpenChallenge) -> None:
    with one.workspace.read() as unit:
        number = unit.next_number()
    put_story(one.workspace, number)


def _rate(_yard: Yard, one: OpenChallenge) -> None:
    reviewing.answer(one.workspace, BEN, 1, value=5, why="It stayed with me.")


def _edit(_yard: Yard, one: OpenChallenge) -> None:
    stories.edit(one.workspace, 2, markdown="I learned. " * 3000)


def _merge(yard: Yard, one: OpenChallenge) -> None:
    merge(one.workspace, FILES, yard.returns[:4])


def _undo(_yard: Yard, one: OpenChallenge) -> None:
    one.workspace.undo()


def _look(_yard: Yard, one: OpenChallenge) -> None:
    one.lists.first_lines(StoryQuery(search="rain"), 20)
    one.lists.challenge()
    one.workspace.history()
    one.look(Control())
    one.check()


def _back_up(yard: Yard, _one: OpenChallenge) -> None:
    yard.shelf.make(yard.file, Why.WANTED, Control())


IN_IT: dict[str, Deed] = {
    "adding": _add,
    "rating": _rate,
    "editing": _edit,
    "merging": _merge,
    "undoing": _undo,
    "reading": _look,
    "backing up": _back_up,
}


def _open(yard: Yard) -> None:
    def keep(path: Path) -> None:
        yard.shelf.make(path, Why.BEFORE_UPDATE, Control())

    one = opening.open_challenge(yard.file, now, "Ada", keep)
    try:
        one.lists.challenge()
        _add(yard, one)
    finally:
        one.close()


def _restore(yard: Yard) -> None:
    yard.shelf.restore(yard.shelf.of(yard.file)[-1].file, yard.file, "Go back", "Ada", Control())


BESIDE_IT = {"opening": _open, "migrating": _open, "restoring": _restore}


@dataclass
class Rounds:
    """All of them, and what was survived."""

    yard: Yard
    faults: Faults
    part: int
    survived: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    late: int = 0  # told as failed, though it was stored

    def run(self) -> None:
        """All of them, or a few."""
        if not self.part:
            for place, name in enumerate((*IN_IT, *BESIDE_IT)):
                kind = KINDS[place % len(KINDS)]
                self.survived[f"{name}, {kind}"] += self._one(name, kind, self.yard.dice.randrange(3))
            return
        for name in (*IN_IT, *BESIDE_IT):
            for kind in KINDS:
                at = self.yard.dice.randrange(self.part)
                while self._one(name, kind, at):
                    self.survived[f"{name}, {kind}"] += 1
                    at += self.part
                sys.stderr.write(f"{name}, {kind}: {self.survived[f'{name}, {kind}']}\n")

    def _one(self, name: str, kind: str, at: int) -> bool:
        """Whether something failed: otherwise the deed has no such call."""
        self._prepare(name)
        try:
            if kind == "power":
                return self._cut(name, at)
            return self._in_it(name, kind, at) if name in IN_IT else self._beside_it(name, kind, at)
        except BaseException:
            self.faults.lift()
            sys.stderr.write(f"{name}, {kind} at {at}\n")
            raise

    def _prepare(self, name: str) -> None:
        self.yard.renew(self.yard.older if name == "migrating" else self.yard.template)
        if name == "restoring":
            _back_up(self.yard, None)  # type: ignore[arg-type]  # of the file, which nobody has open
            _open(self.yard)

    def _in_it(self, name: str, kind: str, at: int) -> bool:
        one = opening.open_challenge(self.yard.file, now, "Ada")
        _add(self.yard, one)
        before = latest(one)
        self.faults.arm(kind, at)
        done = self._tried(lambda: IN_IT[name](self.yard, one))
        if kind == "gone":
            one.close()
        struck = self.faults.lift()
        after = latest(one)
        self.late += after > before and not done
        assert after > before or not done or name in ("reading", "backing up"), "it was not stored"
        _add(self.yard, one)
        assert latest(one) == after + 1
        one.close()
        self._verify(after + 1)
        return struck

    def _beside_it(self, name: str, kind: str, at: int) -> bool:
        self.faults.arm(kind, at)
        self._tried(lambda: BESIDE_IT[name](self.yard))
        struck = self.faults.lift()
        self._verify()
        return struck

    def _tried(self, deed: Callable[[], object]) -> bool:
        """Whether it was done; if it was not, a person is told a sentence."""
        try:
            deed()
        except ExpectedError as error:
            told = advice(error).strip()
            self.told[error.code] += 1
        else:
            return True
        assert told
        return False

    def _cut(self, name: str, at: int) -> bool:
        """The same in a process whose power is cut."""
        hears, tells = os.pipe()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                self._work_until_cut(name, at, tells)
                status = 0
            except BaseException:  # noqa: BLE001 - it is told, and the process ends
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        os.close(tells)
        with os.fdopen(hears, "rb") as stream:
            steps = [int(word) for word in stream.read().split()]
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, CUT), f"it failed by itself: {status}"
        for file in self.yard.file.parent.rglob("*-shm"):
            file.unlink()  # was never on a disk
        self._verify(max(steps, default=0))
        return status == CUT

    def _work_until_cut(self, name: str, at: int, tells: int) -> None:
        self.faults.dice.seed(at)
        self.faults.records = True
        if name not in IN_IT:
            self.faults.arm("power", at)
            BESIDE_IT[name](self.yard)
            return
        one = opening.open_challenge(self.yard.file, now, "Ada")
        _add(self.yard, one)
        os.write(tells, f"{latest(one)} ".encode())
        self.faults.arm("power", at)
        IN_IT[name](self.yard, one)
        os.write(tells, f"{latest(one)} ".encode())
        one.close()

    def _verify(self, steps: int = 0) -> None:
        """The challenge and its backups are sound, and nothing half done has the name of something whole."""
        if self.yard.file.exists():
            verify(self.yard.file, steps)
        for backup in self.yard.shelf.of(self.yard.file):
            with suppress(FileNotFoundError):
                assert self.yard.shelf.holding(backup.file).stories > 0


def latest(one: OpenChallenge) -> int:
    with one.workspace.read() as unit:
        return unit.latest()


def main(folder: Path, part: int, seed: int) -> None:
    yard = build(folder, seed)
    faults = Faults(yard.file.parent, random.Random(seed))  # noqa: S311 - the same each time
    faults.install()
    rounds = Rounds(yard, faults, part)
    rounds.run()
    sys.stdout.write(json.dumps({"survived": rounds.survived, "told": rounds.told, "late": rounds.late}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
