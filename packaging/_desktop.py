"""Tells Linux desktops, in the words of freedesktop.org, what our files are and what opens them.

Three files in the person's own data folder: an entry for the app, a description of the files, an icon.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from _talk import Stop, say

KIND = "application/vnd.learningstories.challenge"
PACK = "application/vnd.learningstories.pack"
RETURN = "application/vnd.learningstories.return"  # the app says what is to be done with one
KINDS = (KIND, PACK, RETURN)
NAME = "learning-stories"  # the app gives its windows this name too, so that they find their icon
ENTRY = f"{NAME}.desktop"

_PLAIN = re.compile(r"[A-Za-z0-9_=/.-]+")
_UNTOLD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # the last are bytes that are no UTF-8
_DESCRIPTION = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{KIND}">
    <comment>Learning stories challenge</comment>
    <icon name="{NAME}"/>
    <sub-class-of type="application/vnd.sqlite3"/>
    <glob pattern="*.stories"/>
    <magic priority="60">
      <match type="string" value="SQLite format 3\\000" offset="0">
        <match type="big32" value="0x4C535452" offset="68"/>
      </match>
    </magic>
  </mime-type>
  <mime-type type="{PACK}">
    <comment>Learning stories review pack</comment>
    <icon name="{NAME}"/>
    <sub-class-of type="application/zip"/>
    <glob pattern="*.lspack"/>
    <magic priority="60">
      <match type="string" value="PK\\003\\004" offset="0">
        <match type="string" value="manifest.json" offset="30"/>
      </match>
    </magic>
  </mime-type>
  <mime-type type="{RETURN}">
    <comment>Learning stories return</comment>
    <icon name="{NAME}"/>
    <sub-class-of type="text/plain"/>
    <glob pattern="*.lsreturn.txt"/>
    <magic priority="60">
      <match type="string" value="&quot;learning-stories-return&quot;" offset="0:40"/>
    </magic>
  </mime-type>
</mime-info>
"""


def register(python: Path, checkout: Path) -> None:
    """Have our files opened by `python` with the app in `checkout`; a second time changes nothing.

    Raises Stop with a sentence for the person.
    """
    entry, description, icon = _places()
    _write(entry, entry_for(python, checkout).encode())
    _write(description, _DESCRIPTION.encode())
    _write(icon, (checkout / "resources" / "icons" / "app.svg").read_bytes())
    if not _refresh():
        raise Stop(
            "update-mime-database is missing or failed. Install shared-mime-info, then run this again."
        )
    if not (_ran("xdg-mime", "default", ENTRY, *KINDS) or all(_ran("gio", "mime", k, ENTRY) for k in KINDS)):
        say("Neither xdg-mime nor gio is here to choose the app for these files; if need be, use Open With.")


def forget() -> None:
    """Take away what `register` put there; does nothing the second time."""
    for place in _places():
        place.unlink(missing_ok=True)
    for folder in (_folder("XDG_CONFIG_HOME", ".config"), _data() / "applications"):
        _unchoose(folder / "mimeapps.list")
    _refresh()


def entry_for(python: Path, checkout: Path) -> str:
    """The desktop entry; raises Stop for a path that such an entry cannot hold."""
    if "=" in str(python) or _UNTOLD.search(f"{python}{checkout}"):
        raise Stop(
            f"The name of the folder {str(checkout)!r} has an equals sign, a control character or one "
            "that is not UTF-8, and no desktop starts anything from there. Move it, then run this again."
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
        f"Icon={NAME}",
        "Terminal=false",
        "StartupNotify=true",
        "StartupWMClass=Learning Stories",
        "Categories=Office;",
        f"MimeType={';'.join(KINDS)};",
    ]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    """`word` as one word of Exec: in quotes, four signs marked, a percent sign doubled."""
    if _PLAIN.fullmatch(word):
        return word
    marked = re.sub(r'(["`$\\])', r"\\\1", word)
    return '"' + marked.replace("%", "%%") + '"'


def _escaped(value: str) -> str:
    """`value` as the entry holds any text; this comes after, and on top of, the quotes of Exec."""
    return value.replace("\\", "\\\\")


def _folder(variable: str, otherwise: str) -> Path:
    """One of the person's own folders; freedesktop.org has a relative path ignored."""
    chosen = Path(os.environ.get(variable, ""))
    return chosen if chosen.is_absolute() else Path.home() / otherwise


def _data() -> Path:
    return _folder("XDG_DATA_HOME", ".local/share")


def _places() -> tuple[Path, Path, Path]:
    """Where the entry, the description and the icon go."""
    icons = _data() / "icons" / "hicolor" / "scalable" / "apps"
    return (
        _data() / "applications" / ENTRY,
        _data() / "mime" / "packages" / f"{NAME}.xml",
        icons / f"{NAME}.svg",
    )


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
