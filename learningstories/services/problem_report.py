"""What helps to find out what went wrong: versions, and where in the app it happened; no names, no texts."""

import platform
import re
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from learningstories import __version__

LOG = "learning-stories.log"
_PARTS = ("PySide6-Essentials", "SQLAlchemy", "numpy", "scipy", "typst", "pypdfium2", "lxml")
_MOST_BYTES, _MOST_LINES = 64 * 1024, 200
# "2013-03-21 23:59:00,000 ERROR learningstories ValueError at app.py:12 run > desk.py:3 write": a kind of
# failure and places in the code. Whatever a line says besides is left out.
_LINE = re.compile(r"[\d:., -]{19,25} [A-Z]+ [\w.]+ \w+ at (?:[\w.<>-]+:\d+ [\w.<>]+(?: > |$))*")


def problem_report(log_folder: Path, further: Mapping[str, str]) -> str:
    """The whole report as plain text; `further` is what only the window knows, such as its language."""
    lines = [f"Learning Stories {__version__}", f"Python {platform.python_version()}", _system()]
    lines += [f"{name} {found}" for name in _PARTS if (found := _version(name))]
    lines += [f"{name}: {value}" for name, value in further.items()]
    return "\n".join([*lines, "", *_log_lines(log_folder / LOG)]) + "\n"


def _system() -> str:
    packed = " (as an app of its own)" if getattr(sys, "frozen", False) else ""
    return f"{platform.system()} {platform.release()} {platform.machine()}{packed}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # an app that is installed as a whole does not know of its parts
        return ""


def _log_lines(log: Path) -> list[str]:
    """The newest lines of the log that say nothing but where something happened."""
    try:
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - _MOST_BYTES))
            text = stream.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ["Nothing is in the log."]
    lines = text.splitlines()[-_MOST_LINES:]
    kept = [line for line in lines if _LINE.fullmatch(line)]
    left_out = len(lines) - len(kept)
    return [*kept, *([f"Lines that were left out: {left_out}"] if left_out else [])]
