"""What a picture is: drawn without a window, told in words and as numbers."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.services.csv_file import Cell
from learningstories.ui.widgets.drawing import Drawing, Mark

__all__ = ["Drawing", "Mark", "Numbers", "Picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A picture as a table: `row` gives each of `count` rows, so that large ones are never there whole."""

    headings: Sequence[str]
    count: int
    row: Callable[[int], Sequence[Cell]]

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The headings, and then all rows."""
        yield self.headings
        yield from map(self.row, range(self.count))


class Picture(ABC):
    """Something drawn; it is never altered once it is made, so that any thread may draw it.

    All places run as in a language that is written from left to right; `Drawing` mirrors them.
    `summary` says in sentences what there is to see, for those who do not see it.
    """

    title = ""
    summary = ""
    empty = ""  # what is said instead where there is nothing to draw

    @abstractmethod
    def size(self, width: float) -> QSizeF:
        """The room it needs where it is given so much width; it may be wider."""

    @abstractmethod
    def draw(self, drawing: Drawing) -> None:
        """Draw it, or as much of it as is seen."""

    @abstractmethod
    def numbers(self) -> Numbers:
        """All that is drawn, as a table."""

    @abstractmethod
    def marks(self) -> tuple[int, int]:
        """How many rows and columns of marks there are, for the arrow keys to go over."""

    @abstractmethod
    def words(self, mark: Mark) -> str:
        """What one mark says."""

    @abstractmethod
    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        """Where a mark lies in a picture of this size."""

    @abstractmethod
    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        """The mark that lies at a place in a picture of this size."""

    def heading(self) -> QSizeF:
        """How much of what is seen is covered by headings that stay, at its beginning and at its top."""
        return QSizeF(0, 0)

    def story(self, _mark: Mark) -> int | None:
        """The number of the story that a mark is about, if it is about one."""
        return None
