"""The private environment in `.venv`: made once, known by a stamp, repaired when it was left half done.

The stamp is a JSON object: "interpreter" names the Python the environment was made with, "done" maps what was
completed (the name of a lock file) to the fingerprint it had then. Before that it says "unfinished".
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import _pip
import _system
from _talk import Stop, say

CHECKOUT = Path(__file__).resolve().parents[1]
APP_LOCK = CHECKOUT / "packaging" / "requirements.txt"
TEST_LOCK = CHECKOUT / "packaging" / "requirements-test.txt"  # holds all of APP_LOCK too
BUILD_LOCK = CHECKOUT / "packaging" / "requirements-build.txt"  # so does this, with what packs it all up

_ROOM_FOR_PIP = 50_000_000
_STAMP = "learningstories.json"
_UNFINISHED = {"unfinished": True}


class Environment:
    """A virtual environment in `folder`, for the checkout this file is in."""

    def __init__(self, folder: Path = CHECKOUT / ".venv") -> None:
        self.folder = folder
        self._stamp = folder / _STAMP

    @property
    def python(self) -> Path:
        """The environment's interpreter, whether it exists yet or not."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def complete(self, lock: Path, *, on_screen: bool) -> None:
        """Install what is missing for `lock`, telling about it; does nothing the second time.

        Raises Stop with a sentence for the person; running again repairs what was left half done.
        """
        done = self._done()
        has_libraries = _libraries(on_screen=on_screen) in done
        has_packages = done.get(lock.name) == fingerprint(lock)
        if has_libraries and has_packages:
            return
        must_make = not done and not self._is_usable()
        _system.require(venv=must_make, on_screen=None if has_libraries else on_screen)
        if must_make:
            self._make()
        if not has_packages:
            self._install(lock)
        covered = [TEST_LOCK, APP_LOCK] if lock == TEST_LOCK else [lock]
        done.update({each.name: fingerprint(each) for each in covered})
        done[_libraries(on_screen=on_screen)] = "found"
        self._write({"interpreter": self._interpreter(), "done": done})

    def variables(self) -> dict[str, str]:
        """Environment variables with which `python -m learningstories` runs from the checkout."""
        others = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(CHECKOUT), others]) if others else str(CHECKOUT)
        return {**os.environ, "PYTHONPATH": path}

    def _install(self, lock: Path) -> None:
        say(f"Installing the packages of {lock.name} into {self.folder}; the first time this takes minutes")
        self._write(_UNFINISHED)
        _pip.install(self.python, lock, self.folder / "install.log")
        say("Installed. The next start takes no such step.")

    def _make(self) -> None:
        say(f"Making a private environment with Python {sys.version.split()[0]} in {self.folder}")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        self._write(_UNFINISHED)
        result = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode:
            if shutil.disk_usage(self.folder).free < _ROOM_FOR_PIP:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            lines = result.stdout.strip(". \n").splitlines() or ["venv gave no reason"]
            raise Stop(
                f"The private environment could not be made: {lines[-1]}. Put that right and run again."
            )

    def _is_usable(self) -> bool:
        """Whether a person made this environment; one that we left half done is not to be trusted."""
        if self._stamp.exists() or not self.python.exists():
            return False
        asked = subprocess.run([str(self.python), "-m", "pip", "--version"], capture_output=True, check=False)
        return asked.returncode == 0

    def _interpreter(self) -> str:
        """Which Python the environment runs, e.g. "python3.11"; empty when it is gone. Starts no process."""
        settings = self.folder / "pyvenv.cfg"
        if not settings.is_file() or not self.python.exists():
            return ""
        lines = dict(line.partition(" = ")[::2] for line in settings.read_text(encoding="utf-8").splitlines())
        if not Path(lines.get("home", "")).is_dir():
            return ""
        version = lines.get("version", "").rpartition(".")[0]
        return f"{self.python.resolve().name} {version} in {self.folder}"

    def _done(self) -> dict[str, str]:
        """What was completed; empty when nothing was, or when the interpreter is no longer the same."""
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if "done" not in stamp or stamp["interpreter"] != self._interpreter():
            return {}
        return dict(stamp["done"])

    def _write(self, stamp: Mapping[str, object]) -> None:
        new = self._stamp.with_suffix(".new")
        new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        new.replace(self._stamp)


def fingerprint(lock: Path) -> str:
    """SHA-256 of the lock file, the same whatever line ends git gave it."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _libraries(*, on_screen: bool) -> str:
    return "libraries for windows" if on_screen else "libraries"
