"""Makes of the frozen app what people on Linux install: a folder to unpack anywhere, and a Debian package."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from _about import IDENTIFIER, copyright_text, man_page, metainfo
from _entry import DESCRIPTION, ENTRY, NAME, entry
from _system import DRAWING, WINDOWS_ON_SCREEN
from _talk import Stop

_OF_DESKTOPS = ("shared-mime-info", "desktop-file-utils", "hicolor-icon-theme")
# Plugins that are left alone where what they need is missing: GNOME's look of dialogs, and printers.
_FOR_COMFORT = {"libqgtk3.so": "libgtk-3-0", "libcupsprintersupport.so": "libcups2"}
_OF_LIBC = re.compile(r"^(ld-linux.*|lib(c|m|dl|pthread|rt|util|resolv|gcc_s|stdc\+\+))\.so\.\d+$")
_NEEDS = re.compile(rb"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(rb"\bGLIBC_(\d+)\.(\d+)\b")
_HOME = Path("usr", "lib", NAME)
_READ_ME = f"""Learning Stories
================

Start it with ./{NAME}/{NAME}, from wherever you have put this folder; most desktops have all it needs.
To have it in the menu, and its files opened by a double-click:   ./{NAME}/add-to-menu
To take that back:                                                ./{NAME}/add-to-menu off
"""
_ADD_TO_MENU = f"""#!/bin/sh
# Puts the app of this folder into the person's own menu, or with "off" takes it out again.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
data=${{XDG_DATA_HOME:-$HOME/.local/share}}
entry=$data/applications/{ENTRY}
kinds=$data/mime/packages/{NAME}.xml
if [ "${{1:-}}" = off ]; then
    rm -f "$entry" "$kinds"
    for name in '{NAME}.*' 'application-vnd.learningstories.*'; do
        find "$data/icons/hicolor" -name "$name" -delete 2>/dev/null || true
    done
else
    case $here in *[!A-Za-z0-9_/.-]*)
        echo "Put the folder where no name on the way has spaces or signs, then run this again." >&2; exit 1;;
    esac
    mkdir -p "$data/applications" "$data/mime/packages" "$data/icons"
    sed "s|/usr/bin/{NAME}|$here/{NAME}|" "$here/share/{ENTRY}" > "$entry"
    cp "$here/share/{NAME}.xml" "$kinds"
    cp -R "$here/share/icons/." "$data/icons/"
fi
command -v update-mime-database >/dev/null && update-mime-database "$data/mime" >/dev/null 2>&1 || true
command -v update-desktop-database >/dev/null && update-desktop-database "$data/applications" || true
"""


def portable(app: Path, icons: Path, version: str, target: Path) -> Path:
    """A .tar.gz with the app in a folder, which starts from anywhere."""
    share = app / "share"
    _write(share / ENTRY, _entry())
    _write(share / f"{NAME}.xml", DESCRIPTION)
    shutil.copytree(icons, share / "icons" / "hicolor", dirs_exist_ok=True)
    _write(app / "add-to-menu", _ADD_TO_MENU, 0o755)
    _write(app / "README.txt", _READ_ME)
    packed = target / f"{NAME}-{version}-linux-{os.uname().machine}.tar.gz"
    with tarfile.open(packed, "w:gz", compresslevel=6) as archive:
        archive.add(app, NAME, filter=_nobodys)
    for extra in (share, app / "add-to-menu", app / "README.txt"):
        shutil.rmtree(extra) if extra.is_dir() else extra.unlink()
    return packed


def debian(app: Path, icons: Path, version: str, target: Path) -> Path:
    """A .deb; raises Stop where the tools for it are missing."""
    if not shutil.which("dpkg-deb"):
        raise Stop("A Debian package can be made on Debian and its kin only: dpkg-deb is missing here.")
    tree = target.parent / "build" / "debian"
    if tree.exists():
        shutil.rmtree(tree)
    shutil.copytree(app, tree / _HOME, symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / NAME).symlink_to(Path("..", "lib", NAME, NAME))
    share = tree / "usr" / "share"
    _write(share / "applications" / ENTRY, _entry())
    _write(share / "mime" / "packages" / f"{NAME}.xml", DESCRIPTION)
    _write(share / "metainfo" / f"{IDENTIFIER}.metainfo.xml", metainfo(version))
    shutil.copytree(icons, share / "icons" / "hicolor")
    _zip(share / "man" / "man1" / f"{NAME}.1.gz", man_page(version))
    _write(share / "doc" / NAME / "copyright", copyright_text())
    _zip(share / "doc" / NAME / "changelog.gz", f"{NAME} ({version})\n\n  See CHANGELOG.md.\n")
    _write(tree / "DEBIAN" / "control", _control(tree, version))
    _set_rights(tree)
    package = target / f"{NAME}_{version}_{_architecture()}.deb"
    options = ["--root-owner-group", "-Zzstd", "-z12"]
    made = subprocess.run(["dpkg-deb", *options, "--build", str(tree), str(package)], check=False)
    if made.returncode:
        raise Stop("dpkg-deb could not make the package, see above.")
    return package


def libraries_of(tree: Path) -> tuple[set[str], tuple[int, int]]:
    """What the app's own libraries want of the system, and the oldest glibc that does for them all."""
    wanted: set[str] = set()
    glibc = (0, 0)
    here = {path.name for path in tree.rglob("*") if ".so" in path.name}
    for path in sorted(tree.rglob("*")):
        if path.is_symlink() or path.name in _FOR_COMFORT or not path.is_file() or not _is_program(path):
            continue
        told = subprocess.run(["objdump", "-p", str(path)], capture_output=True, check=False).stdout
        wanted |= {name.decode() for name in _NEEDS.findall(told)} - here
        glibc = max([glibc, *((int(a), int(b)) for a, b in _GLIBC.findall(told))])
    return wanted, glibc


def packages_for(wanted: set[str], glibc: tuple[int, int]) -> list[str]:
    """The Debian packages that bring these libraries; raises Stop when it is not known which brings one."""
    known = {**DRAWING, **WINDOWS_ON_SCREEN}
    needed = {f"libc6 (>= {glibc[0]}.{glibc[1]})", "libstdc++6", "libgcc-s1"}
    for library in sorted(wanted):
        if library in known:
            needed.add(known[library])
        elif not _OF_LIBC.match(library):
            raise Stop(f"It is not known which package brings {library}; say so in _system.py.")
    return sorted(needed)


def _control(tree: Path, version: str) -> str:
    needed = packages_for(*libraries_of(tree))
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    lines = [
        f"Package: {NAME}",
        f"Version: {version}",
        "Section: misc",
        "Priority: optional",
        f"Architecture: {_architecture()}",
        "Maintainer: The Learning Stories authors <nobody@localhost>",
        f"Installed-Size: {size}",
        f"Depends: {', '.join(needed)}",
        f"Recommends: {', '.join([*_FOR_COMFORT.values(), *_OF_DESKTOPS])}",
        "Description: run a learning stories challenge",
        " A community asks for stories about learning that inspire someone to act,",
        " volunteers read them and say how much each makes them want to act, and the",
        " best are told on a showcase evening. Learning Stories takes the stories in,",
        " ranks them fairly, helps to choose, and typesets the showcase book. It works",
        " without a network and sends nothing anywhere.",
    ]
    return "\n".join(lines) + "\n"


def _entry() -> str:
    return entry([f"/usr/bin/{NAME}"], f"/usr/bin/{NAME}")


def _architecture() -> str:
    told = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def _is_program(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def _set_rights(tree: Path) -> None:
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def _zip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
