"""What each reviewer would have to read, as table rows."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.domain.alphabet import alphabetic
from learningstories.i18n import _, listed, numeral
from learningstories.services.distribution import Assigned
from learningstories.ui.widgets.cells import ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, BEFORE, NEW, TAKEN, AFTER, STORIES = range(6)
LOOKS = (
    ColumnLook(look=Look.TITLE, width=190, stretch=True),
    ColumnLook(look=Look.MUTED_NUMBER, width=80),
    ColumnLook(look=Look.NUMBER, width=70),
    ColumnLook(look=Look.NUMBER, width=90),
    ColumnLook(look=Look.STRONG_NUMBER, width=80),
    ColumnLook(look=Look.MUTED, width=250, stretch=True, least=120),
)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class AssignModel(QAbstractTableModel):
    """Name, how many before, how many new and taken away, how many then, and which are new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []
        changes = (_("Has"), _("New"), _("Taken away"), _("Then"))
        self._titles = (_("Reviewer"), *changes, _("New stories"))

    def show_plan(self, plan: Assigned) -> None:
        """Show who would read what, by name."""
        self.beginResetModel()
        taken = Counter(seat for story in plan.stories for seat in story.taken)
        rows: list[tuple[str, ...]] = []
        for seat, (reviewer, after) in enumerate(plan.loads):
            new, away = plan.given.get(reviewer.id, ()), taken[seat]
            most = f" / {reviewer.capacity}" if reviewer.capacity is not None else ""
            change = (f"+{len(new)}" if new else "", f"\N{MINUS SIGN}{away}" if away else "")
            numbers = listed(f"#{number}" for number in new)
            rows.append(
                (reviewer.name, numeral(after - len(new) + away), *change, f"{numeral(after)}{most}", numbers)
            )
        rows.sort(key=lambda row: alphabetic(row[NAME]))
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
