"""Checks the packages of the locks for known faults, without a network: `known_faults.py FOLDER`.

FOLDER is a copy of the Python Packaging Advisory Database (pypa/advisory-database), fetched where there is a
network. Without one it is only told whether the installed packages fit each other. pip-audit, which looks the
same up by itself, needs a network for each run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from _environment import CHECKOUT, TEST_LOCK, Environment
from _talk import Stop, answer_for, say

_NO_FOLDER = (
    "Whether faults of them are known was not looked at: that needs a folder with a copy of the Python "
    "Packaging Advisory Database (pypa/advisory-database), which has one folder a package in vulns/. "
    "Fetch it where there is a network, and name it: known_faults.py FOLDER"
)


def main() -> int:
    folder = Path(sys.argv[1]).resolve() if sys.argv[1:] else None
    if folder and not (folder / "vulns").is_dir():
        raise Stop(f"{folder} holds no folder called vulns. {_NO_FOLDER}")
    environment = Environment()
    environment.complete(TEST_LOCK, on_screen=False)
    fit = _run(environment, "-m", "pip", "check")
    if folder is None:
        say(_NO_FOLDER)
        return fit
    return _run(environment, str(CHECKOUT / "packaging" / "_faults.py"), str(folder)) or fit


def _run(environment: Environment, *words: str) -> int:
    return subprocess.run([str(environment.python), *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(answer_for(main))
