"""How large text is and how close rows stand, as the person wants it; what is made next follows it."""

import re

from learningstories.ui.tokens import COMPACT_ROW_HEIGHT, ICON, ROW_HEIGHT

TEXT_SIZES = (100, 110, 125, 150, 175, 200)  # per cent
USUAL_SIZE = TEXT_SIZES[0]
_PIXELS = r"(?<![\w.])(\d+)px"
_HAIRLINE = 3  # lines and rings stay as fine as they are


class _Measures:
    percent = USUAL_SIZE
    compact = False


def set_text_size(percent: int) -> None:
    """Make text, and what holds it, so many per cent as large as usual; other sizes are refused."""
    _Measures.percent = percent if percent in TEXT_SIZES else USUAL_SIZE


def set_compact(*, compact: bool) -> None:
    """Let all tables have low rows."""
    _Measures.compact = compact


def larger() -> float:
    """How many times as large as usual letters are."""
    return _Measures.percent / USUAL_SIZE


def scaled(px: int) -> int:
    """A length that goes with the size of text."""
    return round(px * _Measures.percent / USUAL_SIZE)


def widened(px: int) -> int:
    """The width of a side or a column: it grows half as much, so that what is beside it keeps some room."""
    return round(px * (_Measures.percent + USUAL_SIZE) / (2 * USUAL_SIZE))


def icon_size() -> int:
    """How large the icon beside words is."""
    return widened(ICON)


def row_height(*, compact: bool) -> int:
    """How high a table's rows are."""
    return scaled(COMPACT_ROW_HEIGHT if compact or _Measures.compact else ROW_HEIGHT)


def scaled_sheet(style: str) -> str:
    """A style sheet whose lengths go with the size of text."""
    if _Measures.percent == USUAL_SIZE:
        return style
    return re.sub(_PIXELS, lambda px: f"{_scaled_length(int(px[1]))}px", style)


def _scaled_length(px: int) -> int:
    return px if px < _HAIRLINE else scaled(px)
