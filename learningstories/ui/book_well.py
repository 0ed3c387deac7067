"""The preview: the pages in their well, how to turn them, and how far a new copy is."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.desk import Desk
from learningstories.ui.pdf_view import Fit, PdfView, pages_words
from learningstories.ui.theme import colors
from learningstories.ui.tokens import CARD_RADIUS, Role
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.meter import Meter
from learningstories.ui.widgets.painting import paint_box

WAIT_MS = 250  # a book that is quicker needs no bar
_FIT = "showcase/fit"


class BookWell(QWidget):
    """`again` is emitted when a copy is wanted after all, `cancelled` when it is not."""

    again = Signal()
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = desk.settings
        self.view = PdfView(desk.tasks, desk.toolbox)
        self.back = icon_button("chevron-left", _("Previous pages"), small=True)
        self.on = icon_button("chevron-right", _("Next pages"), small=True)
        self.pages = Label("")
        self.fit = Button("", Kind.QUIET, small=True)
        self.message = EmptyState("book-open", " ", " ", _("Make the preview"))
        self.progress = QWidget()
        self.progress_words = Label(_("Making the preview…"), Text.SMALL, Role.MUTED)
        self.meter = Meter(_("Making the preview"))
        self.cancel = Button(_("Cancel"), icon="x", small=True)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.progress.show)
        self._arrange()
        self._listen()
        self._point()
        self._show_fit()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        for widget in (self.back, self.pages, self.on):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.fit)
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.progress_words)
        row.addWidget(self.meter, 1)
        row.addWidget(self.cancel)
        self.progress.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Divider())
        column.addWidget(self.progress)
        column.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self.back.clicked.connect(self.view.previous)
        self.on.clicked.connect(self.view.next)
        self.fit.clicked.connect(self._change_fit)
        self.view.turned.connect(self._show_pages)
        self.cancel.clicked.connect(self.cancelled)
        self.message.wanted.connect(self.again)

    def begin(self) -> None:
        """A copy is being made; what was there stays on view."""
        self.meter.show_share(0.0)
        self.progress_words.setText(_("Making the preview…"))
        self._wait.start()
        if self.stack.currentWidget() is self.message:
            self.stack.setCurrentWidget(self.view)

    def show_progress(self, done: int, total: int) -> None:
        """How far the copy is; a total of 0 is unknown."""
        share = done / total if total else 0.0
        self.meter.show_share(share, _("{done} of {total}").format(done=done, total=total) if total else "")

    def end(self) -> None:
        """Nothing is being made any more."""
        self._wait.stop()
        self.progress.hide()

    def tell(self, title: str, sentence: str, *, again: bool = True) -> None:
        """Say in place of the pages why there are none, and whether they may be wanted `again`."""
        self.end()
        self.view.show_file(None)
        self.message.title.setText(title)
        self.message.button.setVisible(again)
        self.message.sentence.setText(sentence)
        self.stack.setCurrentWidget(self.message)

    def _show_pages(self) -> None:
        view = self.view
        self.pages.setText(pages_words(view.shown_pages(), view.count()))
        self.back.setEnabled(not view.at_start())
        self.on.setEnabled(not view.at_end())
        self.fit.setEnabled(view.count() > 0)

    def _change_fit(self) -> None:
        fit = Fit.PAGE if self.view.fit() is Fit.WIDTH else Fit.WIDTH
        self._settings.setValue(_FIT, fit.value)
        self._show_fit()

    def _show_fit(self) -> None:
        wide = str(self._settings.value(_FIT) or "") == Fit.WIDTH.value
        self.view.set_fit(Fit.WIDTH if wide else Fit.PAGE)
        self.fit.set_text(_("Fit page") if wide else _("Fit width"))

    def _point(self) -> None:
        """On and back point as the language runs."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.back.set_icon("chevron-right" if rtl else "chevron-left")
        self.on.set_icon("chevron-left" if rtl else "chevron-right")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._point()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colors()
        paint_box(QPainter(self), self.rect(), CARD_RADIUS, shades[Role.SIDE], shades[Role.LINE])
