"""From the start of the process to the first painted window, and to the list of stories in it.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

SCRIPT = Path(__file__).with_name("first_paint.py")
CHECKOUT = Path(__file__).parents[2]
STORIES = 10_000
TIMES = 9
GOAL_PAINTED, GOAL_FILLED = 1.4, 3.0


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., list[str]]:
    """Runs `first_paint` with a home, settings and compiled modules of its own; gives what it printed."""
    settings = tmp_path / "config" / "Learning Stories" / "Learning Stories.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text("[window]\npage=stories\n")
    own = {"HOME": tmp_path, "XDG_CONFIG_HOME": tmp_path / "config", "XDG_DATA_HOME": tmp_path / "data"}
    own |= {"PYTHONPATH": CHECKOUT, "PYTHONPYCACHEPREFIX": tmp_path / "compiled"}
    # A person's second start finds the modules compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables = kept | {name: str(path) for name, path in own.items()} | {"QT_QPA_PLATFORM": "offscreen"}

    def run(*words: object) -> list[str]:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, str(SCRIPT), *map(str, words)],
            env=variables | {"BEGAN": repr(time.time())},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.split()

    return run


@pytest.fixture
def file(big_challenge) -> Callable[[int], Path]:
    def make(stories: int) -> Path:
        opened = big_challenge(stories)
        opened.close()
        return Path(opened.path)

    return make


def test_nothing_slow_is_loaded_before_the_first_paint(start, file):
    painted, slow, filled = start(file(300))
    assert slow == "-"
    assert 0 < float(painted) < float(filled)


@pytest.mark.benchmark
def test_start_to_first_paint(start, file, figures):
    path = file(STORIES)
    kinds = (("bare",), ("bare", "names"), (path,))
    for words in kinds:
        start(*words)  # compiles
    # By turns, for the machine may have other things to do meanwhile.
    told = [[start(*words) for words in kinds] for _ in range(TIMES)]
    bare, named, painted = (median(float(turn[kind][0]) for turn in told) for kind in range(3))
    filled = median(float(turn[2][2]) for turn in told)
    figures(f"start to first paint, {STORIES:,} stories", painted, bare, GOAL_PAINTED)
    figures("the same, beside the same names of Qt", painted, named, GOAL_PAINTED)
    figures("start to the first stories on the screen", filled, bare, GOAL_FILLED)
