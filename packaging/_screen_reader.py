"""What the test of the screen reader's side needs from the system: installed where that may be. On Linux."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import _system

PROGRAMS = {"Xvfb": "xvfb", "dbus-run-session": "dbus"}
LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
_SYSTEM_PYTHON = "/usr/bin/python3"
_CLIENT = "import gi; gi.require_version('Atspi', '2.0')"


def bring() -> None:
    """Install what is missing; where that cannot be, say so: its test is then left out."""
    _system.bring(_missing(), lambda: "The test of the screen reader's side is left out.")


def _missing() -> dict[str, str]:
    if not sys.platform.startswith("linux"):
        return {}
    found = {program: package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if not any(launcher.exists() for launcher in LAUNCHERS):
        found["AT-SPI"] = "at-spi2-core"
    if not _has_client():
        found |= {"Python's gi": "python3-gi", "AT-SPI for Python": "gir1.2-atspi-2.0"}
    screen = _system.WINDOWS_ON_SCREEN.items()
    return found | {name: package for name, package in screen if not _system.loads(name)}


def _has_client() -> bool:
    if not shutil.which(_SYSTEM_PYTHON):
        return False
    return not subprocess.run([_SYSTEM_PYTHON, "-c", _CLIENT], capture_output=True, check=False).returncode
