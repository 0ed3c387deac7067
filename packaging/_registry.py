"""Tells Windows, in the person's own part of the registry, what our files are and what opens them.

Returns end in .txt, which Windows takes for the whole ending: they stay with what opens texts.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from _talk import Stop

if sys.platform == "win32":
    import winreg

CLASSES = "Software\\Classes"
# What each kind of file is called by the registry and by people.
KINDS = {
    ".stories": ("LearningStories.Challenge", "Learning stories challenge"),
    ".lspack": ("LearningStories.Pack", "Learning stories review pack"),
}
_ASSOCIATIONS_CHANGED = 0x08000000

# The registry gives no way to set a variable for what is started, so the folder comes as the first word.
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from learningstories.main import main; sys.exit(main())"
)
# Windows takes no SVG for an icon.
_DRAW = (
    "import sys; from PySide6.QtCore import QSize; from PySide6.QtGui import QImageReader; "
    "drawn = QImageReader(sys.argv[1]); drawn.setScaledSize(QSize(256, 256)); "
    "sys.exit(not drawn.read().save(sys.argv[2], 'ICO'))"
)


class Value(NamedTuple):
    """One value under HKEY_CURRENT_USER; a key's own value has an empty name."""

    key: str
    name: str
    text: str


def register(python: Path, checkout: Path) -> None:
    """Have our files opened by `python` with the app in `checkout`; a second time changes nothing.

    Raises Stop with a sentence for the person.
    """
    values = values_for(python.with_name("pythonw.exe"), checkout, _icon())  # this one opens no black window
    draw_icon(python, checkout / "resources" / "icons" / "app.svg", _icon())
    if sys.platform == "win32":
        for value in values:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, value.key) as key:
                winreg.SetValueEx(key, value.name, 0, winreg.REG_SZ, value.text)
        _tell_the_shell()


def forget() -> None:
    """Take away what `register` put there; does nothing the second time."""
    if sys.platform == "win32":
        for ending, (program, _words) in KINDS.items():
            _forget(f"{CLASSES}\\{ending}", program)
        _tell_the_shell()
    _icon().unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # the app may keep something else there
        _icon().parent.rmdir()


def _forget(ending: str, program: str) -> None:
    if sys.platform == "win32":
        with contextlib.suppress(FileNotFoundError):
            if winreg.QueryValue(winreg.HKEY_CURRENT_USER, ending) == program:
                _remove_value(ending, "")
        _remove_value(f"{ending}\\OpenWithProgids", program)
        for key in ("\\shell\\open\\command", "\\shell\\open", "\\shell", "\\DefaultIcon", ""):
            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, f"{CLASSES}\\{program}{key}")
        for key in (f"{ending}\\OpenWithProgids", ending):
            _remove_if_empty(key)


def values_for(python: Path, checkout: Path, icon: Path) -> Sequence[Value]:
    """What the registry is to hold; raises Stop for a path that a command in it cannot hold."""
    if "%" in f"{python}{checkout}":
        raise Stop(
            f"The name of the folder {checkout} has a percent sign, which Windows would take for its own. "
            "Move it, then run this again."
        )
    command = subprocess.list2cmdline([str(python), "-P", "-c", _START, str(checkout)])
    found = []
    for ending, (program, words) in KINDS.items():
        key = f"{CLASSES}\\{program}"
        found += [
            Value(key, "", words),
            Value(f"{key}\\DefaultIcon", "", f'"{icon}",0'),
            Value(f"{key}\\shell\\open\\command", "", f'{command} "%1"'),
            Value(f"{CLASSES}\\{ending}", "", program),
            Value(f"{CLASSES}\\{ending}\\OpenWithProgids", program, ""),
        ]
    return found


def draw_icon(python: Path, drawing: Path, icon: Path) -> None:
    """Draw the SVG file `drawing` into the ICO file `icon`; raises Stop where that fails."""
    icon.parent.mkdir(parents=True, exist_ok=True)
    command = [str(python), "-c", _DRAW, str(drawing), str(icon)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode:
        raise Stop(f"The icon could not be drawn into {icon}. Run packaging/run.py once, then this again.")


def _icon() -> Path:
    own = os.environ.get("LOCALAPPDATA")
    return (Path(own) if own else Path.home() / "AppData" / "Local") / "Learning Stories" / "app.ico"


def _remove_value(key: str, name: str) -> None:
    if sys.platform == "win32":
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened:
                winreg.DeleteValue(opened, name)
        except FileNotFoundError:
            return


def _remove_if_empty(key: str) -> None:
    if sys.platform == "win32":
        with contextlib.suppress(FileNotFoundError):
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                keys, values, _changed = winreg.QueryInfoKey(opened)
            if not keys and not values:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)


def _tell_the_shell() -> None:
    if sys.platform == "win32":
        ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)
