"""How many failures of the disk are survived: errors, torn writes, no room, a stick pulled out, power cut."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.fault_layer import can_be_used

ROUNDS = Path(__file__).parents[1] / "storage" / "fault_rounds.py"


@pytest.mark.benchmark
@pytest.mark.skipif(not can_be_used(), reason="the layer that fails is for SQLite as a library on Linux")
def test_every_call_to_the_disk_fails_once(tmp_path: Path) -> None:
    """In each way, for one call in PART (5 unless the variable says otherwise); others each time."""
    seed, part = random.randrange(10**6), os.environ.get("PART", "5")  # noqa: S311 - of a test
    words = [sys.executable, str(ROUNDS), str(tmp_path), part, str(seed)]
    told = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    for deed, count in found["survived"].items():
        print(f"{deed}: {count}")  # noqa: T201
    told_words = ", ".join(f"{count} {code}" for code, count in found["told"].items())
    print(f"faults survived: {sum(found['survived'].values())}, seed {seed}; told: {told_words}")  # noqa: T201
    print(f"told as failed though stored: {found['late']}")  # noqa: T201
