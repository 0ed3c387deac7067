"""A walk through the pages of a challenge, with a few words beside the real things."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from learningstories.ui.shell import Shell
from learningstories.ui.tour_callout import TourCallout, TourRing
from learningstories.ui.tour_steps import tour_steps

_GAP, _EDGE = 14, 16
_SETTLED_MS = 250  # a page that was just made finds its shape in this time


class GuidedTour(QObject):
    """Going elsewhere, Escape or the cross leaves it; nothing is held back meanwhile."""

    ended = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._steps = tour_steps()
        self._at = 0
        self._target: QWidget | None = None
        self._turns_itself = False
        self.ring = TourRing(shell)
        self.callout = TourCallout(shell)
        self.callout.next.clicked.connect(lambda: self._go(self._at + 1))
        self.callout.back.clicked.connect(lambda: self._go(self._at - 1))
        self.callout.left.connect(self.end)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._place)
        shell.page_shown.connect(self._follow_page)
        shell.closed.connect(self.end)
        shell.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def begin(self) -> None:
        """Show the first step."""
        self._go(0)

    def end(self) -> None:
        """Leave; the keyboard goes to the page."""
        if not isValid(self.callout) or not self.callout.isEnabled():
            return
        self.callout.setEnabled(False)
        self._settled.stop()
        self._shell.removeEventFilter(self)
        for widget in (self.callout, self.ring):
            widget.hide()
            widget.deleteLater()
        self.ended.emit()
        self.deleteLater()

    def target(self) -> QWidget | None:
        """What is pointed at."""
        return self._target

    def _go(self, place: int) -> None:
        if place >= len(self._steps):
            self.end()
            return
        self._at = max(place, 0)
        step = self._steps[self._at]
        self._turns_itself = True
        page = self._shell.go(step.page)
        self._turns_itself = False
        found = step.target(self._shell, page)
        self._target = found if isinstance(found, QWidget) else None
        self.callout.show_step(step, self._at + 1, len(self._steps))
        self._place()
        self._settled.start()

    def _place(self) -> None:
        """Beside what is pointed at, where there is most room; in the middle, where there is nothing."""
        room = self._shell.rect()
        seen = self._seen()
        self.ring.surround(seen)
        self.callout.fit(room.width() - 2 * _EDGE)
        size = self.callout.size()
        if seen is None:
            self.callout.move(room.center() - QPoint(size.width() // 2, size.height() // 2))
        else:
            self.callout.move(_beside(seen, QRect(QPoint(), size), room))
        self.callout.raise_()

    def _seen(self) -> QRect | None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            return None
        place = QRect(target.mapTo(self._shell, QPoint()), target.size()) & self._shell.rect()
        return place if place.isValid() else None

    def _follow_page(self, _name: str) -> None:
        if not self._turns_itself:
            self.end()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A sheet or the command box that is opened is something else to do."""
        if not isValid(self.callout) or new is None or new.window() is not self._shell:
            return
        shell = self._shell
        around = [part for part in (self.callout, shell.centralWidget(), shell.menuBar()) if part is not None]
        if new is not shell and not any(part is new or part.isAncestorOf(new) for part in around):
            self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._shell:
            self._settled.start()
        return super().eventFilter(watched, event)


def _beside(target: QRect, size: QRect, room: QRect) -> QPoint:
    """Below, above, or at a side of the target, wherever it fits; else in the target's lower part."""
    inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    middle = target.center() - size.center()
    spots = (
        QPoint(middle.x(), target.bottom() + _GAP),
        QPoint(middle.x(), target.top() - _GAP - size.height()),
        QPoint(target.right() + _GAP, middle.y()),
        QPoint(target.left() - _GAP - size.width(), middle.y()),
    )
    for spot in spots:
        held = QRect(_held(spot, size, inner), size.size())
        if not held.intersects(target):
            return held.topLeft()
    return _held(QPoint(middle.x(), target.bottom() - _GAP - size.height()), size, inner)


def _held(spot: QPoint, size: QRect, inner: QRect) -> QPoint:
    return QPoint(
        max(inner.left(), min(spot.x(), inner.right() - size.width())),
        max(inner.top(), min(spot.y(), inner.bottom() - size.height())),
    )
