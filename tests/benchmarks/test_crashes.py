"""How many faults are survived: kills, full disks, and logs that never reached the disk."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = Path(__file__).parents[1] / "storage" / "crash_rounds.py"


@pytest.mark.benchmark
@pytest.mark.skipif(os.name == "nt", reason="Windows has neither SIGKILL nor forks")
def test_a_thousand_faults(tmp_path: Path) -> None:
    """Others each time; the seed is told, so that what failed can be had again. FAULTS=5000 makes more."""
    seed, rounds = random.randrange(10**6), os.environ.get("FAULTS", "1000")  # noqa: S311 - of a test
    words = [sys.executable, str(ROUNDS), str(tmp_path), rounds, str(seed)]
    told = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    kinds = ", ".join(f"{count} {kind}" for kind, count in found["survived"].items())
    print(f"\nfaults survived: {rounds} ({kinds}) after {found['steps']} steps, seed {seed}")  # noqa: T201
