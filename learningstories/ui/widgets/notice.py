"""Says in a sentence what happened, with at most one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QSizePolicy, QWidget

from learningstories.i18n import _
from learningstories.ui.accessibility import alert
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import CARD_RADIUS, ICON, Role, soft
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.painting import mirrored, paint_box

_ICONS = {Role.BAD: "triangle-alert", Role.OK: "circle-check", Role.SPARK: "circle-alert"}
_LEFT = 42


class Notice(QWidget):
    """A banner. `role` is ok, bad, spark or accent; `done` comes when it was closed or acted upon."""

    done = Signal()
    accessible_role = "AlertMessage"

    def __init__(
        self,
        sentence: str,
        role: Role = Role.ACCENT,
        button: str = "",
        action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._action = action
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addSpacing(_LEFT - 10 + icon_size() - ICON)  # a margin would not change sides with the language
        self.sentence = Label(sentence, wrap=True)
        row.addWidget(self.sentence, 1)
        if button:
            self.button = Button(button, Kind.PLAIN, small=True)
            self.button.clicked.connect(self._act)
            row.addWidget(self.button)
        self.close_button = icon_button("x", _("Close this message"), small=True)
        self.close_button.clicked.connect(self.done)
        row.addWidget(self.close_button)

    def _act(self) -> None:
        if self._action is not None:
            self._action()
        self.done.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        alert(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        ground = shades[soft(self._role)]
        paint_box(painter, self.rect(), CARD_RADIUS, ground, mix(ground, shades[self._role], 0.35))
        icon = icon_size()
        place = QRect(16, (self.height() - icon) // 2, icon, icon)
        name = _ICONS.get(self._role, "info")
        place = mirrored(self.layoutDirection(), self.rect(), place)
        paint_icon(painter, name, place, shades[self._role])


def forget_same(layout: QLayout, sentence: str) -> None:
    """Take notices with this sentence out of a layout, so that what is told again stands there once."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    notices = [item.widget() for item in items if item is not None]
    for notice in notices:
        if isinstance(notice, Notice) and notice.sentence.text() == sentence:
            notice.done.emit()


class Toasts(QObject):
    """Shows one notice at the foot of `host`, over what is there, and takes it away after a while.

    It waits for as long as the pointer or the keyboard is on it.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._left = 0
        self.notice: Notice | None = None
        host.installEventFilter(self)

    def show(
        self,
        sentence: str,
        role: Role = Role.OK,
        button: str = "",
        action: Callable[[], object] | None = None,
        seconds: int = 10,
    ) -> Notice:
        """Show a notice in place of the one before; `seconds` 0 keeps it until it is closed."""
        self.clear()
        self.notice = Notice(sentence, role, button, action, self._host)
        self.notice.done.connect(self.clear)
        self._place()
        self.notice.show()
        self.notice.raise_()
        self._left = seconds
        if seconds:
            self._timer.start(1000)
        return self.notice

    def stay_on_top(self) -> None:
        """What is shown in the host from now on would lie over the notice."""
        if self.notice is not None:
            self.notice.raise_()

    def clear(self) -> None:
        """Take the notice away."""
        self._timer.stop()
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None

    def _tick(self) -> None:
        notice, focused = self.notice, QApplication.focusWidget()
        held = notice is not None and (
            notice.underMouse() or (focused is not None and notice.isAncestorOf(focused))
        )
        if held:
            return
        self._left -= 1
        if self._left <= 0:
            self.clear()

    def _place(self) -> None:
        if self.notice is None:
            return
        room = self._host.rect()
        width = min(560, room.width() - 48)
        height = max(48, self.notice.heightForWidth(width))
        size = QSize(width, height)
        left, top = (room.width() - size.width()) // 2, room.height() - size.height() - 24
        self.notice.setGeometry(left, top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
