"""What was understood of a mail with ratings, line by line, before any of it is taken in."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.hand_form import HandForm
from learningstories.services.mailed_ratings import LineFault, MailLine
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LOOKS = (
    ColumnLook(look=Look.MUTED, width=200, stretch=True),
    ColumnLook(width=170),
    ColumnLook(width=130),
    ColumnLook(width=190, stretch=True),
    ColumnLook(look=Look.CHIP, width=150),
)


class MailedLinesModel(QAbstractTableModel):
    """One row a line, or a story of it where a line tells of several."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[MailLine] = ()
        self._titles: Mapping[int, str] = {}
        self._form = HandForm(scale=())
        self._heads = (_("Line"), _("Story"), _("Value"), _("Action, or why"), _("Understood"))

    def show_lines(self, lines: Sequence[MailLine], titles: Mapping[int, str], form: HandForm) -> None:
        """Show these lines; `titles` are those of the stories that this reviewer was given."""
        self.beginResetModel()
        self._lines, self._titles, self._form = lines, titles, form
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        line = self._lines[index.row()]
        chip = fault_chip(line.fault)
        if role == CHIP and index.column() == len(_LOOKS) - 1:
            return chip
        if role != _DISPLAY:
            return None
        return (line.text, self._story(line), self._value(line), self._action(line), chip[0])[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._heads[section]
        return None

    def _story(self, line: MailLine) -> str:
        if line.number is None or line.fault is LineFault.NO_RATING:
            return ""
        return f"#{line.number} {self._titles.get(line.number, '')}".strip()

    def _value(self, line: MailLine) -> str:
        if line.aside:
            return _("Steps aside")
        if line.value is None:
            return ""
        further = ", ".join(str(point) if point else "-" for point in line.criteria)
        told = f"{line.value} · {self._form.scale[line.value - 1]}"
        return f"{told} ({further})" if further else told

    def _action(self, line: MailLine) -> str:
        return line.action if line.is_answer else ""


class MailedLines(QWidget):
    """A table of the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.model = MailedLinesModel()
        self.table = Table(_("What was understood"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.set_compact(compact=True)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)


def fault_chip(fault: LineFault) -> tuple[str, Role]:
    """What was understood of a line, as word and colour."""
    return {
        LineFault.NONE: (_("Rating"), Role.OK),
        LineFault.NO_RATING: (_("No rating in it"), Role.MUTED),
        LineFault.NO_VALUE: (_("No value found"), Role.BAD),
        LineFault.OFF_SCALE: (_("Not on the scale"), Role.BAD),
        LineFault.CRITERION: (_("Points unclear"), Role.BAD),
        LineFault.NOT_THEIRS: (_("Not in their packs"), Role.BAD),
        LineFault.SAID_AGAIN: (_("Said again below"), Role.SPARK),
    }[fault]
