"""Makes of the frozen app an installer for Windows, with Inno Setup; learning_stories.iss is its script."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from _entry import NAME
from _talk import Stop

_SCRIPT = Path(__file__).with_name("learning_stories.iss")


def installer(build: Path, version: str, target: Path) -> Path:
    """A setup program for one person or, with rights, for all; raises Stop where it cannot be made."""
    values = {"Version": version, "App": build / "app" / NAME, "Icons": build / "icons", "Target": target}
    command = [_compiler(), *(f"/D{name}={value}" for name, value in values.items()), str(_SCRIPT)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Stop("Inno Setup could not make the installer, see above.")
    return target / f"{NAME}-{version}-setup.exe"


def _compiler() -> str:
    found = shutil.which("iscc")
    for folder in ("ProgramFiles(x86)", "ProgramFiles", "LocalAppData"):
        place = Path(os.environ.get(folder, "."), "Inno Setup 6", "ISCC.exe")
        found = found or (str(place) if place.is_file() else None)
    if not found:
        raise Stop("Inno Setup 6 is missing. Install it, then run this again.")
    return found
