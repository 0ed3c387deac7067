"""Rows of stories with a reason and a button, made one at a time, so that many do not hold up the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.ui.fonts import tabular
from learningstories.ui.measures import scaled
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import PADDING, Divider
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text

_RANK_WIDTH = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A story, why it is where it is, and what its button does (`deed`), if that is `offered`."""

    number: int
    rank: str
    title: str
    why: str
    deed: str
    offered: bool


class ReasonRows(QWidget):
    """Shows reasons below each other; `wanted` tells the story whose button was pressed.

    Rows that are there already take the new words at once; further ones come in turns of their own.
    `then` is where Tab goes on from the last.
    """

    wanted = Signal(int)

    def __init__(self, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._icon = words, icon
        self._reasons: Sequence[Reason] = ()
        self._rows: list[_Row] = []
        self.then: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._add)

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """Show these, in this order."""
        self._reasons = reasons
        for row in self._rows[len(reasons) :]:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        del self._rows[len(reasons) :]
        for row, reason in zip(self._rows, reasons, strict=False):
            row.show_reason(reason)
        self.setVisible(bool(reasons))
        self._go_on()

    def _go_on(self) -> None:
        if len(self._rows) < len(self._reasons):
            self._next.start(0)

    def _add(self) -> None:
        if len(self._rows) >= len(self._reasons):
            return
        row = _Row(self._words, self._icon, self._reasons[len(self._rows)])
        row.button.clicked.connect(lambda: self.wanted.emit(row.reason.number))
        self._rows.append(row)
        self._column.addWidget(row)
        if self.then is not None:
            QWidget.setTabOrder(row.button, self.then)
        self._go_on()


class _Row(QWidget):
    def __init__(self, words: str, icon: str, reason: Reason) -> None:
        super().__init__()
        self.reason = reason
        self.rank = Label(role=Role.MUTED)
        self.rank.setFont(tabular(self.rank.font()))
        self.rank.setFixedWidth(scaled(_RANK_WIDTH))
        self.rank.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.title = ElidedLabel("", Text.STRONG, lines=3)
        self.why = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.button = Button(words, icon=icon, small=True)
        self._arrange()
        self._tell(reason)

    def _arrange(self) -> None:
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(self.title)
        told.addWidget(self.why)
        row = QHBoxLayout()
        row.setContentsMargins(PADDING - 4, 9, PADDING - 4, 9)
        row.setSpacing(10)
        row.addWidget(self.rank)
        row.addLayout(told, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Divider())

    def show_reason(self, reason: Reason) -> None:
        """Take other words, where they are others."""
        if reason != self.reason:
            self._tell(reason)

    def _tell(self, reason: Reason) -> None:
        self.reason = reason
        self.setAccessibleName(reason.title)
        for label, words in ((self.rank, reason.rank), (self.why, reason.why)):
            if label.text() != words:
                label.setText(words)
        if self.title.text() != reason.title:
            self.title.setText(reason.title)
        self.button.set_name(reason.deed)
        self.button.setVisible(reason.offered)
