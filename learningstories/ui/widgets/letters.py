"""The words of a picture as SVG tells them: whole, selectable, and in place whatever letters a viewer has.

Qt's own writer cuts a line where its direction changes, which turns brackets round, and places each piece by
its left edge, which is off in other letters than ours.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML
_STRONG = {"L": False, "R": True, "AL": True}
_ANCHORS = {-1: "start", 0: "middle", 1: "end"}  # in a text that runs from left to right


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One line upon its baseline, `turned` clockwise by degrees.

    As seen from the left, it begins at `at` with `side` -1, has its middle there with 0, and ends with 1.
    """

    words: str
    at: QPointF
    side: int
    px: int
    weight: int
    ink: QColor
    turned: float = 0.0

    def svg(self) -> str:
        """As an element."""
        across, down = f"{self.at.x():.1f}", f"{self.at.y():.1f}"
        backwards = is_backwards(self.words)
        said = {"x": across, "y": down, "text-anchor": _ANCHORS[-self.side if backwards else self.side]}
        if self.turned:
            said["transform"] = f"rotate({self.turned:.0f} {across} {down})"
        if backwards:
            said["direction"] = "rtl"
        said |= {"font-size": str(self.px), "font-weight": str(self.weight), "fill": self.ink.name()}
        names = " ".join(f'{name}="{value}"' for name, value in said.items())
        return f"<text {names}>{escape(_FORBIDDEN.sub('', self.words))}</text>"


@dataclass(slots=True)
class Letters:
    """Collects words while a picture is drawn. `family` is what they are written in where it is there."""

    family: str
    _written: list[Written] = field(default_factory=list)

    def add(self, written: Written) -> None:
        """One line more."""
        self._written.append(written)

    def svg(self) -> str:
        """All of them as a group."""
        family = escape(self.family, {'"': "&quot;"})
        look = f'font-family="{family}, sans-serif" style="font-variant-numeric: tabular-nums"'
        return f'<g stroke="none" {look}>\n' + "\n".join(each.svg() for each in self._written) + "\n</g>\n"


def is_backwards(words: str) -> bool:
    """Whether words run from right to left, as their first letter says."""
    ways = (_STRONG.get(unicodedata.bidirectional(letter)) for letter in words)
    return next((way for way in ways if way is not None), False)
