"""The app is killed while a reviewer types: what was typed a second ago is there again."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from learningstories.packs.packs import PackFiles
from learningstories.services.offline_reading import open_offline
from tests.services.reviewers_world import GRACE, make_world

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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("letters", [120, 300])
def test_what_was_typed_a_second_before_a_crash_is_kept(tmp_path: Path, letters: int) -> None:
    (tmp_path / "world").mkdir()
    world = make_world(tmp_path / "world")
    pack = world.packs[GRACE][0]
    typist = Typist(pack, tmp_path)
    killed = typist.kill_at(letters)
    reading = open_offline(
        pack, PackFiles(), tmp_path / "data" / "Learning Stories" / "Packs", lambda: world.now
    )
    (kept,) = [story.reading.why for story in reading.session().stories if story.reading is not None]
    typed = "".join(letter for letter, _at in typist.typed)
    old = "".join(letter for letter, at in typist.typed if at < killed - A_SECOND)
    assert typed.startswith(kept)
    assert len(kept) >= len(old)
    assert reading.damaged == []
