"""Lists what the app is made of where Help > About shows it, as the packages have it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from _environment import APP_LOCK, CHECKOUT, Environment

LISTED = CHECKOUT / "resources" / "licences" / "THIRD-PARTY.md"


def list_parts(environment: Environment, listed: Path = LISTED) -> None:
    """Make the list anew where packages have changed since; without it the app starts all the same."""
    if listed.exists() and listed.stat().st_mtime >= APP_LOCK.stat().st_mtime:
        return
    maker = CHECKOUT / "packaging" / "_licences.py"
    subprocess.run([str(environment.python), str(maker), str(listed)], check=False)
