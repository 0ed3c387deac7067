"""Installs the Debian package on a clean system, uses it as a person would, removes it, tells what it saw.

`sudo python3 packaging/try_installed.py [PACKAGE]`. The clean system is a folder made by debootstrap (kept in
the temporary folder for the next time); the screen is Xvfb's, outside of it, so that the app finds no library
there that its own package did not ask for. Pictures of the screen are left in dist/tried/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import _system
from _entry import KINDS, NAME
from _environment import CHECKOUT
from _screen import Screen
from _talk import Stop, answer_for, say

PICTURES = CHECKOUT / "dist" / "tried"
PLACE = Path(tempfile.gettempdir(), "learning-stories-try")
TOOLS = {
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
}
TITLE = "Learning Stories 2013"
PERSON, HOME = "reader", "/home/reader"
SAMPLE = f"{HOME}/.local/share/Learning Stories/Sample/Learning Stories 2013.stories"
STORY = "---\ntitle: The bell that nobody rang\nauthor: Ada\n---\n\nWe waited for somebody to ring it.\n"
_SECONDS = 120
_MAIN_BUTTON = bytes.fromhex("0b6b62")  # what it is filled with where it is light
_SUITE = "bookworm"
# What grows in a system by itself, whatever is installed there.
_GROWS = ("var/", "proc/", "dev/", "run/", "tmp/", "home/", "root/", "etc/ld.so.cache", "etc/resolv.conf")


class Clean:
    """A system in a folder, with commands run in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, person: str = "", display: str = "") -> str:
        """What a command prints; raises Stop when it fails."""
        variables = {"HOME": HOME if person else "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        variables.update({"LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"})
        if display:
            variables["DISPLAY"] = display
        done = subprocess.run(
            self.words(*words, person=person),
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_SECONDS * 5,
            check=False,
        )
        if done.returncode:
            raise Stop(f"{' '.join(words)} failed:\n{done.stdout[-3000:]}")
        return done.stdout

    def words(self, *words: str, person: str = "") -> list[str]:
        """The command as it is started from outside."""
        return ["chroot", *([f"--userspec={person}"] if person else []), str(self.root), *words]

    def files(self) -> set[str]:
        """Every file there is, apart from those that grow by themselves."""
        found: set[str] = set()
        for folder, folders, names in os.walk(self.root):
            here = Path(folder).relative_to(self.root).as_posix()
            folders[:] = [name for name in folders if not f"{here}/{name}/".lstrip("./").startswith(_GROWS)]
            found.update(f"{here}/{name}".lstrip("./") for name in names)
        return {name for name in found if not name.startswith(_GROWS)}


def main() -> int:
    package = _package()
    missing = {tool: brings for tool, brings in TOOLS.items() if not shutil.which(tool)}
    if os.geteuid() != 0:
        raise Stop("Only root may make a system in a folder. Run this with sudo.")
    if missing:
        _system.install(missing)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _clean_system() as clean, Screen(PICTURES) as screen:
        before = clean.files()
        _install(clean, package)
        _use(clean, screen)
        _desktop(clean)
        _remove(clean, before)
    say(f"All as it should be. The pictures are in {PICTURES}")
    return 0


def _package() -> Path:
    given = [Path(word) for word in sys.argv[1:]] or sorted((CHECKOUT / "dist").glob("*.deb"))
    if not given or not given[-1].is_file():
        raise Stop("There is no package yet. Make it first: python3 packaging/build.py deb")
    return given[-1].resolve()


@contextmanager
def _clean_system() -> Iterator[Clean]:
    """A fresh copy of a minimal Debian with a person in it; gone at the end."""
    base, root = PLACE / _SUITE, PLACE / "system"
    if not (base / "usr" / "bin" / "apt-get").exists():
        say("Making a clean system; this takes a few minutes and is kept for the next time")
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(parents=True, exist_ok=True)
        _outside("debootstrap", "--variant=minbase", _SUITE, str(base), *_mirror())
    if (root / "proc" / "self").exists():  # what a trial that was stopped hard left behind
        _outside("umount", str(root / "proc"))
    if root.exists():
        shutil.rmtree(root)
    _outside("cp", "-a", str(base), str(root))
    clean = Clean(root)
    _outside("mount", "-t", "proc", "proc", str(root / "proc"))
    try:
        shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
        _say_of(clean.run("useradd", "--create-home", PERSON))
        clean.run("apt-get", "update")
        yield clean
    finally:
        _outside("umount", str(root / "proc"))
        shutil.rmtree(root)


def _install(clean: Clean, package: Path) -> None:
    before = _installed(clean)
    shutil.copy(package, clean.root / "root" / package.name)
    clean.run("apt-get", "install", "-y", "--no-install-recommends", f"/root/{package.name}")
    say(f"Installed, with {len(_installed(clean) - before) - 1} packages that it asked for")
    say(f"It is {clean.run(NAME, '--version', person=PERSON).strip()}")


def _use(clean: Clean, screen: Screen) -> None:
    """The window on the sample; a story typed into a file and added by hand; the book."""
    app = screen.start(clean.words(NAME, "--sample", person=PERSON), HOME)
    screen.wait_for(TITLE)
    screen.rest("1-started")
    story = clean.root / HOME.lstrip("/") / "bell.md"
    story.write_text(STORY, encoding="utf-8")
    story.chmod(0o644)
    stories = _stories(clean)
    say(f"The sample is open; it has {stories} stories")
    _add(screen, f"{HOME}/bell.md")
    screen.until(lambda: _stories(clean) == stories + 1, "the story was not added")
    screen.rest("3-added")
    say("A story was added with mouse and keyboard: The bell that nobody rang")
    clean.run(NAME, SAMPLE, person=PERSON, display=screen.display)
    if app.poll() is not None or len(screen.windows(TITLE)) != 1:
        raise Stop("A second start on the same file did not end in the one window.")
    say("A second start on the same file showed the window there was")
    clean.run(NAME, "tour", f"{HOME}/tour", person=PERSON, display=screen.display)
    book = clean.root / HOME.lstrip("/") / "tour" / "showcase.pdf"
    if not book.read_bytes().startswith(b"%PDF"):
        raise Stop("The book is no PDF.")
    say(f"From a terminal the whole job was done; the book has {book.stat().st_size // 1000} kB")
    app.terminate()
    screen.until(lambda: app.poll() is not None, "the app did not end when it was told to")


def _add(screen: Screen, file: str) -> None:
    screen.press("ctrl+shift+a")
    screen.rest("2-adding")
    screen.press("ctrl+o")
    screen.rest("")
    screen.type(file)
    screen.press("Return")
    screen.rest("2-understood")
    screen.click_lowest(_MAIN_BUTTON)


def _stories(clean: Clean) -> int:
    return (
        len(clean.run(NAME, "list", SAMPLE, person=PERSON).strip().splitlines()) - 1
    )  # the last counts them


def _desktop(clean: Clean) -> None:
    """What a desktop and a software centre read is as they want it, and ours is known by its ending."""
    share = clean.root / "usr" / "share"
    _outside("desktop-file-validate", str(share / "applications" / f"{NAME}.desktop"))
    (metainfo,) = (share / "metainfo").glob("*learningstories*")
    _say_of(_outside("appstreamcli", "validate", "--no-net", str(metainfo)))
    wanted = ("shared-mime-info", "desktop-file-utils", "hicolor-icon-theme")
    clean.run("apt-get", "install", "-y", "--no-install-recommends", *wanted)
    known = (share / "mime" / "globs2").read_text(encoding="utf-8")
    opened = (share / "applications" / "mimeinfo.cache").read_text(encoding="utf-8")
    if not all(kind in known and f"{kind}={NAME}.desktop" in opened for kind in KINDS):
        raise Stop("The desktop does not know our files.")
    say("A desktop knows our three kinds of files, and what opens them")


def _remove(clean: Clean, before: set[str]) -> None:
    clean.run("apt-get", "purge", "-y", NAME)
    known = (clean.root / "usr" / "share" / "mime" / "globs2").read_text(encoding="utf-8")
    if "learningstories" in known:
        raise Stop("The desktop still knows our files after the app was removed.")
    left = sorted(name for name in clean.files() - before if "learning" in name.lower())
    if left or (clean.root / "usr" / "lib" / NAME).exists():
        raise Stop(f"This was left behind: {', '.join(left) or NAME}")
    kept = clean.root / SAMPLE.lstrip("/")
    if not kept.is_file():
        raise Stop("The person's own challenge is gone.")
    say("Removed; nothing is left but the person's own files")


def _installed(clean: Clean) -> set[str]:
    return set(clean.run("dpkg-query", "--show", "--showformat", "${Package}\n").split())


def _mirror() -> Sequence[str]:
    """Where this machine gets its own packages from, if it says so; otherwise debootstrap knows one."""
    form = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"]
    for line in subprocess.run(form, capture_output=True, text=True, check=False).stdout.splitlines():
        place, _, release = line.partition(" ")
        if release == _SUITE:
            return [place]
    return []


def _outside(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(words)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


def _say_of(told: str) -> None:
    if told.strip():
        say(told.strip())


if __name__ == "__main__":
    sys.exit(answer_for(main))
