"""The backups of a challenge as table rows, the newest first, each beside what there is now."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _
from learningstories.services.backup_words import against, day_words, why_words
from learningstories.services.backups import Backup, Holding
from learningstories.services.wording import size_words
from learningstories.ui.widgets.cells import ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
LOOKS = (
    ColumnLook(look=Look.TITLE, width=220, least=190),
    ColumnLook(look=Look.NUMBER, width=96, least=80),
    ColumnLook(look=Look.NUMBER, width=104, least=80),
    ColumnLook(look=Look.TEXT, width=200, stretch=True, least=120),
    ColumnLook(look=Look.MUTED, width=210, least=100),
    ColumnLook(look=Look.MUTED_NUMBER, width=86, least=70),
)
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class BackupsModel(QAbstractTableModel):
    """When, how many stories and readings, what was done last, why it was made, how large it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []

    def show_backups(self, found: Sequence[tuple[Backup, Holding | None]], now: Holding | None) -> None:
        """Show these; of one that cannot be read, only that."""
        self.beginResetModel()
        self._rows = [_row(backup, holding, now) for backup, holding in found]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a backup."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As many as there are looks."""
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The words of a cell."""
        return self._rows[index.row()][index.column()] if index.isValid() and role == _DISPLAY else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """What the columns hold."""
        if role != _DISPLAY or way is not Qt.Orientation.Horizontal:
            return None
        return (_("Made on"), _("Stories"), _("Readings"), _("Last step"), _("Why"), _("Size"))[section]


def _row(backup: Backup, holding: Holding | None, now: Holding | None) -> tuple[str, ...]:
    when, why, size = day_words(backup.at), why_words(backup.why), size_words(backup.size)
    if holding is None:
        return when, "", "", _("cannot be read"), why, size
    stories = against(holding.stories, now.stories if now else None)
    readings = against(holding.readings, now.readings if now else None)
    return when, stories, readings, holding.label, why, size
