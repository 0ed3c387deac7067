"""The call's page in its well, what keeps it from being shown, and what is under way."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.desk import Desk
from learningstories.ui.pdf_view import Fit, PdfView
from learningstories.ui.theme import colors
from learningstories.ui.tokens import CARD_RADIUS, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.painting import paint_box

WAIT_MS = 250  # what is quicker needs no word about it


class CallWell(QWidget):
    """`wanted` is emitted when the button beside a message is pressed, `cancelled` when what runs is not
    wanted.
    """

    wanted = Signal()
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView(desk.tasks, desk.toolbox)
        self.message = EmptyState("file-text", " ", " ", " ")
        self.words = Label("", Text.SMALL, Role.MUTED)
        self.cancel = Button(_("Stop"), icon="x", small=True)
        self.fit = Button(_("Fit width"), Kind.QUIET, small=True)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._show_work)
        self._arrange()
        self.cancel.clicked.connect(self.cancelled)
        self.message.wanted.connect(self.wanted)
        self.fit.clicked.connect(self._change_fit)
        self.end()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.words, 1)
        bar.addWidget(self.cancel)
        bar.addWidget(self.fit)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Divider())
        column.addWidget(self.stack, 1)

    def begin(self, words: str) -> None:
        """Something is being made; what was there stays on view."""
        self.words.setText(words)
        self.words.hide()
        self._wait.start()

    def end(self) -> None:
        """Nothing is being made any more."""
        self._wait.stop()
        self.words.setText("")
        self.cancel.hide()

    def show_page(self, pdf: Path, shape: float) -> None:
        """Show the page; `shape` is height by width."""
        self.view.show_file(pdf, 1, shape)
        self.stack.setCurrentWidget(self.view)
        self.fit.setEnabled(True)

    def tell(self, title: str, sentence: str, button: str) -> None:
        """Say in place of the page why there is none, and offer to do something about it."""
        self.view.show_file(None)
        self.message.title.setText(title)
        self.message.sentence.setText(sentence)
        self.message.button.set_text(button)
        self.stack.setCurrentWidget(self.message)
        self.fit.setEnabled(False)

    def _show_work(self) -> None:
        self.words.show()
        self.cancel.show()

    def _change_fit(self) -> None:
        wide = self.view.fit() is Fit.PAGE
        self.view.set_fit(Fit.WIDTH if wide else Fit.PAGE)
        self.fit.set_text(_("Fit page") if wide else _("Fit width"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colors()
        paint_box(QPainter(self), self.rect(), CARD_RADIUS, shades[Role.SIDE], shades[Role.LINE])
