"""Whenever the app is killed, and whatever the disk does, nothing that was told as stored is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = Path(__file__).with_name("crash_rounds.py")
A_FEW = 12


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither SIGKILL nor forks")
def test_kills_full_disks_and_lost_logs_are_survived(tmp_path: Path) -> None:
    """A few of them; tests/benchmarks has as many as one has time for."""
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROUNDS), str(tmp_path), str(A_FEW), "2013"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert sum(json.loads(told.stdout)["survived"].values()) == A_FEW
