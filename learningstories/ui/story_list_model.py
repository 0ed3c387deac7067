"""The stories as table rows, read a page at a time, however many there are."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.domain.story import StoryState
from learningstories.i18n import _, numeral
from learningstories.services.story_query import SortBy, StoryLine
from learningstories.services.wording import short_moment, state_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ROW_KEY

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 128
_MOST_PAGES = 24
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
COLUMNS = (
    SortBy.NUMBER,
    SortBy.TITLE,
    SortBy.AUTHOR,
    SortBy.THEME,
    SortBy.RECEIVED,
    SortBy.WORDS,
    SortBy.READINGS,
    SortBy.STATE,
)
# What else is wrong with a story is more urgent than that it may be there twice.
_NOTHING_WRONG = frozenset({StoryState.READING, StoryState.READY})
_STATE_COLUMN = COLUMNS.index(SortBy.STATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the rows need to know of the challenge."""

    zone: str
    readings_wanted: int


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[str, ...]
    chip: tuple[str, Role]


def state_role(state: StoryState) -> Role:
    """The colour of a state's chip."""
    return {
        StoryState.READY: Role.OK,
        StoryState.READING: Role.ACCENT,
        StoryState.LATE: Role.SPARK,
        StoryState.CONCERN: Role.SPARK,
        StoryState.NO_AUTHOR: Role.SPARK,
        StoryState.OTHER_LANGUAGE: Role.SPARK,
        StoryState.TOO_LONG: Role.SPARK,
        StoryState.TOO_SHORT: Role.SPARK,
        StoryState.NO_CONSENT: Role.BAD,
        StoryState.REFUSED: Role.BAD,
        StoryState.NOT_ELIGIBLE: Role.BAD,
        StoryState.WITHDRAWN: Role.TEXT,
    }[state]


class StoryListModel(QAbstractTableModel):
    """Holds the numbers of all stories in the answer, and the lines of those that were looked at."""

    def __init__(
        self, read_lines: Callable[[Sequence[int]], Sequence[StoryLine]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read_lines = read_lines
        self._numbers: array[int] = array("q")
        self._pages: dict[int, list[_Row | None]] = {}
        self._rules = Rules(zone="UTC", readings_wanted=3)
        self._twins: Mapping[int, int] = {}
        self._titles = (
            "#",
            _("Story"),
            _("Author"),
            _("Theme"),
            _("Received"),
            _("Words"),
            _("Read"),
            _("State"),
        )

    def set_rules(self, rules: Rules) -> None:
        """Tell times and readings by the challenge's rules from now on."""
        if rules != self._rules:
            self._rules = rules
            self._pages.clear()

    def show_twins(self, twins: Mapping[int, int]) -> None:
        """Say of stories, by number, that they seem to be the same as an earlier one."""
        if twins != self._twins:
            self._twins = twins
            self.refresh()

    def show_first(self, lines: Sequence[StoryLine]) -> None:
        """Show the beginning of an answer while the rest is still being found.

        Where it is the beginning of what is shown already, only the words change.
        """
        numbers = array("q", (line.number for line in lines))
        if numbers and self._numbers[: len(numbers)] == numbers:
            self.refresh()
            return
        self.beginResetModel()
        self._numbers = numbers
        rows: list[_Row | None] = [self._row(line) for line in lines]
        self._pages = {
            page: rows[page * PAGE : (page + 1) * PAGE] for page in range((len(rows) - 1) // PAGE + 1)
        }
        self.endResetModel()

    def show_all(self, numbers: "array[int]") -> None:
        """Show the whole answer; what is on the screen stays where it is if it is the same."""
        shown = len(self._numbers)
        if self._numbers == numbers[:shown] and len(numbers) > shown:
            self.beginInsertRows(ROOT, shown, len(numbers) - 1)
            self._numbers = numbers
            last = (shown - 1) // PAGE
            if shown % PAGE and last in self._pages:
                del self._pages[last]  # it held only the rows there were
            self.endInsertRows()
        elif self._numbers != numbers:
            self.beginResetModel()
            self._numbers = numbers
            self._pages.clear()
            self.endResetModel()

    def refresh(self) -> None:
        """Read the lines again, in the same order."""
        self._pages.clear()
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, len(COLUMNS) - 1))

    def number_at(self, row: int) -> int:
        """The story in a row."""
        return self._numbers[row]

    def row_of(self, number: int) -> int:
        """The row of a story; -1 if it is not in the answer."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            row = self._at(index.row())
            return row.cells[index.column()] if row else ""
        if role == CHIP and index.column() == _STATE_COLUMN:
            row = self._at(index.row())
            return row.chip if row else None
        if role == ROW_KEY:
            return self._numbers[index.row()]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged to the shortlist."""
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else plain

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None

    def _at(self, row: int) -> _Row | None:
        page = self._pages.get(row // PAGE)
        if page is None:
            page = self._load(row // PAGE)
        place = row % PAGE
        return page[place] if place < len(page) else None

    def _load(self, page: int) -> list[_Row | None]:
        while len(self._pages) >= _MOST_PAGES:
            del self._pages[next(iter(self._pages))]
        wanted = self._numbers[page * PAGE : (page + 1) * PAGE]
        found = {line.number: self._row(line) for line in self._read_lines(wanted)}
        self._pages[page] = [found.get(number) for number in wanted]
        return self._pages[page]

    def _row(self, line: StoryLine) -> _Row:
        state, role = state_words(line.state), state_role(line.state)
        twin = self._twins.get(line.number)
        if twin is not None and line.state in _NOTHING_WRONG:
            state, role = _("Same as #{number}?").format(number=twin), Role.SPARK
        return _Row(
            line.number,
            (
                str(line.number),
                line.title,
                line.author,
                line.theme,
                short_moment(datetime.fromisoformat(line.received_at), self._rules.zone),
                numeral(line.words),
                f"{line.readings}/{self._rules.readings_wanted}",
                state,
            ),
            (state, role),
        )
