"""Whatever call to the disk fails, a sentence is told, nothing stored is lost, and the window goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.fault_layer import can_be_used

ROUNDS = Path(__file__).with_name("fault_rounds.py")
DEEDS = 10


@pytest.mark.skipif(not can_be_used(), reason="the layer that fails is for SQLite as a library on Linux")
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
