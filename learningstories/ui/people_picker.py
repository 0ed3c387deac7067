"""Reviewers to tick, each with a line of what matters here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _, in_context
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ROW_KEY, SECOND_LINE, ColumnLook, Look
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TICK, NAME, TOLD, STATE = range(4)
_LOOKS = (
    ColumnLook(look=Look.CHECK, width=40, least=40),
    ColumnLook(look=Look.TITLE, width=160, stretch=True, least=120),
    ColumnLook(look=Look.MUTED, width=178, stretch=True, least=170, whole=True),
    ColumnLook(look=Look.CHIP, width=196, least=116),
)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickRow:
    """One reviewer; who `may` not be ticked says why in `chip`."""

    email: str
    name: str
    told: str
    chip: tuple[str, Role] | None = None
    may: bool = True


class PickModel(QAbstractTableModel):
    """`altered` comes when other rows are ticked."""

    altered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[PickRow] = ()
        self._ticked: set[str] = set()
        self._titles = ("", _("Reviewer"), _("Stories"), _("Pack"))

    def show_rows(self, rows: Sequence[PickRow], ticked: Collection[str]) -> None:
        """Show these, some of them ticked, by address."""
        self.beginResetModel()
        self.rows = rows
        self._ticked = {row.email for row in rows if row.may and row.email in ticked}
        self.endResetModel()
        self.altered.emit()

    def ticked(self) -> list[str]:
        """The addresses of those that are ticked, in their order."""
        return [row.email for row in self.rows if row.email in self._ticked]

    def tick(self, wanted: Callable[[PickRow], bool]) -> None:
        """Tick those that are wanted, and no others."""
        self._ticked = {row.email for row in self.rows if row.may and wanted(row)}
        self._tell()

    def flip(self, row: int) -> None:
        """Tick a row, or no more."""
        if self.rows[row].may:
            self._ticked ^= {self.rows[row].email}
            self._tell()

    def _tell(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, len(_LOOKS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.altered.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == _DISPLAY:
            return ("", row.name, row.told, row.chip[0] if row.chip else "")[column]
        if role == SECOND_LINE:
            return row.email if column == NAME else None
        if role == CHIP:
            return row.chip if column == STATE else None
        if role == _CHECK and column == TICK and row.may:
            return Qt.CheckState.Checked if row.email in self._ticked else Qt.CheckState.Unchecked
        return row.email if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class PeoplePicker(QWidget):
    """Space ticks the chosen row; `ways` are words of buttons, each with whom it ticks."""

    def __init__(self, name: str, ways: Sequence[tuple[str, Callable[[PickRow], bool]]] = ()) -> None:
        super().__init__()
        self.model = PickModel(self)
        self.table = Table(name)
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.checked.connect(self.model.flip)
        self.ways: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, wanted in (
            (in_context("people", "All"), _everybody),
            (in_context("people", "None"), _nobody),
            *ways,
        ):
            button = Button(words, ButtonKind.PLAIN, small=True, name=_("Tick: {who}").format(who=words))
            button.clicked.connect(lambda _on=False, wanted=wanted: self.model.tick(wanted))
            self.ways.append(button)
            row.addWidget(button)
        row.addStretch(1)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(card, 1)


def _everybody(_row: PickRow) -> bool:
    return True


def _nobody(_row: PickRow) -> bool:
    return False
