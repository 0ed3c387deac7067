"""Makes a double-click on NAME.stories open the app of this checkout, and takes that back.

`run.py --open-with` comes here. It writes into the person's own folders (Linux, as freedesktop.org lays down) or
their own part of the registry (Windows), never into the system's.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from _environment import APP_LOCK, CHECKOUT, Environment
from _system import has_display
from _talk import Stop, say

KIND = "application/vnd.learningstories.challenge"
_NAME = "learning-stories"  # the app gives its windows this name too, so that they find their icon
_ENTRY = f"{_NAME}.desktop"
_ICON = CHECKOUT / "resources" / "icons" / "app.svg"
_SAID = "Learning stories challenge"
_PROGRAM_ID = "LearningStories.Challenge"
_CLASSES = "Software\\Classes"
_SHELL_ASSOCIATIONS_CHANGED = 0x08000000
_NOT_IN_AN_ENTRY = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

_MIME = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{KIND}">
    <comment>{_SAID}</comment>
    <icon name="{_NAME}"/>
    <sub-class-of type="application/vnd.sqlite3"/>
    <glob pattern="*.stories"/>
    <magic priority="60">
      <match type="string" value="SQLite format 3\\000" offset="0">
        <match type="big32" value="0x4C535452" offset="68"/>
      </match>
    </magic>
  </mime-type>
</mime-info>
"""
# Windows gives no way to set a variable for the program, so the folder comes as the first word.
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from learningstories.main import main; sys.exit(main())"
)
_DRAW_ICON = (
    "import sys; from PySide6.QtCore import QSize; from PySide6.QtGui import QImageReader; "
    "picture = QImageReader(sys.argv[1]); picture.setScaledSize(QSize(256, 256)); "
    "sys.exit(not picture.read().save(sys.argv[2], 'ICO'))"
)


def open_with(words: Sequence[str], environment: Environment) -> int:
    """Do it, or with the word "off" take it back; raises Stop with a sentence where that cannot be done."""
    if list(words) not in ([], ["off"]):
        raise Stop("--open-with stands alone, or is followed by the one word: off")
    if sys.platform == "darwin":
        raise Stop("On a Mac, double-clicking a challenge needs the packaged app, which does not exist yet.")
    windows = sys.platform == "win32"
    if words:
        _unregister() if windows else _remove()
        say("Double-clicking a .stories file no longer opens it with this app.")
        return 0
    environment.complete(APP_LOCK, on_screen=has_display())
    _register(environment.python) if windows else _install(environment.python)
    say("Double-clicking a .stories file now opens it with this app; --open-with off takes that back.")
    return 0


def desktop_entry(python: Path, checkout: Path) -> str:
    """What a Linux desktop reads to start the app; raises Stop for paths such an entry cannot hold."""
    for path in (python, checkout):
        if "=" in str(path) or _NOT_IN_AN_ENTRY.search(str(path)):
            raise Stop(
                f"The folder {str(path)!r} has an equals sign or a control character in its name, or one that is "
                "not UTF-8; Linux desktops start nothing from there. Move this checkout, then run this again."
            )
    words = ["env", f"PYTHONPATH={checkout}", str(python), "-P", "-m", "learningstories"]
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        "Name=Learning Stories",
        "Comment=Gather stories, read them, rank them fairly, print the showcase",
        f"TryExec={_escaped(str(python))}",
        f"Exec={_escaped(' '.join(map(_quoted, words)))} %f",
        f"Icon={_NAME}",
        "Terminal=false",
        "StartupNotify=true",
        "StartupWMClass=Learning Stories",
        "Categories=Office;",
        f"MimeType={KIND};",
    ]
    return "\n".join(lines) + "\n"


def windows_command(python: Path, checkout: Path) -> str:
    """What Windows starts for a file; raises Stop for paths such a command cannot hold."""
    if "%" in f"{python}{checkout}":
        raise Stop(
            f"The folder {checkout} has a percent sign in its name, which Windows would read as its own. "
            "Move this checkout, then run this again."
        )
    return subprocess.list2cmdline([str(python), "-P", "-c", _START, str(checkout)]) + ' "%1"'


def _quoted(word: str) -> str:
    """`word` as one word of Exec, where a percent sign is doubled and four signs are marked."""
    marked = re.sub(r'(["`$\\])', r"\\\1", word)
    return '"' + marked.replace("%", "%%") + '"'


def _escaped(value: str) -> str:
    """`value` as a desktop entry holds any text, also a quoted one."""
    return value.replace("\\", "\\\\")


def _folder(variable: str, otherwise: str) -> Path:
    """A folder of the person's own; freedesktop.org has a path that is not absolute ignored."""
    chosen = Path(os.environ.get(variable, ""))
    return chosen if chosen.is_absolute() else Path.home() / otherwise


def _data() -> Path:
    return _folder("XDG_DATA_HOME", ".local/share")


def _places() -> tuple[Path, Path, Path]:
    """Where the entry, the kind of file and the icon go."""
    icon = Path("icons", "hicolor", "scalable", "apps", f"{_NAME}.svg")
    return _data() / "applications" / _ENTRY, _data() / "mime" / "packages" / f"{_NAME}.xml", _data() / icon


def _install(python: Path) -> None:
    entry, kind, icon = _places()
    _write(entry, desktop_entry(python, CHECKOUT).encode())
    _write(kind, _MIME.encode())
    _write(icon, _ICON.read_bytes())
    if not _refresh():
        raise Stop("update-mime-database is missing or failed. Install shared-mime-info, then run this again.")
    if not (_ran("xdg-mime", "default", _ENTRY, KIND) or _ran("gio", "mime", KIND, _ENTRY)):
        say("Neither xdg-mime nor gio could name the app for these files; if need be, choose it in Open With.")


def _remove() -> None:
    for place in _places():
        place.unlink(missing_ok=True)
    for folder in (_folder("XDG_CONFIG_HOME", ".config"), _data() / "applications"):
        _forget(folder / "mimeapps.list")
    _refresh()


def _refresh() -> bool:
    """Have the desktop read its folders again; whether it now knows the kinds of files."""
    if not (_data() / "mime" / "packages").is_dir():
        return False
    _ran("update-desktop-database", str(_data() / "applications"))
    if (_data() / "icons" / "hicolor").is_dir():
        os.utime(_data() / "icons" / "hicolor")  # this is how a desktop sees that its copy is old
    return _ran("update-mime-database", str(_data() / "mime"))


def _forget(choices: Path) -> None:
    """Take the app out of the person's list of what opens what, and leave everything else as it is."""
    if not choices.is_file():
        return
    before = choices.read_bytes()
    after = b""
    for line in before.splitlines(keepends=True):
        kind, _, apps = line.partition(b"=")
        if kind.strip() == KIND.encode():
            others = [app for app in apps.strip().split(b";") if app not in (b"", _ENTRY.encode())]
            after += kind + b"=" + b";".join(others) + b";\n" if others else b""
        else:
            after += line
    _write(choices.resolve(), after)


def _write(path: Path, content: bytes) -> None:
    """Put `content` there whole or not at all."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    new.replace(path)


def _ran(*command: str) -> bool:
    """Whether the tool is there and did its work; what it has to say is for nobody."""
    if not shutil.which(command[0]):
        return False
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return result.returncode == 0


def _register(python: Path) -> None:
    if sys.platform != "win32":
        return
    import winreg

    ...
