"""Whatever call to the disk fails, a sentence is told, nothing stored is lost, and the window goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = Path(__file__).with_name("fault_rounds.py")
DEEDS = 10


@pytest.mark.skipif(sys.platform != "linux", reason="the layer that fails is put under SQLite's for Linux")
def test_a_disk_that_fails_is_survived(tmp_path: Path) -> None:
    """At one call of each deed; tests/benchmarks lets each of them fail in each way."""
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROUNDS), str(tmp_path), "0", "2013"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert sum(json.loads(told.stdout)["survived"].values()) == DEEDS
