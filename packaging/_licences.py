"""Lists what the packaged app is made of and under which licences, with their words: THIRD-PARTY.md.

`_licences.py TARGET`, run by the Python that the app is packaged with: it reads what the installed packages
say of themselves, and what lies beside our fonts and icons.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = CHECKOUT / "packaging" / "requirements.txt"
RESOURCES = CHECKOUT / "resources"

_TITLE = """# What this app is made of

Learning Stories itself is under the MIT License. It comes with the work of many others, each under the
licence named here; their words follow below. Qt, PySide6 and psycopg are used, unaltered, under the GNU
Lesser General Public License. Qt's libraries lie as files of their own in this app's folder and may be
replaced by others; with another psycopg the app is put together anew from its source, which is free.

"""
_ENTRY = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
_WORDS = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors)([-._/][^/]*|$)", re.IGNORECASE)
_LONGEST_NAME = 80

# Qt's packages bring no words. Those of one licence add to those of the other.
_LESSER_GPL = (Path("/usr/share/common-licenses/LGPL-3"), Path("/usr/share/common-licenses/GPL-3"))

# Libraries of the system that come along on Linux, with Debian's name for where their words are.
_OF_THE_SYSTEM = (
    ("OpenSSL", "Apache-2.0", "libssl3"),
    ("SQLite", "public domain", "libsqlite3-0"),
    ("libffi", "MIT", "libffi8"),
    ("bzip2", "bzip2-1.0.6", "libbz2-1.0"),
    ("XZ Utils (liblzma)", "0BSD", "liblzma5"),
    ("XCB utilities", "MIT", "libxcb-cursor0"),
    ("libxcb", "MIT", "libxcb1"),
    ("libxkbcommon", "MIT", "libxkbcommon0"),
)


class Part(NamedTuple):
    """One thing in the app: its licence by name, and the licence's own words where there are any."""

    name: str
    version: str
    licence: str
    words: str


def parts() -> list[Part]:
    """Everything that comes along, by name."""
    found = [_python(), *_packages(), *_ours()]
    if sys.platform.startswith("linux"):
        found += _libraries()
    return sorted(found, key=lambda part: part.name.lower())


def document(listed: Sequence[Part]) -> str:
    """The list as Markdown; words that several have in common stand once."""
    table = "".join(f"| {part.name} | {part.version} | {part.licence} |\n" for part in listed)
    texts: dict[str, list[str]] = {}
    for part in listed:
        if part.words:
            texts.setdefault(part.words, []).append(part.name)
    told = "".join(f"\n## {', '.join(names)}\n\n{_quoted(words)}\n" for words, names in texts.items())
    return f"{_TITLE}| Part | Version | Licence |\n|---|---|---|\n{table}{told}"


def locked(lock: Path = LOCK) -> list[str]:
    """The packages that the app runs on, on one system or another."""
    return list(dict.fromkeys(_ENTRY.findall(lock.read_text(encoding="utf-8"))))


def _packages() -> Iterator[Part]:
    for name in locked():
        try:
            found = distribution(name)
        except ModuleNotFoundError:  # for another system
            continue
        yield Part(found.metadata["Name"], found.version, licence_of(found), _words(found))


def licence_of(package: Distribution) -> str:
    """What a package says its licence is, in one of the three places where they say so."""
    said = package.metadata
    named = "".join(said.get_all("License-Expression") or [])
    if not named:
        kinds = [
            kind.rpartition("::")[2].strip()
            for kind in said.get_all("Classifier") or []
            if "License ::" in kind
        ]
        named = ", ".join(kind for kind in kinds if kind != "OSI Approved")
    if not named:
        first = "".join(said.get_all("License") or []).strip().partition("\n")[0]
        named = first if len(first) <= _LONGEST_NAME else ""
    return named.replace("|", "/") or "see its words below"


def _words(package: Distribution) -> str:
    files = sorted(str(file) for file in package.files or () if _WORDS.search(str(file)))
    texts = (Path(str(package.locate_file(file))) for file in files if not file.endswith((".py", ".pyc")))
    told = "\n\n".join(_text(file) for file in texts if file.is_file())
    if not told and "LGPL-3.0" in licence_of(package) and _LESSER_GPL[0].is_file():
        told = "\n\n".join(map(_text, _LESSER_GPL))
    return told


def _python() -> Part:
    place = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    words = _text(place) if place.is_file() else ""
    return Part("Python", sys.version.split()[0], "Python-2.0", words)


def _ours() -> Iterator[Part]:
    """Fonts and icons that we did not make ourselves."""
    for file in sorted((RESOURCES / "fonts").glob("*-LICENSE.txt")):
        yield Part(f"{file.name.partition('-')[0]} (fonts)", "", "OFL-1.1", _text(file))
    yield Part("Lucide (icons)", "", "ISC", _text(RESOURCES / "icons" / "LICENSE"))


def _libraries() -> Iterator[Part]:
    for name, licence, package in _OF_THE_SYSTEM:
        place = Path("/usr/share/doc", package, "copyright")
        yield Part(name, "", licence, _text(place) if place.is_file() else "")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip()


def _quoted(words: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in words.splitlines())


def main(words: Sequence[str]) -> int:
    target = Path(words[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(document(parts()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
