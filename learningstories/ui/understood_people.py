"""What was understood of a list or a table of people, before any of them is added."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.domain.reviewer import Aside
from learningstories.i18n import _, listed, plural
from learningstories.services.reviewer_lines import LineProblem, Remark, RemarkKind, UnderstoodLine
from learningstories.services.reviewing import NewReviewer
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, EMAIL, READS, ASIDE, UNDERSTOOD = range(5)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LOOKS = (
    ColumnLook(width=150, stretch=True),
    ColumnLook(look=Look.MUTED, width=200),
    ColumnLook(look=Look.MUTED, width=150, stretch=True, least=90),
    ColumnLook(look=Look.MUTED, width=130, stretch=True, least=90),
    ColumnLook(look=Look.CHIP, width=150),
)
_MOST_REMARKS = 6


class UnderstoodModel(QAbstractTableModel):
    """One row a line."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[UnderstoodLine] = ()
        self._rows: list[tuple[str, ...]] = []
        self._titles = (_("Name"), _("E-mail"), _("Reads"), _("Steps aside from"), _("Understood"))

    def show_lines(self, lines: Sequence[UnderstoodLine], numbers: dict[object, int]) -> None:
        """Show these lines; `numbers` are those of stories by their ids."""
        self.beginResetModel()
        self._lines = lines
        self._rows = [_cells(line, numbers) for line in lines]
        self.endResetModel()

    def holds(self, column: int) -> bool:
        """Whether any row has something in a column."""
        return any(row[column] for row in self._rows)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self._rows[index.row()][index.column()]
        if role == CHIP and index.column() == UNDERSTOOD:
            return line_chip(self._lines[index.row()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class UnderstoodPeople(QWidget):
    """A table of the lines, and below it what of them was not understood."""

    def __init__(self) -> None:
        super().__init__()
        self.model = UnderstoodModel()
        self.table = Table(_("What was understood"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.set_compact(compact=True)
        self.remarks = Label("", Text.SMALL, Role.SPARK, wrap=True)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self.remarks)
        self.show_lines((), {})

    def show_lines(self, lines: Sequence[UnderstoodLine], numbers: dict[object, int]) -> None:
        """Show these lines; `numbers` are those of stories by their ids."""
        self.model.show_lines(lines, numbers)
        for column in (READS, ASIDE):
            self.table.setColumnHidden(column, not self.model.holds(column))
        self.table.set_columns(_LOOKS)
        told = [
            remark_words(line.person.name, remark) for line in lines if line.person for remark in line.remarks
        ]
        more = len(told) - _MOST_REMARKS
        rest = [plural("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else []
        self.remarks.setText("\n".join([*told[:_MOST_REMARKS], *rest]))
        self.remarks.setVisible(bool(told))


def line_chip(line: UnderstoodLine) -> tuple[str, Role]:
    """What was understood of a line, as word and colour."""
    if line.person is not None and line.remarks:
        return _("New, in part"), Role.SPARK
    return {
        LineProblem.NONE: (_("New reviewer"), Role.OK),
        LineProblem.NO_ADDRESS: (_("No address in it"), Role.BAD),
        LineProblem.THERE_ALREADY: (_("There already"), Role.SPARK),
        LineProblem.TWICE: (_("Twice in the list"), Role.SPARK),
    }[line.problem]


def remark_words(name: str, remark: Remark) -> str:
    """What of a person is left out, and why."""
    told = {
        RemarkKind.LANGUAGE: _("{name}: “{text}” is no language that is known here, and is left out."),
        RemarkKind.THEME: _("{name}: “{text}” is not one of the themes, and is left out."),
        RemarkKind.CAPACITY: _("{name}: “{text}” is not a number of stories; all may be given."),
        RemarkKind.STORY: _("{name}: there is no story “{text}” to step aside from."),
    }
    return told[remark.kind].format(name=name, text=remark.text)


def aside_words(asides: Sequence[Aside], numbers: dict[object, int]) -> str:
    """What somebody steps aside from, in a line."""
    named = (
        each.author if each.story_id is None else f"#{numbers.get(each.story_id, '?')}" for each in asides
    )
    return listed(named)


def _cells(line: UnderstoodLine, numbers: dict[object, int]) -> tuple[str, ...]:
    chip = line_chip(line)[0]
    if line.person is None:
        return (line.text, "", "", "", chip)
    person = line.person
    return (person.name, person.email, _reads(person), aside_words(person.aside, numbers), chip)


def _reads(person: NewReviewer) -> str:
    parts = [listed(person.themes), listed(person.languages)]
    if person.capacity is not None:
        most = plural("at most {n} story", "at most {n} stories", person.capacity)
        parts.append(most.format(n=person.capacity))
    return in_one_line(part for part in parts if part)
