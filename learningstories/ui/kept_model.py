"""What has changed between two rankings as table rows."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _, in_context, numeral
from learningstories.services.result_words import chance_words, titled
from learningstories.services.results_change import Place, StoryChange
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ROW_KEY, ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_NOTHING = "—"


class Column(IntEnum):
    """What the table shows of a story."""

    IS = 0
    STORY = 1
    WAS = 2
    MOVED = 3
    ESTIMATE = 4
    CHANCE = 5
    READ = 6
    BEST = 7


LOOKS = (
    ColumnLook(look=Look.MUTED_NUMBER, width=48, least=40),
    ColumnLook(look=Look.TITLE, width=180, stretch=True, least=140),
    ColumnLook(look=Look.MUTED_NUMBER, width=56, least=48),
    ColumnLook(look=Look.STRONG_NUMBER, width=70, least=60),
    ColumnLook(look=Look.NUMBER, width=116, least=100),
    ColumnLook(look=Look.NUMBER, width=130, least=110),
    ColumnLook(look=Look.MUTED_NUMBER, width=76, least=60),
    ColumnLook(look=Look.CHIP, width=140, least=110),
)
_KEYS: dict[Column, Callable[[StoryChange], Any]] = {
    Column.IS: lambda s: s.after.rank if s.after else None,
    Column.STORY: lambda s: s.title.casefold(),
    Column.WAS: lambda s: s.before.rank if s.before else None,
    Column.MOVED: lambda s: -s.up if s.up is not None else None,
    Column.ESTIMATE: lambda s: -s.after.score if s.after else None,
    Column.CHANCE: lambda s: -s.after.p_top if s.after else None,
    Column.READ: lambda s: -s.after.n if s.after else None,
    Column.BEST: lambda s: None if _fate(s) is None else (not s.enters, not s.leaves),
}


def column_words(column: Column) -> str:
    """A column's name."""
    return {
        Column.IS: _("Is"),
        Column.STORY: _("Story"),
        Column.WAS: _("Was"),
        Column.MOVED: _("Moved"),
        Column.ESTIMATE: _("Estimate"),
        Column.CHANCE: _("Among the best"),
        Column.READ: _("Read"),
        Column.BEST: "",
    }[column]


class KeptModel(QAbstractTableModel):
    """One row a story; replaced as a whole. What is in one of the two only comes last, whatever the order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: Sequence[StoryChange] = ()
        self._rows: Sequence[StoryChange] = ()
        self._sorted: tuple[Column, bool] = (Column.IS, False)

    def show_changes(self, stories: Sequence[StoryChange]) -> None:
        """Show these in the order that was asked for last."""
        self._given = stories
        self._arrange()

    def sort_by(self, column: Column, *, descending: bool) -> None:
        """Sort; what is not known comes last either way."""
        self._sorted = (column, descending)
        self._arrange()

    def number_at(self, row: int) -> int | None:
        """The story in a row."""
        return self._rows[row].number if 0 <= row < len(self._rows) else None

    def _arrange(self) -> None:
        column, descending = self._sorted
        key = _KEYS[column]
        known = [story for story in self._given if key(story) is not None]
        self.beginResetModel()
        self._rows = [
            *sorted(known, key=key, reverse=descending),
            *(story for story in self._given if key(story) is None),
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        story = self._rows[index.row()]
        if role == _DISPLAY:
            return _cell(story, Column(index.column()))
        if role == CHIP:
            return _fate(story)
        return story.number if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        told = (_DISPLAY, int(Qt.ItemDataRole.ToolTipRole))
        if orientation == Qt.Orientation.Horizontal and role in told:
            return column_words(Column(section))
        return None


def _fate(story: StoryChange) -> tuple[str, Role] | None:
    """What became of it, where that is more than another place."""
    if story.enters:
        return _("Came in"), Role.OK
    if story.leaves:
        return _("Fell out"), Role.SPARK
    if story.before is None:
        return in_context("ranking", "New"), Role.TEXT
    return (_("Not ranked"), Role.TEXT) if story.after is None else None


def _cell(story: StoryChange, column: Column) -> str:
    before, after = story.before, story.after
    if column is Column.STORY:
        return titled(story.title, story.number)
    if column is Column.MOVED:
        return _moved(story.up)
    if column is Column.BEST:
        fate = _fate(story)
        return fate[0] if fate else ""
    if column in (Column.IS, Column.WAS):
        place = after if column is Column.IS else before
        return str(place.rank) if place else _NOTHING
    told = _TOLD[column]
    then, now = (told(place) if place else _NOTHING for place in (before, after))
    return now if then == now else _("{then} → {now}").format(then=then, now=now)


def _moved(up: int | None) -> str:
    if up is None:
        return _NOTHING
    if not up:
        return "="
    return f"▲ {up}" if up > 0 else f"▼ {-up}"


_TOLD: dict[Column, Callable[[Place], str]] = {
    Column.ESTIMATE: lambda place: numeral(place.score, ".2f"),
    Column.CHANCE: lambda place: chance_words(place.p_top),
    Column.READ: lambda place: str(place.n),
}
