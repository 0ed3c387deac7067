"""What was understood of a pasted list of people, before any of them is added."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.reviewer_lines import LineProblem, UnderstoodLine
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LOOKS = (
    ColumnLook(width=170, stretch=True),
    ColumnLook(look=Look.MUTED, width=210),
    ColumnLook(look=Look.CHIP, width=160),
)


class UnderstoodModel(QAbstractTableModel):
    """One row a line."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[UnderstoodLine] = ()
        self._titles = (_("Name"), _("E-mail"), _("Understood"))

    def show_lines(self, lines: Sequence[UnderstoodLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        line = self._lines[index.row()]
        chip = problem_chip(line.problem)
        if role == CHIP and index.column() == len(_LOOKS) - 1:
            return chip
        if role != _DISPLAY:
            return None
        name, email = (line.person.name, line.person.email) if line.person else (line.text, "")
        return (name, email, chip[0])[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class UnderstoodPeople(QWidget):
    """A table of the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.model = UnderstoodModel()
        self.table = Table(_("What was understood"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.set_compact(compact=True)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_lines(self, lines: Sequence[UnderstoodLine]) -> None:
        """Show these lines."""
        self.model.show_lines(lines)


def problem_chip(problem: LineProblem) -> tuple[str, Role]:
    """What was understood of a line, as word and colour."""
    return {
        LineProblem.NONE: (_("New reviewer"), Role.OK),
        LineProblem.NO_ADDRESS: (_("No address in it"), Role.BAD),
        LineProblem.THERE_ALREADY: (_("There already"), Role.SPARK),
        LineProblem.TWICE: (_("Twice in the list"), Role.SPARK),
    }[problem]
