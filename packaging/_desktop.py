"""Tells Linux desktops, in the words of freedesktop.org, what our files are and what opens them.

Files in the person's own data folder: an entry for the app, a description of its files, the icons of both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from _entry import DESCRIPTION, ENTRY, KINDS, NAME, entry
from _icons import drawings
from _talk import Stop, say


def register(python: Path, checkout: Path) -> None:
    """Have our files opened by `python` with the app in `checkout`; a second time changes nothing.

    Raises Stop with a sentence for the person.
    """
    _write(_entry_file(), entry_for(python, checkout).encode())
    _write(_description_file(), DESCRIPTION.encode())
    for icon, drawing in _icon_files().items():
        _write(icon, drawing.encode())
    if not _refresh():
        raise Stop(
            "update-mime-database is missing or failed. Install shared-mime-info, then run this again."
        )
    if not (_ran("xdg-mime", "default", ENTRY, *KINDS) or all(_ran("gio", "mime", k, ENTRY) for k in KINDS)):
        say("Neither xdg-mime nor gio is here to choose the app for these files; if need be, use Open With.")


def forget() -> None:
    """Take away what `register` put there; does nothing the second time."""
    for place in (_entry_file(), _description_file(), *_icon_files()):
        place.unlink(missing_ok=True)
    for folder in (_folder("XDG_CONFIG_HOME", ".config"), _data() / "applications"):
        _unchoose(folder / "mimeapps.list")
    _refresh()


def entry_for(python: Path, checkout: Path) -> str:
    """The entry for the app of a checkout; raises Stop for a path that such an entry cannot hold."""
    words = ["env", f"PYTHONPATH={checkout}", str(python), "-P", "-m", "learningstories"]
    return entry(words, str(python))


def _folder(variable: str, otherwise: str) -> Path:
    """One of the person's own folders; freedesktop.org has a relative path ignored."""
    chosen = Path(os.environ.get(variable, ""))
    return chosen if chosen.is_absolute() else Path.home() / otherwise


def _data() -> Path:
    return _folder("XDG_DATA_HOME", ".local/share")


def _entry_file() -> Path:
    return _data() / "applications" / ENTRY


def _description_file() -> Path:
    return _data() / "mime" / "packages" / f"{NAME}.xml"


def _icon_files() -> dict[Path, str]:
    icons = _data() / "icons" / "hicolor" / "scalable"
    return {icons / f"{name}.svg": drawing for name, drawing in drawings().items()}


def _refresh() -> bool:
    """Have desktops read the folders again; whether they now know the kinds of files in it."""
    if (_data() / "applications").is_dir():
        _ran("update-desktop-database", str(_data() / "applications"))
    if (_data() / "icons" / "hicolor").is_dir():
        os.utime(_data() / "icons" / "hicolor")  # the sign for a desktop that what it remembers is old
    return (_data() / "mime" / "packages").is_dir() and _ran("update-mime-database", str(_data() / "mime"))


def _unchoose(choices: Path) -> None:
    """Take the app out of the person's list of what opens what; every other line stays as it is."""
    if not choices.is_file():
        return
    kept = []
    for line in choices.read_bytes().splitlines(keepends=True):
        kind, _, apps = line.partition(b"=")
        if kind.strip().decode("ascii", "replace") not in KINDS:
            kept.append(line)
            continue
        others = [app for app in apps.strip().split(b";") if app and app != ENTRY.encode()]
        if others:
            kept.append(kind + b"=" + b";".join(others) + b";\n")
    _write(choices.resolve(), b"".join(kept))


def _write(path: Path, content: bytes) -> None:
    """Put `content` there, whole or not at all."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def _ran(*command: str) -> bool:
    """Whether this tool is here and did its work."""
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
