"""Stories whose place is not settled, as table rows."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _
from learningstories.services.result_words import chance_words
from learningstories.ui.widgets.cells import ROW_KEY, SECOND_LINE, ColumnLook, Look

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.split_thin import UnsettledStory

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOLD = (_DISPLAY, int(Qt.ItemDataRole.ToolTipRole))


class Column(IntEnum):
    """What the table shows of a story."""

    STORY = 0
    READ = 1
    CHANCE = 2
    WHY = 3


LOOKS = (
    ColumnLook(look=Look.TITLE, width=220, stretch=True, least=140),
    ColumnLook(look=Look.NUMBER, width=60, least=50),
    ColumnLook(look=Look.NUMBER, width=96, least=80),
    ColumnLook(width=440, stretch=True, least=200),
)


class SplitThinModel(QAbstractTableModel):
    """One row a story; replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[UnsettledStory] = ()
        self._top = 0

    def show_stories(self, stories: "Sequence[UnsettledStory]", top: int) -> None:
        """Show these from now on; `top` are sought."""
        self.beginResetModel()
        self._rows, self._top = stories, top
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def story_at(self, row: int) -> "UnsettledStory | None":
        """The story in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of a story; -1 if it is not shown."""
        return next((row for row, each in enumerate(self._rows) if each.story.number == number), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        found = self._rows[index.row()]
        if role == _DISPLAY:
            story = found.story
            return (story.title, str(story.n), chance_words(story.p_top), found.why)[index.column()]
        if role == SECOND_LINE:
            return found.story.author
        return found.story.number if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in _TOLD:
            return None
        chance = _("In the top {top}").format(top=self._top)
        return (_("Story"), _("Read"), chance, _("Why"))[section]
