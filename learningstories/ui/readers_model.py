"""The readers of the results as table rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _
from learningstories.services.reader_words import ENOUGH, signed
from learningstories.services.result_words import flag_words, tendency_words
from learningstories.services.wording import span_words
from learningstories.ui.results_model import RANGE
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ROW_KEY, SECOND_LINE, ColumnLook, Look

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import ReaderResult, Results

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class Column(IntEnum):
    """What the table shows of a reader."""

    NAME = 0
    READ = 1
    USUALLY = 2
    RANGE = 3
    PACE = 4
    FLAG = 5


LOOKS = (
    ColumnLook(look=Look.TITLE, width=170, stretch=True, least=130),
    ColumnLook(look=Look.NUMBER, width=56, least=50),
    ColumnLook(look=Look.MUTED, width=166, least=110),
    ColumnLook(width=190, stretch=True, least=120),
    ColumnLook(look=Look.NUMBER, width=74, least=64),
    ColumnLook(look=Look.CHIP, width=150, least=120),
)
# Where there is no room for the range.
NARROW_LOOKS = (
    ColumnLook(look=Look.TITLE, width=130, stretch=True, least=118),
    ColumnLook(look=Look.NUMBER, width=60, least=56),
    ColumnLook(look=Look.MUTED, width=138, least=110),
    *LOOKS[3:5],
    ColumnLook(look=Look.CHIP, width=104, least=90),
)
_KEYS: dict[Column, "Callable[[ReaderResult], Any]"] = {
    Column.NAME: lambda r: r.name.casefold(),
    Column.READ: lambda r: r.n,
    Column.USUALLY: lambda r: r.effect if r.n >= ENOUGH else None,
    Column.RANGE: lambda r: r.effect if r.n >= ENOUGH else None,
    Column.FLAG: lambda r: (r.set_aside is None, not r.flags),
}


def column_words(column: Column) -> str:
    """A column's name."""
    return {
        Column.NAME: _("Reader"),
        Column.READ: _("Read"),
        Column.USUALLY: _("Usually"),
        Column.RANGE: _("Against the others"),
        Column.PACE: _("Pace"),
        Column.FLAG: "",
    }[column]


def flag_chip(reader: "ReaderResult") -> tuple[str, Role] | None:
    """What is to be noticed about a reader first."""
    if reader.set_aside is not None:
        return _("Set aside"), Role.TEXT
    return (flag_words(reader.flags[0]), Role.SPARK) if reader.flags else None


class ReadersModel(QAbstractTableModel):
    """One row a reader; replaced as a whole. The paces come a moment later."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ReaderResult] = ()
        self._results: Results | None = None
        self._paces: Mapping[str, timedelta] = {}
        self._sorted: tuple[Column, bool] = (Column.NAME, False)
        self._reach = 1.0

    def show_results(self, results: "Results") -> None:
        """Show these readers in the order that was asked for last."""
        self._results = results
        known = [max(abs(r.low), abs(r.high)) for r in results.readers if r.n >= ENOUGH]
        self._reach = max([1.0, *known])
        self._arrange()

    def show_paces(self, paces: Mapping[str, timedelta]) -> None:
        """Say how long each takes, by address."""
        self._paces = paces
        self._arrange()

    def sort_by(self, column: Column, *, descending: bool) -> None:
        """Sort; what is not known comes last either way."""
        self._sorted = (column, descending)
        self._arrange()

    def has_paces(self) -> bool:
        """Whether it is known of anybody how long the answers take."""
        return bool(self._paces)

    def pace(self, email: str) -> timedelta | None:
        """How long a reader takes, if that is known."""
        return self._paces.get(email)

    def reader_at(self, row: int) -> "ReaderResult | None":
        """The reader in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, email: str) -> int:
        """The row of a reader; -1 if there is none."""
        return next((row for row, reader in enumerate(self._rows) if reader.email == email), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        reader = self._rows[index.row()]
        if role == _DISPLAY:
            return self._cell(reader, Column(index.column()))
        if role == RANGE:
            return self._along(reader)
        if role == SECOND_LINE:
            return reader.email
        if role == CHIP:
            return flag_chip(reader)
        return reader.email if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        told = (_DISPLAY, int(Qt.ItemDataRole.ToolTipRole))
        if orientation == Qt.Orientation.Horizontal and role in told:
            return column_words(Column(section))
        return None

    def _arrange(self) -> None:
        if self._results is None:
            return
        column, descending = self._sorted
        key = self._pace_key if column is Column.PACE else _KEYS[column]
        known = [r for r in self._results.readers if key(r) is not None]
        self.beginResetModel()
        self._rows = [
            *sorted(known, key=key, reverse=descending),
            *(r for r in self._results.readers if key(r) is None),
        ]
        self.endResetModel()

    def _pace_key(self, reader: "ReaderResult") -> Any:
        return self._paces.get(reader.email)

    def _along(self, reader: "ReaderResult") -> tuple[float, float, float] | None:
        """Low, estimate and high along a line whose middle is where the others are."""
        if reader.n < ENOUGH:
            return None
        low, effect, high = (
            min(max((value / self._reach + 1) / 2, 0.0), 1.0)
            for value in (reader.low, reader.effect, reader.high)
        )
        return low, effect, high

    def _cell(self, reader: "ReaderResult", column: Column) -> str:
        if column is Column.RANGE:
            span = _("{effect}, between {low} and {high}")
            told = span.format(effect=signed(reader.effect), low=signed(reader.low), high=signed(reader.high))
            return told if reader.n >= ENOUGH else "—"
        if column is Column.USUALLY and reader.set_aside is not None and not reader.n:
            return "—"
        pace, chip = self._paces.get(reader.email), flag_chip(reader)
        return {
            Column.NAME: reader.name,
            Column.READ: str(reader.n),
            Column.USUALLY: tendency_words(reader.tendency),
            Column.PACE: span_words(pace) if pace is not None else "—",
            Column.FLAG: chip[0] if chip else "",
        }[column]
