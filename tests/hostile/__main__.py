"""Writes every hostile file into a folder: `python -m tests.hostile FOLDER`."""

import sys
from pathlib import Path

from tests.hostile.files import CASES

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for made in CASES:
    (folder / made.name).write_bytes(made.make())
