"""The app is killed while somebody types: what was typed a second ago is there again."""

import os
import signal
import subprocess
import sys
from itertools import pairwise
from math import inf
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from learningstories.packs.packs import PackFiles
from learningstories.services.offline_reading import open_offline
from learningstories.storage import opening
from learningstories.ui.unfinished_store import UnfinishedStore
from tests.services.reviewers_world import GRACE, World, make_world

CHILD = Path(__file__).with_name("typing_child.py")
CHECKOUT = Path(__file__).parents[2]
A_SECOND = 1.0
LONGEST = 60.0


class Typist:
    """The app in a process of its own, in which somebody types; `typed` are the letters with their times."""

    def __init__(self, pack: Path, folder: Path) -> None:
        own = {"HOME": folder, "XDG_DATA_HOME": folder / "data", "XDG_CONFIG_HOME": folder / "config"}
        variables = {**os.environ, **{name: str(path) for name, path in own.items()}}
        variables |= {"PYTHONPATH": str(CHECKOUT), "QT_QPA_PLATFORM": "offscreen"}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, str(CHILD), str(pack), str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=variables,
        )
        self.typed: list[tuple[str, float]] = []
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as told:
            while letter := told.read(1):
                self.typed.append((letter.decode(), monotonic()))

    def kill_at(self, letters: int) -> float:
        """Kill it once so many letters were typed; gives the time at which that was."""
        began = monotonic()
        while len(self.typed) < letters and monotonic() - began < LONGEST:
            self._listener.join(0.005)
        assert len(self.typed) >= letters, "nothing was typed"
        killed = monotonic()
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._listener.join(LONGEST)
        return killed

    def until(self, moment: float) -> str:
        """What was typed by then."""
        return "".join(letter for letter, at in self.typed if at < moment)

    def old(self, killed: float) -> str:
        """What was a second old, not counting the longest time in which the machine let it do nothing."""
        times = [at for _letter, at in self.typed]
        stall = max(later - at for at, later in pairwise(times))
        return self.until(killed - A_SECOND - stall)


@pytest.fixture
def world(tmp_path: Path) -> World:
    (tmp_path / "world").mkdir()
    return make_world(tmp_path / "world")


pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


def test_what_a_reviewer_typed_a_second_before_a_crash_is_kept(tmp_path: Path, world: World) -> None:
    pack = world.packs[GRACE][0]
    typist = Typist(pack, tmp_path)
    killed = typist.kill_at(300)
    reading = open_offline(
        pack, PackFiles(), tmp_path / "data" / "Learning Stories" / "Packs", lambda: world.now
    )
    (kept,) = [story.reading.why for story in reading.session().stories if story.reading is not None]
    assert typist.until(inf).startswith(kept)
    assert len(kept) >= len(typist.old(killed))
    assert reading.damaged == []


def test_what_an_organiser_typed_a_second_before_a_crash_is_kept(tmp_path: Path, world: World) -> None:
    typist = Typist(world.file, tmp_path)
    killed = typist.kill_at(150)
    left = UnfinishedStore(tmp_path / "data" / "Learning Stories" / "Unfinished", world.file).take()
    (words,) = left.values()
    (text,) = words.values()
    typed = typist.until(inf)
    kept = next(typed[:end] for end in range(len(typed), 0, -1) if text.startswith(typed[:end]))
    assert len(kept) >= len(typist.old(killed))
    one = opening.open_challenge(world.file, lambda: world.now, "Ada")
    assert one.check() == []
    one.close()
