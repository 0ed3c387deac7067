"""Shows what two people made of the same, side by side; one of them chooses, and nothing is lost silently."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from learningstories.domain.errors import ChangedMeanwhile
from learningstories.i18n import _
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_area
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.read_area import for_use
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (860, 620)
_MOST_LINES, _ACROSS = 14, 50
_LEAST_HEIGHT = 84  # px


class ClashRow(NamedTuple):
    """One field that both changed, as words."""

    name: str
    mine: str
    theirs: str


class ClashSheet(Sheet):
    """`settle` is told whether mine is to be kept. Whoever just leaves it has taken theirs."""

    keeps_words = False

    def __init__(
        self, over: QWidget, who: str, rows: Sequence[ClashRow], settle: Callable[[bool], object]
    ) -> None:
        title = (
            _("{name} changed this, too").format(name=who) if who else _("Somebody else changed this, too")
        )
        told = _("Both began from the same. Nothing of yours is stored yet: look at both and choose.")
        super().__init__(over, title, told, _SIZE)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for row in rows:
            column.addWidget(Label(row.name, Text.STRONG))
            column.addLayout(_pair(row, who))
        column.addWidget(
            Label(
                _("What is not chosen stays in the history, or is copied from here."),
                role=Role.MUTED,
                wrap=True,
            )
        )
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        for_use(area)
        self.body.addWidget(area, 1)
        self.theirs = self.add_button(Button(_("Take theirs")))
        self.mine = self.add_button(Button(_("Keep mine"), Kind.MAIN), main=True)
        self.theirs.clicked.connect(self.reject)
        self.mine.clicked.connect(self.accept)
        self.finished.connect(settle)


def _pair(row: ClashRow, who: str) -> QHBoxLayout:
    pair = QHBoxLayout()
    pair.setSpacing(GAP)
    lines = max(_lines(row.mine), _lines(row.theirs))
    for label, words in ((_("Yours"), row.mine), (who or _("Theirs"), row.theirs)):
        shown = text_area(text=words, lines=lines)
        shown.setFixedHeight(max(shown.minimumHeight(), scaled(_LEAST_HEIGHT)))
        shown.setReadOnly(True)
        field = Field(label, shown)
        shown.setAccessibleName(f"{row.name}: {label}")
        pair.addWidget(field, 1)
    return pair


def _lines(words: str) -> int:
    """How many are shown of it at once; the rest is scrolled."""
    return min(_MOST_LINES, sum(1 + len(line) // _ACROSS for line in words.split("\n")))


class StoreSeen:
    """Stores fields that were changed in a sheet, and asks where somebody else changed the same meanwhile.

    `attempt` stores the fields, whatever is there where it is told to be sure; it raises `ChangedMeanwhile`.
    """

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        attempt: Callable[[Mapping[str, Any], bool], object],
        row: Callable[[str, Any, Any], ClashRow],
        who: Callable[[Mapping[str, Any]], str],
    ) -> None:
        self._desk, self._over, self._attempt, self._row, self._who = desk, over, attempt, row, who

    def store(self, label: str, tell: str, mine: Mapping[str, Any], *, sure: bool = False) -> None:
        """Store them, in the writers' queue."""

        def failed(error: Exception) -> None:
            if isinstance(error, ChangedMeanwhile):
                self._ask(error, label, tell, mine)
            else:
                self._desk.not_written(error, lambda: self.store(label, tell, mine, sure=sure))

        self._desk.tasks.write(
            label,
            lambda _c: self._attempt(mine, sure),
            lambda _done: self._desk.said.emit(tell, True),
            failed,
        )

    def _ask(self, error: ChangedMeanwhile, label: str, tell: str, mine: Mapping[str, Any]) -> None:
        theirs = error.theirs

        def settle(keeps: bool) -> None:  # noqa: FBT001 - a signal's argument
            left = {name: value for name, value in mine.items() if keeps or name not in theirs}
            if left:
                QTimer.singleShot(0, self._desk, lambda: self.store(label, tell, left, sure=True))

        def show(who: str) -> None:
            if isValid(self._over):
                rows = [self._row(name, mine[name], value) for name, value in theirs.items()]
                ClashSheet(self._over, who, rows, settle).open()

        self._desk.read(lambda _c: self._who(theirs), show)
