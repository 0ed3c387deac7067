"""The ranking as table rows, sorted by any column."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _, listed, numeral
from learningstories.services.criteria_words import weight_words
from learningstories.services.result_words import chance_words, flag_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ROW_KEY, SECOND_LINE

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results, StoryResult

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RANGE = int(Qt.ItemDataRole.UserRole) + 20  # (low, estimate, high), each 0..1 along the scale
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class Column(IntEnum):
    """What the table shows of a story."""

    RANK = 0
    STORY = 1
    READ = 2
    RANGE = 3
    CHANCE = 4
    ESTIMATE = 5
    MEAN = 6
    MEDIAN = 7
    SPREAD = 8
    FLAGS = 9
    CRITERION_1 = 10
    CRITERION_2 = 11
    CRITERION_3 = 12
    CRITERION_4 = 13
    CRITERION_5 = 14


ALWAYS = (Column.RANK, Column.STORY)
CRITERIA = tuple(column for column in Column if column >= Column.CRITERION_1)
USUAL = (Column.READ, Column.RANGE, Column.CHANCE, Column.FLAGS)  # shown unless they are put off
_FLAG_ROLES = {  # the most pressing first: the chip shows one
    "readers_split": Role.BAD,
    "one_more_reader": Role.SPARK,
    "changed_since_read": Role.SPARK,
    "few_readings": Role.TEXT,
}


def flag_role(flag: str) -> Role:
    """The colour of a flag's chip."""
    return _FLAG_ROLES.get(flag, Role.TEXT)


def flag_order(story: "StoryResult") -> int:
    """How pressing a story's flags are, 0 the most."""
    order = list(_FLAG_ROLES)
    return min((order.index(flag) for flag in story.flags), default=len(order))


_KEYS: dict[Column, "Callable[[StoryResult], Any]"] = {
    Column.RANK: lambda s: s.rank,
    Column.STORY: lambda s: s.title.casefold(),
    Column.READ: lambda s: s.n,
    Column.RANGE: lambda s: s.score,
    Column.CHANCE: lambda s: s.p_top,
    Column.ESTIMATE: lambda s: s.score,
    Column.MEAN: lambda s: s.mean,
    Column.MEDIAN: lambda s: s.median,
    Column.SPREAD: lambda s: s.spread,
    Column.FLAGS: flag_order,
}


def _key(column: Column) -> "Callable[[StoryResult], Any]":
    """What a column is sorted by; None is what a story has not got."""
    if column not in CRITERIA:
        return _KEYS[column]
    place = CRITERIA.index(column)
    return lambda story: story.further[place] if place < len(story.further) else None


def column_words(column: Column, top: int = 0) -> str:
    """A column's name; those of further criteria are their questions."""
    return {
        Column.RANK: "",
        Column.STORY: _("Story"),
        Column.READ: _("Read"),
        Column.RANGE: _("Estimate and 90 % range"),
        Column.CHANCE: _("In the top {top}").format(top=top),
        Column.ESTIMATE: _("Estimate"),
        Column.MEAN: _("Raw mean"),
        Column.MEDIAN: _("Middle answer"),
        Column.SPREAD: _("Spread of readings"),
        Column.FLAGS: "",
    }.get(column, "")


class ResultsModel(QAbstractTableModel):
    """One row a story; the ranking is replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[StoryResult] = ()
        self._words: dict[int, tuple[str, ...]] = {}
        self._results: Results | None = None
        self._sorted: tuple[Column, bool] = (Column.RANK, False)

    def show_results(self, results: "Results") -> None:
        """Show this ranking in the order that was asked for last."""
        self._results = results
        self._arrange()

    def sort_by(self, column: Column, *, descending: bool) -> None:
        """Sort; what a story has not got comes last either way."""
        self._sorted = (column, descending)
        self._arrange()

    def story_at(self, row: int) -> "StoryResult | None":
        """The story in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of a story; -1 if it is not ranked."""
        return next((row for row, story in enumerate(self._rows) if story.number == number), -1)

    def cut_row(self, top: int) -> int:
        """The last row inside a shortlist of `top`; -1 where no line can show it."""
        if self._results is None or self._sorted != (Column.RANK, False):
            return -1
        return top - 1 if 0 < top < len(self._rows) else -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        story = self._rows[index.row()]
        if role == _DISPLAY:
            return self._cells(story)[index.column()]
        if role == RANGE:
            return self._along(story)
        if role == SECOND_LINE:
            return story.author
        if role == CHIP:
            flag = min(story.flags, key=lambda f: list(_FLAG_ROLES).index(f), default="")
            return (flag_words(flag), flag_role(flag)) if flag else None
        return story.number if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        told = (_DISPLAY, int(Qt.ItemDataRole.ToolTipRole))
        if orientation != Qt.Orientation.Horizontal or role not in told:
            return None
        column = Column(section)
        if column in CRITERIA:
            return self._question(CRITERIA.index(column), whole=role != _DISPLAY)
        return column_words(column, self._results.top if self._results else 0)

    def _question(self, place: int, *, whole: bool) -> str:
        """A further criterion's question, `whole` with what comes of its answers."""
        criteria = self._results.table.challenge.criteria if self._results else ()
        if place >= len(criteria):
            return ""
        question = criteria[place].question
        return f"{question} ({weight_words(criteria[place])})" if whole else question

    def _arrange(self) -> None:
        if self._results is None:
            return
        column, descending = self._sorted
        key = _key(column)
        known = [s for s in self._results.stories if key(s) is not None]
        self.beginResetModel()
        self._rows = [
            *sorted(known, key=key, reverse=descending),
            *(s for s in self._results.stories if key(s) is None),
        ]
        self._words = {}
        self.endResetModel()

    def _along(self, story: "StoryResult") -> tuple[float, float, float]:
        steps = max((self._results.points if self._results else 2) - 1, 1)
        low, score, high = ((value - 1) / steps for value in (story.low, story.score, story.high))
        return low, min(max(score, 0.0), 1.0), high

    def _cells(self, story: "StoryResult") -> tuple[str, ...]:
        words = self._words.get(story.number)
        if words is None:
            words = self._words[story.number] = _cells(story)
        return words


def _cells(story: "StoryResult") -> tuple[str, ...]:
    span = _("{score:.1f}, between {low:.1f} and {high:.1f}")
    return (
        str(story.rank),
        story.title,
        str(story.n),
        span.format(score=story.score, low=story.low, high=story.high),
        chance_words(story.p_top),
        numeral(story.score, ".2f"),
        _mean(story.mean),
        "—" if story.median is None else f"{story.median:g}",
        _mean(story.spread),
        listed(flag_words(flag) for flag in story.flags),
        *(
            _mean(story.further[place]) if place < len(story.further) else ""
            for place in range(len(CRITERIA))
        ),
    )


def _mean(value: float | None) -> str:
    return "—" if value is None else numeral(value, ".2f")
