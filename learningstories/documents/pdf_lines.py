"""The lines of a PDF's pages: what they say, in which form, and where they stand."""

import ctypes
import math
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # the same

from learningstories.documents.files import MOST_TEXT
from learningstories.documents.pdf_links import Links
from learningstories.documents.refusal import Refusal
from learningstories.documents.runs import PLAIN

_BOLD = re.compile(r"bold|black|heavy|demi(?!-?light)", re.IGNORECASE)
_SLOPED = re.compile(r"italic|oblique|slanted|kursiv|-it\b", re.IGNORECASE)
_LONGEST_NAME = 200
_HYPHEN, _ENDS = 2, frozenset((10, 13))
_UPRIGHT = 0.05  # in radians
_ABOVE = 0.2  # of the size; digits of fonts that draw raised ones of their own begin so high
RAISED = 0.85  # of the size of a line; smaller letters above it are raised


class Stretch(NamedTuple):
    """Letters of a line in one form."""

    text: str
    marks: frozenset[str] = PLAIN
    address: str = ""


class Line(NamedTuple):
    """A line; lengths are in points, `baseline` grows upwards.

    `broken` says that its last word goes on in the next line, `ended` that its writer ended it there.
    """

    stretches: tuple[Stretch, ...]
    left: float
    right: float
    baseline: float
    size: float
    broken: bool = False
    ended: bool = False

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(stretch.text for stretch in self.stretches)


def lines_by_page(document: pypdfium2.PdfDocument) -> Iterator[list[Line]]:
    """The lines of each page in the order in which the file has them; raises `Refusal`."""
    length = 0
    for page in document:
        text = page.get_textpage()
        lines = list(_Page(text, Links(document, page)).lines())
        length += sum(len(line.text) for line in lines)
        if length > MOST_TEXT:
            raise Refusal("too_big")
        text.close()
        page.close()
        yield lines


class _Page:
    """One page's letters, which the library numbers."""

    def __init__(self, text: pypdfium2.PdfTextPage, links: Links) -> None:
        self._text = text
        self._links = links
        self._fonts: dict[Any, frozenset[str]] = {}

    def lines(self) -> Iterator[Line]:
        places: list[int] = []
        for place in range(self._text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(self._text, place)
            if code not in _ENDS and code != _HYPHEN:
                places.append(place)
                continue
            yield from self._line(places, broken=code == _HYPHEN)
            places = []
        yield from self._line(places, broken=False)

    def _line(self, places: list[int], *, broken: bool) -> Iterator[Line]:
        letters = [(chr(pdfium.FPDFText_GetUnicode(self._text, place)), place) for place in places]
        seen = [place for letter, place in letters if not letter.isspace()]
        if not seen or abs(pdfium.FPDFText_GetCharAngle(self._text, seen[0])) > _UPRIGHT:
            return
        size = max(self._size(place) for place in seen)
        base = min(self._origin(place)[1] for place in (seen[0], seen[len(seen) // 2], seen[-1]))
        stretches = tuple(
            Stretch("".join(letter for letter, _place in group), *form)
            for form, group in groupby(letters, lambda each: self._form(each[0], each[1], size, base))
        )
        left, _bottom, _right, _top = self._text.get_charbox(seen[0], loose=True)
        right = self._text.get_charbox(seen[-1], loose=True)[2]
        # Damaged files have letters of no size, or nowhere.
        left, right, base = (place if math.isfinite(place) else 0.0 for place in (left, right, base))
        yield Line(stretches, left, right, base, max(1.0, size if math.isfinite(size) else 0.0), broken)

    def _form(self, letter: str, place: int, size: float, base: float) -> tuple[frozenset[str], str]:
        marks = self._marks(place)
        across, up = self._origin(place)
        small = self._size(place) < RAISED * size and up > base + 1
        if small or (letter.isdigit() and self._text.get_charbox(place)[1] > up + _ABOVE * size):
            marks |= {"sup"}
        return marks, self._links.at(across + 1, up + 1)

    def _size(self, place: int) -> float:
        return float(pdfium.FPDFText_GetFontSize(self._text, place))

    def _origin(self, place: int) -> tuple[float, float]:
        across, up = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, place, across, up)
        return across.value, up.value

    def _marks(self, place: int) -> frozenset[str]:
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(self._text, place))
        key = ctypes.cast(font, ctypes.c_void_p).value
        if key not in self._fonts:
            self._fonts[key] = _marks_of(font) if key else PLAIN
        return self._fonts[key]


def _marks_of(font: Any) -> frozenset[str]:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    said = name.value.decode("latin-1")
    return frozenset(mark for mark, pattern in (("b", _BOLD), ("i", _SLOPED)) if pattern.search(said))
