"""The private environment in `.venv`: made once, known by a stamp, repaired when it was left half done.

The stamp is a JSON object: "interpreter" names the Python the environment was made with, "done" maps what was
completed (the name of a lock file) to the fingerprint it had then. Before that it says "unfinished".
"""

from __future__ import annotations

import hashlib
import json
import os
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

    def holds(self, lock: Path) -> bool:
        """Whether all of `lock`, as it is now, was installed here and the interpreter is still there."""
        return self._done().get(lock.name) == fingerprint(lock)

    def has_libraries(self, *, on_screen: bool) -> bool:
        """Whether the system's libraries were seen when this environment was completed."""
        return _libraries(on_screen=on_screen) in self._done()

    def complete(self, lock: Path, *, on_screen: bool) -> None:
        """Install what is missing for `lock`, telling about it; does nothing the second time.

        Raises Stop with a sentence for the person; running again repairs what was left half done.
        """
        if not self.has_libraries(on_screen=on_screen):
            _system.require_libraries(on_screen=on_screen)
        if not self.holds(lock):
            self._install(lock)
        if not self.has_libraries(on_screen=on_screen):
            done = {**self._done(), _libraries(on_screen=on_screen): "found"}
            self._write({"interpreter": self._interpreter(), "done": done})

    def variables(self) -> dict[str, str]:
        """Environment variables with which `python -m learningstories` runs from the checkout."""
        others = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(CHECKOUT), others]) if others else str(CHECKOUT)
        return {**os.environ, "PYTHONPATH": path}

    def _install(self, lock: Path) -> None:
        done = self._done()
        if not done and not self._is_usable():
            self._make()
        say(f"Installing the packages of {lock.name} into {self.folder}; the first time this takes minutes")
        self._write(_UNFINISHED)
        _pip.install(self.python, lock, self.folder / "install.log")
        covered = [TEST_LOCK, APP_LOCK] if lock == TEST_LOCK else [lock]
        done.update({each.name: fingerprint(each) for each in covered})
        self._write({"interpreter": self._interpreter(), "done": done})
        say("Installed. The next start takes no such step.")

    def _make(self) -> None:
        _system.require_venv()
        say(f"Making a private environment with Python {sys.version.split()[0]} in {self.folder}")
        self.folder.mkdir(parents=True, exist_ok=True)
        result = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode:
            lines = result.stdout.strip().splitlines() or ["venv gave no reason"]
            raise Stop(f"The private environment could not be made: {lines[-1]}. Put it right, then run again.")

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
