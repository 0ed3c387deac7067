"""What the guided tour shows: a card with a few words, and a ring round what they are about."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.measures import widened
from learningstories.ui.theme import colors
from learningstories.ui.tokens import CARD_RADIUS, Role
from learningstories.ui.tour_steps import TourStep
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.labels import Label, Text

_WIDE = 340


class TourRing(QWidget):
    """A line round what is pointed at; it is in nobody's way."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, place: QRect | None) -> None:
        """Lie round a place of the window; None for nowhere."""
        self.setVisible(place is not None)
        if place is not None:
            self.setGeometry(place.adjusted(-5, -5, 5, 5) & self._over.rect())
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colors()[Role.SPARK], 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), CARD_RADIUS, CARD_RADIUS)


class TourCallout(QFrame):
    """Title, words, how far one is, and the ways on, back and out."""

    left = Signal()
    accessible_role = "Dialog"

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "card")
        self.title = Label("", Text.SUBTITLE, wrap=True)
        self.words = Label("", wrap=True)
        self.place = Label("", Text.SMALL, Role.MUTED)
        self.close_button = icon_button("x", _("Leave the tour"), small=True)
        self.back = Button(_("Back"), Kind.PLAIN, small=True)
        self.next = Button(_("Next"), Kind.MAIN, small=True)
        self._arrange()
        self.close_button.clicked.connect(self.left)
        QShortcut(QKeySequence("Esc"), self, self.left.emit)
        self.hide()

    def _arrange(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.place, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 14, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addLayout(foot)

    def show_step(self, step: TourStep, place: int, of: int) -> None:
        """Say what a step says, and have the keyboard at the way on."""
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.place.setText(_("{n} of {of}").format(n=place, of=of))
        self.setAccessibleName(step.title)
        self.back.setVisible(place > 1)
        self.next.set_text(_("Next") if place < of else _("Done"))
        # Read out together with the button, which has the keyboard.
        self.next.setAccessibleDescription(f"{step.title}. {step.words}")
        self.show()
        self.next.setFocus(Qt.FocusReason.PopupFocusReason)
        if QAccessible.isActive():
            said = f"{self.place.text()}: {step.title}. {step.words}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.next, said))

    def fit(self, room: int) -> None:
        """Take as much as the words need."""
        width = min(widened(_WIDE), room)
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, as in a sheet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next.click()
        else:
            super().keyPressEvent(event)
