"""What each reviewer would have to read, as table rows."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _
from learningstories.services.distribution import Assigned
from learningstories.ui.widgets.cells import ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, BEFORE, NEW, AFTER, STORIES = range(5)
LOOKS = (
    ColumnLook(look=Look.TITLE, width=190, stretch=True),
    ColumnLook(look=Look.MUTED_NUMBER, width=80),
    ColumnLook(look=Look.NUMBER, width=70),
    ColumnLook(look=Look.STRONG_NUMBER, width=80),
    ColumnLook(look=Look.MUTED, width=250, stretch=True, least=120),
)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class AssignModel(QAbstractTableModel):
    """Name, how many before, how many new, how many then, and which are new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []
        self._titles = (_("Reviewer"), _("Has"), _("New"), _("Then"), _("New stories"))

    def show_plan(self, plan: Assigned) -> None:
        """Show who would read what, by name."""
        self.beginResetModel()
        rows: list[tuple[str, ...]] = []
        for reviewer, after in sorted(plan.loads, key=lambda pair: pair[0].name.casefold()):
            new = plan.given.get(reviewer.id, ())
            most = f" / {reviewer.capacity}" if reviewer.capacity is not None else ""
            numbers = ", ".join(f"#{number}" for number in new)
            before = f"{after - len(new):,}"
            rows.append((reviewer.name, before, f"+{len(new)}" if new else "", f"{after:,}{most}", numbers))
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        return self._rows[index.row()][index.column()] if role == _DISPLAY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None
