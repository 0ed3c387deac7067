"""What was found, as table rows that can be sorted, filtered and corrected before anything is stored."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from learningstories.i18n import _
from learningstories.ui.candidate import Candidate
from learningstories.ui.widgets.cells import CHIP

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CHECK, STORY, AUTHOR, FROM, WORDS, DEADLINE, LOOK_AT = range(7)
UNSORTED = -1
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_FIELDS = {STORY: "title", AUTHOR: "author"}
_DIGITS = re.compile(r"(\d+)")


class Show(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    LOOK_AT = "look_at"
    ALIKE = "alike"
    NOT_READ = "not_read"
    LEFT_OUT = "left_out"


_BELONGS: Mapping[Show, Callable[[Candidate], bool]] = {
    Show.ALL: lambda _candidate: True,
    Show.LOOK_AT: lambda candidate: candidate.is_to_look_at() and not candidate.is_known(),
    Show.ALIKE: lambda candidate: candidate.likeness is not None,
    Show.NOT_READ: lambda candidate: candidate.draft is None,
    Show.LEFT_OUT: lambda candidate: not candidate.wanted,
}


class AddModel(QAbstractTableModel):
    """`candidates` are all, in the order in which they were found; rows are those shown, as sorted.

    `altered` is emitted after whatever changes what Add would store, `corrected` after what may make a
    row more or less like another story.
    """

    altered = Signal()
    corrected = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.candidates: list[Candidate] = []
        self._rows: list[Candidate] = []
        self._show = Show.ALL
        self._sorting: tuple[int, bool] = (UNSORTED, False)
        self._titles = ("", _("Story"), _("Author"), _("From"), _("Words"), _("Deadline"), _("To look at"))

    # --- which rows there are --------------------------------------------------------------------

    def append(self, candidates: Sequence[Candidate]) -> None:
        """Show more."""
        if not candidates:
            return
        self.candidates.extend(candidates)
        if self._is_plain():
            first = len(self._rows)
            self.beginInsertRows(ROOT, first, first + len(candidates) - 1)
            self._rows.extend(candidates)
            self.endInsertRows()
        else:
            self._arrange()
        self.altered.emit()

    def remove(self, gone: Iterable[Candidate]) -> None:
        """Take some out of the list."""
        out = {id(candidate) for candidate in gone}
        self.candidates = [candidate for candidate in self.candidates if id(candidate) not in out]
        self._arrange()
        self.altered.emit()

    def exchange(self, old: Candidate, new: Sequence[Candidate]) -> None:
        """Show others in the place of one."""
        self.replace_rows([old], new)

    def replace_rows(self, old: Sequence[Candidate], new: Sequence[Candidate]) -> None:
        """Show others in the place of the first of some, such as those of one form."""
        out = {id(candidate) for candidate in old}
        place = next((i for i, each in enumerate(self.candidates) if id(each) in out), len(self.candidates))
        before = self.candidates[:place]
        after = [candidate for candidate in self.candidates[place:] if id(candidate) not in out]
        self.candidates = [*before, *new, *after]
        self._arrange()
        self.altered.emit()

    def show_only(self, show: Show) -> None:
        """Filter the rows."""
        if show is not self._show:
            self._show = show
            self._arrange()

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort the rows; `UNSORTED` is the order in which they were found."""
        self._sorting = (column, descending)
        self._arrange()

    def count(self, show: Show) -> int:
        """How many rows a filter would show."""
        return sum(map(_BELONGS[show], self.candidates))

    def at(self, row: int) -> Candidate | None:
        """What a row shows."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, candidate: Candidate | None) -> int:
        """Where something is shown; -1 if it is not."""
        return next((row for row, each in enumerate(self._rows) if each is candidate), -1)

    def _is_plain(self) -> bool:
        return self._show is Show.ALL and self._sorting[0] == UNSORTED

    def _arrange(self) -> None:
        column, descending = self._sorting
        self.beginResetModel()
        self._rows = [candidate for candidate in self.candidates if _BELONGS[self._show](candidate)]
        if column != UNSORTED:
            self._rows.sort(key=_KEYS[column], reverse=descending)
        self.endResetModel()

    # --- what is decided -------------------------------------------------------------------------

    def want(self, wanted: Callable[[Candidate], bool], among: Sequence[Candidate] | None = None) -> None:
        """Tick those for which it holds and untick the others, among all rows that are shown or some."""
        for candidate in self._rows if among is None else among:
            candidate.want(wanted=wanted(candidate))
        self.refresh()

    def wanted(self) -> list[Candidate]:
        """The candidates that Add would store."""
        return [candidate for candidate in self.candidates if candidate.wanted]

    def stories_wanted(self) -> int:
        """How many stories these are: several texts of one are one."""
        wanted = self.wanted()
        joined = [other for other in (candidate.joins() for candidate in wanted) if other is not None]
        renewed = {number for number in joined if isinstance(number, int)}
        return len(wanted) - len(joined) + len(renewed)

    def tell(self, candidate: Candidate) -> None:
        """Something has changed."""
        row = self.row_of(candidate)
        if row >= 0:
            self.dataChanged.emit(self.index(row, CHECK), self.index(row, LOOK_AT))
        self.altered.emit()

    def refresh(self) -> None:
        """All rows may have changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, CHECK), self.index(len(self._rows) - 1, LOOK_AT))
        self.altered.emit()

    # --- what the table asks ---------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() in _FIELDS and self._rows[index.row()].draft is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        candidate = self._rows[index.row()]
        column = index.column()
        if role == _DISPLAY:
            return candidate.cells[column]
        if role == CHIP and column == DEADLINE:
            return candidate.chip()
        return _tick(candidate, role) if column == CHECK else _details(candidate, column, role)

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        field, candidate = _FIELDS.get(index.column()), self._rows[index.row()]
        words = " ".join(str(value).split())
        if role != _EDIT or field is None or candidate.draft is None or (field == "title" and not words):
            return False
        if words != getattr(candidate.draft, field):
            candidate.correct(**{field: words})
            self.tell(candidate)
            self.corrected.emit()
        return True


def _tick(candidate: Candidate, role: int) -> Any:
    if role == Qt.ItemDataRole.CheckStateRole:
        return Qt.CheckState.Checked if candidate.wanted else Qt.CheckState.Unchecked
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _("to be added") if candidate.wanted else _("left out")
    return None


def _details(candidate: Candidate, column: int, role: int) -> Any:
    if role == _EDIT and column in _FIELDS:
        return getattr(candidate.draft, _FIELDS[column], "")
    if role == Qt.ItemDataRole.ToolTipRole and column == LOOK_AT:
        return "\n".join(candidate.told())
    return None


def _in_order(words: str) -> list[tuple[int, str]]:
    """So that row 10 comes after row 9."""
    parts = _DIGITS.split(words.casefold())
    return [(len(part.lstrip("0")) if place % 2 else -1, part) for place, part in enumerate(parts)]


_KEYS: Mapping[int, Callable[[Candidate], Any]] = {
    CHECK: lambda candidate: not candidate.wanted,
    STORY: lambda candidate: candidate.cells[STORY].casefold(),
    AUTHOR: lambda candidate: candidate.cells[AUTHOR].casefold(),
    FROM: lambda candidate: _in_order(candidate.cells[FROM]),
    WORDS: lambda candidate: candidate.draft.words if candidate.draft else -1,
    DEADLINE: lambda candidate: (candidate.draft is None, candidate.found.received_at),
    LOOK_AT: lambda candidate: (not candidate.is_to_look_at(), candidate.cells[LOOK_AT].casefold()),
}
