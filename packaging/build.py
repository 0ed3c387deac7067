"""Makes what people install, into dist/: `python3 packaging/build.py [bundle] [deb] [installer] [dmg]`.

Without a word it makes what this system can: on Linux a folder to unpack anywhere and, where dpkg is, a
Debian package; on Windows an installer; on a Mac an image to drag the app from. README.md tells more.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import _linux
import _mac
import _windows
from _about import version
from _entry import NAME
from _environment import BUILD_LOCK, CHECKOUT, Environment
from _talk import Stop, answer_for, say
from _words import compile_words

BUILD, DIST = CHECKOUT / "build", CHECKOUT / "dist"
PACKAGING = CHECKOUT / "packaging"
ICONS, LICENCES = BUILD / "icons", BUILD / "licences" / "THIRD-PARTY.md"

Maker = Callable[[], Path]


def main() -> int:
    makers = _makers()
    wanted = sys.argv[1:] or [word for word in makers if word != "deb" or shutil.which("dpkg-deb")]
    unknown = [word for word in wanted if word not in makers]
    if unknown:
        raise Stop(f"{unknown[0]!r} cannot be made on this system. What can: {', '.join(makers)}")
    environment = Environment(BUILD / "environment")
    BUILD.mkdir(exist_ok=True)
    environment.complete(BUILD_LOCK, on_screen=False)
    compile_words(environment)
    freeze(environment.python)
    DIST.mkdir(exist_ok=True)
    for word in wanted:
        say(f"Making the {word}")
        made = makers[word]()
        say(f"Made {made}, {made.stat().st_size / 1_000_000:.0f} MB")
    return 0


def freeze(python: Path) -> None:
    """The app with all it needs in one folder, build/app/learning-stories."""
    for what, script, target in (
        ("Drawing the icons", "_icons.py", ICONS),
        ("Listing the licences", "_licences.py", LICENCES),
    ):
        say(what)
        _run([str(python), str(PACKAGING / script), str(target)])
    say("Gathering the app and all it needs; this takes a minute or two")
    folders = ["--distpath", str(BUILD / "app"), "--workpath", str(BUILD / "work")]
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders]
    _run([*command, str(PACKAGING / "learning_stories.spec")])
    if sys.platform.startswith("linux") and shutil.which("strip"):
        # What a debugger would need of Python takes more room than Python itself.
        for library in (BUILD / "app" / NAME / "_internal").glob("libpython3*.so*"):
            _run(["strip", "--strip-debug", str(library)])


def _makers() -> Mapping[str, Maker]:
    app, icons = BUILD / "app" / NAME, ICONS / "hicolor"
    if sys.platform == "darwin":
        return {"dmg": lambda: _mac.image(BUILD, version(), DIST)}
    if sys.platform == "win32":
        return {"installer": lambda: _windows.installer(BUILD, version(), DIST)}
    return {
        "bundle": lambda: _linux.portable(app, icons, version(), DIST),
        "deb": lambda: _linux.debian(app, icons, version(), DIST),
    }


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=PACKAGING, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Stop(f"This failed, see above: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(answer_for(main))
