"""Compiles the catalogues of resources/i18n that are newer than what was compiled of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from _environment import CHECKOUT, Environment
from _talk import Stop

CATALOGUES = CHECKOUT / "resources" / "i18n"
_COMPILER = CHECKOUT / "packaging" / "_compile.py"


def compile_words(environment: Environment, folder: Path = CATALOGUES) -> None:
    """Compile with the environment's Babel; costs a look at each file where nothing has changed.

    Raises Stop when a catalogue is broken.
    """
    stale = [str(file) for file in folder.glob("*/LC_MESSAGES/learningstories.po") if _is_stale(file)]
    if not stale:
        return
    result = subprocess.run([str(environment.python), str(_COMPILER), *stale], check=False)
    if result.returncode:
        raise Stop(f"The translations in {folder} could not be compiled, see above.")


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime
