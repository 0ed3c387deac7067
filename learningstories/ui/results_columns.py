"""The columns of the ranking: which are shown, how wide, and by which it is sorted; remembered."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from learningstories.i18n import _
from learningstories.ui.measures import scaled
from learningstories.ui.range_delegate import ResultsTable
from learningstories.ui.results_model import ALWAYS, CRITERIA, USUAL, Column, column_words
from learningstories.ui.widgets.cells import ColumnLook, Look

_LEAST_RANGE, _MOST_RANGE = 118, 260
_RANGE_SHARE = 0.44  # of the room that the range and the story's name have together
_LOOKS = (
    ColumnLook(look=Look.MUTED_NUMBER, width=46, least=40),
    ColumnLook(look=Look.TITLE, width=150, stretch=True, least=130),
    ColumnLook(look=Look.NUMBER, width=56, least=50),
    ColumnLook(width=_LEAST_RANGE, least=110),
    ColumnLook(look=Look.STRONG_NUMBER, width=104, least=96),
    ColumnLook(look=Look.NUMBER, width=78, least=70),
    ColumnLook(look=Look.NUMBER, width=88, least=80),
    ColumnLook(look=Look.NUMBER, width=112, least=100),
    ColumnLook(look=Look.NUMBER, width=122, least=110),
    ColumnLook(look=Look.CHIP, width=126, least=120),
    *(ColumnLook(look=Look.NUMBER, width=124, least=90) for _each in CRITERIA),
)
_SWITCHED = tuple(column for column in Column if column not in ALWAYS)
# Below each width of the table, the column is left to the panel.
_ROOM = {Column.FLAGS: 620, Column.READ: 500}
_SORT, _SHOWN = "results/sorted", "results/shown"


class ResultsColumns(QObject):
    """Looks after the columns of `table`; `sort_wanted` carries a column and whether it is descending."""

    sort_wanted = Signal(int, bool)

    def __init__(self, table: ResultsTable, settings: QSettings) -> None:
        super().__init__(table)
        self._table = table
        self._settings = settings
        self._questions: Sequence[str] = ()
        self._actions: dict[Column, QAction] = {}
        table.set_columns(_LOOKS)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        column, descending = self.sorted_by()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(int(column), order)
        header.sortIndicatorChanged.connect(self._sort)
        table.resized.connect(self.share_room)
        table.room_given.connect(self.share_room)
        self.share_room()

    def sorted_by(self) -> tuple[Column, bool]:
        """The column the ranking is sorted by, and whether descending; by rank unless it was changed."""
        words = str(self._settings.value(_SORT) or "").split()
        known = len(words) == 2 and words[0].isdigit() and int(words[0]) < len(Column)  # noqa: PLR2004
        return (Column(int(words[0])), words[1] == "0") if known else (Column.RANK, False)

    def menu(self, parent: QWidget) -> QMenu:
        """The columns beside a story's name, to be put on and off."""
        menu = QMenu(parent)
        for column in _SWITCHED:
            action = menu.addAction(_menu_words(column))
            action.setCheckable(True)
            action.setChecked(column in self._wanted())
            action.toggled.connect(partial(self._show, column))
            self._actions[column] = action
        self._name_criteria()
        return menu

    def show_criteria(self, questions: Sequence[str]) -> None:
        """Offer a column for each further criterion."""
        if list(questions) != list(self._questions):
            self._questions = tuple(questions)
            self._name_criteria()
            self.share_room()

    def _name_criteria(self) -> None:
        for column, action in self._actions.items():
            if column in CRITERIA:
                place = CRITERIA.index(column)
                known = place < len(self._questions)
                action.setVisible(known)
                action.setText(self._questions[place].replace("&", "&&") if known else "")

    def share_room(self) -> None:
        """Give each column its width; where there is little room, the story's name comes first."""
        table, shown = self._table, self._shown()
        room = table.width() - sum(table.wanted_width(column) for column in shown if column not in USUAL)
        for column in _SWITCHED:
            table.setColumnHidden(column, column not in shown or room < scaled(_ROOM.get(column, 0)))
        shared = (Column.STORY, Column.RANGE)
        others = [c for c in Column if c not in shared and not table.isColumnHidden(c)]
        spare = table.viewport().width() - sum(table.wanted_width(column) for column in others)
        looks = list(_LOOKS)
        least = max(_LEAST_RANGE, table.head_width(Column.RANGE))
        width = max(least, min(int(spare * _RANGE_SHARE), _MOST_RANGE))
        looks[Column.RANGE] = replace(looks[Column.RANGE], exactly=width)
        table.set_columns(looks)

    def _shown(self) -> list[Column]:
        """What is wanted and there is: not every challenge asks further criteria."""
        there = CRITERIA[: len(self._questions)]
        return [column for column in self._wanted() if column not in CRITERIA or column in there]

    def _wanted(self) -> list[Column]:
        kept = self._settings.value(_SHOWN)
        if kept is None:
            return list(USUAL)
        return [column for column in _SWITCHED if column.name in str(kept).split()]

    def _show(self, column: Column, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        shown = {each.name for each in self._wanted() if each is not column}
        if on:
            shown.add(column.name)
        self._settings.setValue(_SHOWN, " ".join(sorted(shown)))
        self.share_room()

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self._settings.setValue(_SORT, f"{section} {int(not descending)}")
        self.sort_wanted.emit(section, descending)


def _menu_words(column: Column) -> str:
    """A column's name where its head says less, or changes."""
    words = {Column.CHANCE: _("The chance to be in the top"), Column.FLAGS: _("What is to be noticed")}
    return words.get(column) or column_words(column)
