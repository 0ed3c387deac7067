"""The running order as rows that can be moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from learningstories.domain.deadline import zone_of
from learningstories.domain.story import Eligibility
from learningstories.i18n import _
from learningstories.services.result_words import chance_words
from learningstories.services.shortlist_overview import Overview
from learningstories.services.shortlisting import Place
from learningstories.services.since_lock import FrozenPlace
from learningstories.ui.tokens import Role

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = int(Qt.ItemDataRole.UserRole) + 30  # a Row, for the delegate
MIME = "application/x-learningstories-place"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One story as the list shows it; `starts` is "18:30" or empty, `own_minutes` what the organiser gave."""

    number: int
    title: str
    second: str
    starts: str
    minutes: int
    own_minutes: int | None
    pinned: bool
    chips: tuple[tuple[str, Role], ...]
    why: str


class RunningOrderModel(QAbstractListModel):
    """Rows in the order of the evening; moves show at once, and are stored by whoever listens."""

    minutes_given = Signal(int, object)  # number, minutes or None for "from its words"

    def __init__(self, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self._places: list[Place] = []
        self._rows: list[Row] = []
        self._frozen: Mapping[int, FrozenPlace] = {}
        self._zone = "UTC"
        self._locked = False

    def show_overview(self, overview: Overview) -> None:
        """Show the shortlist as it stands; rows that stay where they are stay selected."""
        before = [place.story.number for place in self._places]
        self._frozen, self._zone = overview.frozen, overview.challenge.zone
        self._locked = overview.programme.lock is not None
        self._places = list(overview.programme.places)
        same = before == [place.story.number for place in self._places]
        if same:
            self._rows = self._told()
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = self._told()
        self.endResetModel()

    def locked(self) -> bool:
        """Whether nothing can be changed."""
        return self._locked

    def row_at(self, row: int) -> Row | None:
        """What a row shows."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of a story; -1 if it is not chosen."""
        return next((i for i, row in enumerate(self._rows) if row.number == number), -1)

    def move(self, row: int, to: int) -> bool:
        """Put a row at place `to` (from 0, as counted when it is gone from its own); whether it moved."""
        if self._locked or row == to or not (0 <= row < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        self.beginMoveRows(ROOT, row, row, ROOT, to + 1 if to > row else to)
        self._places.insert(to, self._places.pop(row))
        self._rows = self._told()
        self.endMoveRows()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row.own_minutes or 0
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            chips = ", ".join(words for words, _role in row.chips)
            minutes = _("{minutes} min").format(minutes=row.minutes)
            return ", ".join(part for part in (row.starts, row.title, row.second, chips, minutes) if part)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.EditRole or self._locked:
            return False
        row = self._rows[index.row()]
        given = int(value) or None
        if given != row.own_minutes:
            self.minutes_given.emit(row.number, given)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled  # between the rows, never upon one
        still = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return still if self._locked else still | flag.ItemIsDragEnabled | flag.ItemIsEditable

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, str(self._rows[indexes[0].row()].number).encode())
        return data

    def _told(self) -> list[Row]:
        rows: list[Row] = []
        first = min((p.starts_at for p in self._places if p.starts_at), default=None)
        gone, last = 0, len(self._places) - 1
        for at, place in enumerate(self._places):
            begins = first + timedelta(minutes=gone) if first else None
            starts = begins.astimezone(zone_of(self._zone)).strftime("%H:%M") if begins else ""
            gone += place.minutes
            rows.append(self._row(place, starts, opens=at == 0, closes=at == last and last > 0))
        return rows

    def _row(self, place: Place, starts: str, *, opens: bool, closes: bool) -> Row:
        story, choice = place.story, place.choice
        frozen = self._frozen.get(story.number)
        second = [story.author or _("no name"), story.theme]
        if frozen is not None:
            told = _("rank {rank}, {chance} when it was locked")
            second.append(told.format(rank=frozen.rank, chance=chance_words(frozen.p_top)))
        chips = [
            *_problems(place),
            *([(self._pinned(place), Role.SPARK)] if choice.pinned else []),
            *([(_("Opens"), Role.ACCENT)] if opens else []),
            *([(_("Closes"), Role.ACCENT)] if closes else []),
        ]
        return Row(
            number=story.number,
            title=story.title,
            second=" · ".join(part for part in second if part),
            starts=starts,
            minutes=place.minutes,
            own_minutes=choice.minutes,
            pinned=choice.pinned,
            chips=tuple(chips),
            why=choice.reason,
        )

    def _pinned(self, place: Place) -> str:
        choice = place.choice
        who = _("you") if choice.chosen_by == self._who else choice.chosen_by
        words = _("Pinned by {who}: {reason}") if choice.reason else _("Pinned by {who}")
        return words.format(who=who, reason=choice.reason)


def _problems(place: Place) -> list[tuple[str, Role]]:
    story = place.story
    if story.withdrawn:
        return [(_("Withdrawn"), Role.BAD)]
    if story.eligibility is Eligibility.NOT_ELIGIBLE:
        return [(_("Not eligible"), Role.BAD)]
    found = []
    if not story.consent_print:
        found.append((_("No consent to print"), Role.BAD))
    if not story.consent_stage:
        found.append((_("No consent for the stage"), Role.BAD))
    return found
