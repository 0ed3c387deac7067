"""Where the evening stands on the big screen: which slide, since when, and whether it is black or light."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from learningstories.services.presenting import (
    Evening,
    Slide,
    SlideKind,
    Standing,
    planned_start,
    standing,
)

_TICK_MS = 500
_BY_MISTAKE = timedelta(seconds=20)  # a slide that was shown no longer was a press too many
_KEY = Qt.Key
_ON = frozenset(
    (_KEY.Key_PageDown, _KEY.Key_Down, _KEY.Key_Space, _KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_N)
)
_BACK = frozenset((_KEY.Key_PageUp, _KEY.Key_Up, _KEY.Key_Backspace, _KEY.Key_P))
_BLACK = frozenset((_KEY.Key_B, _KEY.Key_Period))
_LIGHT = frozenset((_KEY.Key_L,))
_LEAVE = frozenset((_KEY.Key_Escape, _KEY.Key_Q))


class PresenterSession(QObject):
    """`changed` tells of another slide or of black, `ticked` of time that went by, `left` of the end."""

    changed = Signal()
    ticked = Signal()
    left = Signal()

    def __init__(
        self, evening: Evening, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.evening = evening
        self.black = False
        self.light = False
        self._clock = clock
        self._shown = 0
        self._since: dict[int, datetime] = {0: clock()}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ticked)
        self._timer.start(_TICK_MS)

    def slide(self) -> Slide:
        """What is on the screen."""
        return self.evening.slides[self._shown]

    def next_slide(self) -> Slide | None:
        """What comes after it; None at the end."""
        after = self._shown + 1
        return self.evening.slides[after] if after < len(self.evening.slides) else None

    def standing(self) -> Standing:
        """How the clock stands; before the first story or pause, as if it began now."""
        slides, now = self.evening.slides, self._clock()
        first = next((n for n, slide in enumerate(slides) if slide.kind is not SlideKind.OPENING), 0)
        begun = self._since.get(first, now)
        since = self._since.get(self._shown, now)
        return standing(slides, self._shown, start=planned_start(self.evening, begun), since=since, now=now)

    def now(self) -> datetime:
        """The time."""
        return self._clock()

    def show_evening(self, evening: Evening) -> None:
        """What may be shown has changed: the place in it stays."""
        self.evening = evening
        self._shown = min(self._shown, len(evening.slides) - 1)
        self.changed.emit()

    def on(self) -> None:
        """The next slide; a black screen first shows again what it hid."""
        self._go(self._shown + 1)

    def back(self) -> None:
        """The slide before; its clock runs on."""
        self._go(self._shown - 1)

    def _go(self, place: int) -> None:
        if self.black:
            self.black = False
            self.changed.emit()
            return
        if not 0 <= place < len(self.evening.slides):
            return
        now = self._clock()
        if place < self._shown and now - self._since.get(self._shown, now) < _BY_MISTAKE:
            self._since.pop(self._shown, None)
        self._shown = place
        self._since.setdefault(place, now)
        self.changed.emit()

    def switch_black(self) -> None:
        """Hide everything, or show it again."""
        self.black = not self.black
        self.changed.emit()

    def switch_light(self) -> None:
        """Dark words on light ground, for a room that cannot be made dark, or the other way round."""
        self.light = not self.light
        self.changed.emit()

    def press(self, key: int, direction: Qt.LayoutDirection) -> bool:
        """Do what a key or a clicker asks for; whether it asks for anything."""
        rtl = direction == Qt.LayoutDirection.RightToLeft
        ahead, behind = (_KEY.Key_Left, _KEY.Key_Right) if rtl else (_KEY.Key_Right, _KEY.Key_Left)
        if key in _ON or key == ahead:
            self.on()
        elif key in _BACK or key == behind:
            self.back()
        elif key in _BLACK:
            self.switch_black()
        elif key in _LIGHT:
            self.switch_light()
        elif key in _LEAVE:
            self.left.emit()
        else:
            return False
        return True

    def stop(self) -> None:
        """Time goes by unseen."""
        self._timer.stop()
