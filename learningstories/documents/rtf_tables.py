"""What the tables at the top of an RTF file say: fonts, styles and lists."""

import re
from dataclasses import dataclass, field

from learningstories.documents.rtf_flow import TITLE
from learningstories.documents.rtf_words import USUAL, of_charset

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|заголовок) ([1-6])")
_TITLES = frozenset(("title", "titel", "título", "titolo", "titre"))
_BULLET = 23
_NO_NUMBER = 255
_MOST_PARENTS = 20
_MOST_STYLES = 10_000


@dataclass(slots=True)
class _Style:
    name: str = ""
    number: int = 0
    parent: int = -1
    level: int = 0


@dataclass(slots=True)
class Tables:
    """The encodings of fonts, the headings that styles stand for, and which lists have numbers."""

    file_encoding: str = USUAL
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _styles: dict[int, _Style] = field(default_factory=dict)
    _style: _Style = field(default_factory=_Style)
    _lists: dict[int, list[bool]] = field(default_factory=dict)
    _levels: list[bool] = field(default_factory=list)
    _list: int = 0
    _overrides: dict[int, int] = field(default_factory=dict)

    def encoding(self, font: int) -> str:
        """How text in a font is encoded."""
        return self._fonts.get(font) or self.file_encoding

    def level(self, style: int) -> int:
        """The heading that a style stands for, `TITLE` for the title, 0 for none."""
        for _step in range(_MOST_PARENTS):
            found = self._styles.get(style)
            if found is None or found.level:
                return found.level if found else 0
            style = found.parent
        return 0

    def is_ordered(self, number: int, level: int) -> bool | None:
        """Whether a list has numbers at a level; None if nothing is said about it."""
        levels = self._lists.get(self._overrides.get(number, 0))
        return levels[level] if levels and 0 <= level < len(levels) else None

    def say_font(self, word: str, number: int) -> None:
        """A word in the table of fonts."""
        if word == "f":
            self._font = number
        elif word == "fcharset" and len(self._fonts) < _MOST_STYLES:
            self._fonts[self._font] = of_charset(number)

    def say_style(self, word: str, number: int) -> None:
        """A word in the table of styles."""
        if word == "s":
            self._style.number = number
        elif word in {"cs", "ds", "ts"}:
            self._style.number = -1  # not of paragraphs
        elif word == "sbasedon":
            self._style.parent = number
        elif word == "outlinelevel" and 0 <= number < 6:  # noqa: PLR2004 - as many as there are headings
            self._style.level = number + 1

    def name_style(self, text: str) -> None:
        """Text in the table of styles, where each name ends with a semicolon."""
        self._style.name += text
        if ";" not in text:
            return
        style, self._style = self._style, _Style()
        name = style.name.split(";", 1)[0].strip().lower()
        found = _HEADING.fullmatch(name)
        if name in _TITLES:
            style.level = TITLE
        elif found:
            style.level = int(found[1])
        if style.number >= 0 and len(self._styles) < _MOST_STYLES:
            self._styles[style.number] = style

    def say_list(self, word: str, number: int) -> None:
        """A word in the tables of lists."""
        if word == "list":
            self._levels = []
        elif word == "levelnfc" and len(self._levels) < _MOST_PARENTS:
            self._levels.append(number not in {_BULLET, _NO_NUMBER})
        elif word == "listid":
            self._list = number
            if self._levels:
                self._lists[number] = self._levels
                self._levels = []
        elif word == "ls" and len(self._overrides) < _MOST_STYLES:
            self._overrides[number] = self._list
