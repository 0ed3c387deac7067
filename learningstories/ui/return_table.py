"""Returns as table rows, and the stories of the one that is chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.return_rows import Fate, ReturnRow, StoryRow
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, WHO, FATE, MESSAGE = range(4)
NUMBER, TITLE, WORDS = range(3)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LOOKS = (
    ColumnLook(look=Look.TITLE, width=230, stretch=True, least=140),
    ColumnLook(look=Look.MUTED, width=150, least=90),
    ColumnLook(look=Look.CHIP, width=150, least=120),
    ColumnLook(look=Look.TEXT, width=300, stretch=True, least=140),
)
_STORY_LOOKS = (
    ColumnLook(look=Look.MUTED_NUMBER, width=58),
    ColumnLook(look=Look.TEXT, width=200, stretch=True, least=120),
    ColumnLook(look=Look.CHIP, width=390, least=200),
)
_FATES = {
    Fate.TAKEN: Role.OK,
    Fate.LOOK: Role.SPARK,
    Fate.KNOWN: Role.TEXT,
    Fate.HELD: Role.SPARK,
    Fate.REFUSED: Role.BAD,
}
_STORY_ROLES = {
    "merged": Role.OK,
    "nothing_new": Role.TEXT,
    "story_not_in_pack": Role.BAD,
    "value_out_of_scale": Role.BAD,
    "rating_damaged": Role.BAD,
}


class ReturnModel(QAbstractTableModel):
    """File, reviewer, what becomes of it as a chip and as a sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ReturnRow] = ()
        self._titles = (_("Return"), _("From"), "", _("What becomes of it"))

    def show_rows(self, rows: Sequence[ReturnRow]) -> None:
        """Show these returns."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def at(self, row: int) -> ReturnRow | None:
        """The return in a row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.rows[index.row()]
        if role == _DISPLAY:
            return (row.name, row.who, row.chip, row.message)[index.column()]
        if role == CHIP and index.column() == FATE:
            return (row.chip, _FATES[row.fate])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class StoryModel(QAbstractTableModel):
    """The stories of one return."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[StoryRow] = ()
        self._titles = ("", _("Story"), _("What becomes of the answer"))

    def show_rows(self, rows: Sequence[StoryRow]) -> None:
        """Show these stories."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_STORY_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.rows[index.row()]
        if role == _DISPLAY:
            number = f"#{row.number}" if row.number is not None else "?"
            return (number, row.title, row.words)[index.column()]
        if role == CHIP and index.column() == WORDS:
            return (row.words, _STORY_ROLES.get(row.code, Role.SPARK))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class ReturnTable(QWidget):
    """The returns above; below, the chosen one with its stories."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model, self.story_model = ReturnModel(self), StoryModel(self)
        self.table = Table(name)
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.stories = Table(_("The stories of the chosen return"))
        self.stories.setModel(self.story_model)
        self.stories.set_columns(_STORY_LOOKS)
        self.stories.set_compact(compact=True)
        self.title = Label("", Text.STRONG, wrap=True)
        self.message = Label("", wrap=True)
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self._arrange()
        self.table.row_changed.connect(self._show_row)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 3)
        self.detail = QWidget()
        self.detail.setProperty("role", "side")
        inside = QVBoxLayout(self.detail)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(8)
        inside.addWidget(self.title)
        inside.addWidget(self.message)
        inside.addWidget(self.told)
        self._card = Card(padding=0)
        self._card.body.addWidget(self.stories)
        inside.addWidget(self._card, 1)
        column.addWidget(self.detail)
        self._rows = column

    def show_rows(self, rows: Sequence[ReturnRow]) -> None:
        """Show these; the row that was chosen stays."""
        row = max(0, self.table.currentIndex().row())
        self.model.show_rows(rows)
        self.detail.setVisible(bool(rows))
        if rows:
            self.table.choose_row(min(row, len(rows) - 1))
            self._show_row(min(row, len(rows) - 1))

    def _show_row(self, row: int) -> None:
        shown = self.model.at(row)
        if shown is None:
            return
        self.title.setText(shown.name)
        self.message.setText(shown.message)
        self.told.setText(shown.told)
        self.story_model.show_rows(shown.stories)
        self._card.setVisible(bool(shown.stories))
        self._rows.setStretch(1, 3 if shown.stories else 0)  # without stories, as high as its words
