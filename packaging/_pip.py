"""Installs a lock file with pip, telling how far it is, and turns what goes wrong into a sentence."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from _talk import Stop, say

_NEXT = re.compile(r"Collecting ([\w.-]+)==(\S+)|Processing (?:.*[/\\])?(\w[\w.]*)-([^-/\\]+)-[^/\\]+\.whl")
_SIZE = re.compile(r"  (?:Downloading|Using cached) \S+ \((.+)\)")
_AGAIN = "Run the same command again"
_OFFLINE = f"The packages could not be fetched. Is this computer online? {_AGAIN} when it is."
_REASONS: Sequence[tuple[str, str]] = (
    ("No space left on device", f"The disk is full. Make room (about 2 GB). {_AGAIN} to go on."),
    (
        "DO NOT MATCH THE HASHES",
        f"A downloaded file is not the one this version was made with, so nothing was installed. {_AGAIN}; "
        "if it stays so, the place packages come from serves changed files.",
    ),
    ("Retrying (", _OFFLINE),
    ("ConnectionPool(", _OFFLINE),
    ("Connection broken", _OFFLINE),
    (
        "No matching distribution",
        "There is no ready-made package for this computer or this version of Python.",
    ),
)


def install(python: Path, lock: Path, log: Path) -> None:
    """Install exactly what `lock` names into the environment of `python`; pip's own words go to `log`.

    Raises Stop with a sentence for the person.
    """
    # The lock is complete. Left to resolve by itself, pip looks at the newest version of what a package wants
    # with an extra (coverage[toml]), finds no hash for it and gives up.
    wanted = "--require-hashes --no-deps --only-binary :all:"
    quiet = "--no-input --progress-bar off --disable-pip-version-check"
    options = f"{wanted} {quiet}".split()
    command = [str(python), "-m", "pip", "install", *options, "--requirement", str(lock)]
    told = _Progress(_count(lock))
    with log.open("w", encoding="utf-8") as kept, _start(command) as pip:
        for line in pip.stdout or ():
            kept.write(line)
            told.hear(line)
    told.finish()
    if pip.returncode:
        raise Stop(_sentence(log))


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    settings: dict[str, str] = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "PIP_USER": "0"}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=settings,
    )


def _count(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())


class _Progress:
    """Turns pip's lines into "3 of 28: numpy 2.4.6, 16.6 MB"."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._mid_line = False
        self._waiting = False

    def hear(self, line: str) -> None:
        package = _NEXT.match(line)
        size = _SIZE.match(line)
        if line.startswith("Ignoring "):
            self._total -= 1
        elif package:
            self._done += 1
            self._tell(
                f"  {self._done} of {self._total}: {package[1] or package[3]} {package[2] or package[4]}"
            )
        elif size and self._mid_line:
            say(f", {size[1]}", end="")
        elif line.startswith("Installing collected packages"):
            self._tell("  unpacking")
        elif "Retrying (" in line and not self._waiting:
            self._waiting = True
            self._tell("  the network does not answer; trying again")

    def finish(self) -> None:
        if self._mid_line:
            say("")

    def _tell(self, text: str) -> None:
        self.finish()
        say(text, end="")
        self._mid_line = True


def _sentence(log: Path) -> str:
    words = log.read_text(encoding="utf-8", errors="replace")
    for sign, sentence in _REASONS:
        if sign in words:
            return f"{sentence} (pip's own words: {log})"
    errors = [line for line in words.splitlines() if line.startswith("ERROR")]
    last = errors[-1] if errors else "pip stopped without a reason"
    return f"The packages could not be installed: {last} (pip's own words: {log}). {_AGAIN} to try once more."
