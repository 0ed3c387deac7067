"""What a table asks its model for, and how its columns look.

A model answers DisplayRole with the words of a cell (also for chips and meters: screen readers
say them), and only where its column's look asks for them: SECOND_LINE, CHIP, METER, CheckStateRole.
Answer DisplayRole first and with a ready string: a repaint asks hundreds of times.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

SECOND_LINE = int(Qt.ItemDataRole.UserRole) + 1  # str: the muted line under the words
CHIP = int(Qt.ItemDataRole.UserRole) + 2  # (words, tokens.Role) or None for no chip
METER = int(Qt.ItemDataRole.UserRole) + 3  # float 0..1; the words are written behind the bar
ROW_KEY = int(Qt.ItemDataRole.UserRole) + 4  # what the row stands for, for pages


_LEAST, _LEAST_TITLE = 48, 150


class Look(Enum):
    """How the cells of a column are drawn."""

    TEXT = "text"
    MUTED = "muted"
    TITLE = "title"  # 600, with a second line when the model has one
    NUMBER = "number"  # at the end, tabular figures
    MUTED_NUMBER = "muted-number"
    STRONG_NUMBER = "strong-number"
    CHIP = "chip"
    METER = "meter"
    CHECK = "check"  # a box; CheckStateRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """One column: its look, its width in px and whether it takes the room that is left.

    `least` is how narrow it may become in a small window; beyond that the table scrolls sideways.
    What is `whole`, as chips and figures are, is never cut: a few words of ours, however long in a language.
    `exactly` is a width in px that was worked out for the room there is, and stays whatever the size of text.
    """

    look: Look = Look.TEXT
    width: int = 100
    stretch: bool = False
    least: int = 0
    exactly: int = 0
    whole: bool = False

    @property
    def narrowest(self) -> int:
        """`least`, or a sensible width when it was not given."""
        return self.least or min(self.width, _LEAST_TITLE if self.stretch else _LEAST)

    @property
    def is_whole(self) -> bool:
        """Whether its words are never cut."""
        return self.whole or self.look is Look.CHIP or self.look in NUMBERS


NUMBERS = frozenset({Look.NUMBER, Look.MUTED_NUMBER, Look.STRONG_NUMBER})
