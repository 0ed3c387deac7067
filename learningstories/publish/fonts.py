"""Which font files can print a text.

Ours come first, then the optional ones for Chinese, Japanese and Korean, then the system's.
"""

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from learningstories.resources import resource_root

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

SERIF = "Source Serif 4"
SANS = "Inter"
BOX = "\u25a1"
COVERAGE = "coverage.json"  # made by packaging/update_coverage.py
_EAST_ASIAN_PACKAGE = "manimgx_fonts_cjk"
_EAST_ASIAN = {"zh": "SC", "zh-TW": "TC", "zh-HK": "HK", "ja": "JP", "ko": "KR"}  # in the fonts' family names
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_LIKELY = (
    "cjk",
    "noto",
    "pingfang",
    "hiragino",
    "msyh",
    "yugoth",
    "malgun",
    "simsun",
    "wqy",
    "droid",
    "unifont",
)
_MOST_SYSTEM_FONTS = 600
_MAY_NOT_EMBED = 0x2
_MOST_GLYPHS = 0x10000  # of any font
_FIRST_IGNORABLE_SELECTOR, _LAST_IGNORABLE_SELECTOR = 0xFE00, 0xFE0F

Family = str | dict[str, str]  # as the typesetter takes it: a name, or {"name":, "covers":}


@dataclass(frozen=True, slots=True)
class Faces:
    """The folders to load fonts from, the families found there, and the characters none of them has."""

    folders: tuple[Path, ...]
    families: tuple[str, ...]
    missing: frozenset[str]

    def order(self, first: str) -> dict[str, list[Family]]:
        """For each East Asian language, and for "" (all others), the families to try, `first` first."""
        others = [name for name in self.families if name not in {SERIF, SANS}]
        orders: dict[str, list[Family]] = {"": [first, *others]}
        for tag, mark in _EAST_ASIAN.items():
            wanted = sorted(others, key=lambda name: (not name.endswith(f" {mark}"), others.index(name)))
            fitting = [name for name in wanted if " CJK " in name] or wanted
            rest = [name for name in wanted if name not in fitting]
            # Latin letters from our own font, quotation marks as wide as the characters around them
            orders[tag] = [
                {"name": first, "covers": "latin-in-cjk"},
                *fitting[:1],
                first,
                *fitting[1:],
                *rest,
            ]
        return orders


def faces_for(text: str, spare_folder: Path) -> Faces:
    """The fonts that `text` needs; what is taken from the system is copied to `spare_folder`."""
    missing = {character for character in set(text) if _has_shape(character)}
    ours = Path(str(resource_root() / "fonts"))
    folders = [ours]
    missing -= _covered_by_ours(missing)
    east_asian = east_asian_folder()
    if missing and east_asian:
        found = _covered(missing, _font_files(east_asian))
        missing -= found
        if found:
            folders.append(east_asian)
    if any(unicodedata.category(character)[0] in "LM" for character in missing):
        missing -= _take_from_system(missing, spare_folder)
        folders.append(spare_folder)
    names = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    ).families()
    return Faces(tuple(folders), tuple(sorted(names, key=_plain_symbols_last)), frozenset(missing))


def east_asian_folder() -> Path | None:
    """Where the optional fonts are, if they are installed."""
    spec = find_spec(_EAST_ASIAN_PACKAGE)
    return Path(spec.origin).parent if spec and spec.origin else None


def _plain_symbols_last(family: str) -> tuple[bool, str]:
    return "Emoji" in family or "Symbols" in family, family


def _has_shape(character: str) -> bool:
    if character.isspace() or _FIRST_IGNORABLE_SELECTOR <= ord(character) <= _LAST_IGNORABLE_SELECTOR:
        return False
    return unicodedata.category(character) not in {"Cc", "Cf"}


def _font_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)


def _covered_by_ours(wanted: Iterable[str]) -> set[str]:
    """The same for the fonts that ship with the app, from the table beside them: nothing is opened."""
    ranges = json.loads((resource_root() / "fonts" / COVERAGE).read_bytes())
    return {each for each in wanted if any(first <= ord(each) <= last for first, last in ranges)}


def _covered(wanted: Iterable[str], files: Iterable[Path]) -> set[str]:
    """Those of the `wanted` characters that the files can print; reads no more files than it must."""
    left = set(wanted)
    found: set[str] = set()
    for file in files:
        if not left:
            break
        here = _characters(file, left)
        found |= here
        left -= here
    return found


def _characters(file: Path, wanted: set[str]) -> set[str]:
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - our own fonts need no look

    try:
        with TTFont(file, fontNumber=0, lazy=True) as font:
            if _forbids_embedding(font):
                return set()
            font.setGlyphOrder(range(_MOST_GLYPHS))  # their names, which take long to read, do not matter
            codes = font.getBestCmap() or {}
            return {character for character in wanted if ord(character) in codes}
    except (TTLibError, OSError, KeyError, ValueError, AssertionError):
        return set()


def _forbids_embedding(font: "TTFont") -> bool:
    """Whether the font's maker does not allow it in documents."""
    return "OS/2" in font and bool(font["OS/2"].fsType & 0xF == _MAY_NOT_EMBED)


def _take_from_system(missing: set[str], folder: Path) -> set[str]:
    """Copy the system's fonts that have some of the `missing` characters; returns those characters."""
    folder.mkdir(exist_ok=True)
    left = set(missing)
    files = sorted(_system_fonts(), key=_likely_first)[:_MOST_SYSTEM_FONTS]
    for file in files:
        here = _characters(file, left)
        if here:
            shutil.copy(file, folder / file.name)
            left -= here
        if not left:
            break
    return missing - left


def _likely_first(file: Path) -> tuple[bool, str, str]:
    name = file.name.lower()
    return not any(part in name for part in _LIKELY), name, str(file)


def _system_fonts() -> Iterator[Path]:
    for folder in _system_folders():
        for parent, _folders, names in os.walk(folder):
            yield from (Path(parent, name) for name in names if Path(name).suffix.lower() in _SUFFIXES)


def _system_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"]
