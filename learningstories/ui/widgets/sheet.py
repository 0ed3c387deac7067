"""A sheet laid over the window: it must be finished or left before anything else is done."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from learningstories.ui.measures import widened
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.menu_key import opened_by_menu_key

WIDE = (1200, 760)
MEDIUM = (720, 680)
NARROW = (480, 0)  # 0: as high as what is in it
_MARGIN = 24
_PADDING = 18


class Sheet(QWidget):
    """Title, subtitle, `body` and a foot with buttons, over the dimmed window of `over`.

    Escape, or pressing beside it when `easy_to_leave`, leaves it; the keyboard stays inside; Enter
    presses the main button. `finished(True)` after `accept()`, `finished(False)` after `reject()`.
    It deletes itself when it is closed. Override `may_leave` to keep it open.
    """

    finished = Signal(bool)
    accessible_role = "Dialog"
    keeps_words = True  # whether what is typed in it may outlive it: a passphrase may not
    takes_words_back = True  # whether its fields are for the same things each time it is opened

    def __init__(self, over: QWidget, title: str, subtitle: str = "", size: tuple[int, int] = MEDIUM) -> None:
        self._window = over.window()
        super().__init__(self._window)
        self._size = size
        self._main: Button | None = None
        self._before: QWidget | None = None
        self._open = False
        self.hide()
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel = QFrame(self)
        self.panel.setProperty("role", "card")
        self.panel.setAccessibleName(title)
        self._column = column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._top(title, subtitle))
        column.addWidget(Divider())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        column.addWidget(Divider())
        column.addLayout(self._foot())

    def _top(self, title: str, subtitle: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_PADDING, 14, _PADDING, 14)
        row.setSpacing(_PADDING)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Label(title, Text.SUBTITLE, wrap=True)
        self.subtitle = Label(subtitle, Text.SMALL, Role.MUTED, wrap=True)
        self.subtitle.setVisible(bool(subtitle))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        row.addLayout(words, 1)
        self.top_actions = QHBoxLayout()
        row.addLayout(self.top_actions)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_PADDING, 14, _PADDING, 14)
        row.setSpacing(10)
        self.foot_note = Label("", Text.BODY, Role.MUTED, wrap=True)
        row.addWidget(self.foot_note, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        row.addLayout(self._buttons)
        return row

    def set_subtitle(self, text: str) -> None:
        """Change the line under the title."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def add_button(self, button: Button, *, main: bool = False) -> Button:
        """Put a button at the end of the foot; Enter presses the main one."""
        self._buttons.addWidget(button)
        if main:
            self._main = button
        return button

    def open(self) -> None:
        """Show the sheet and take the keyboard."""
        self._before = QApplication.focusWidget()
        self._open = True
        self._window.installEventFilter(self)
        self._watch_focus()
        self.panel.installEventFilter(self)
        self.show()
        self._fit()
        self.raise_()
        self._take_focus()

    def _watch_focus(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._hold_focus)

    def _unwatch_focus(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._hold_focus)

    def accept(self) -> None:
        """Finish."""
        self._close(done=True)

    def reject(self) -> None:
        """Leave without finishing, if `may_leave` agrees."""
        if self.may_leave():
            self._close(done=False)

    def unstored_words(self) -> Mapping[str, str]:
        """What was typed in it, is not stored yet, and is not in its fields any more."""
        return {}

    def may_leave(self) -> bool:
        """Whether Escape may close the sheet now; a sheet at work says no."""
        return True

    def _close(self, *, done: bool) -> None:
        if not self._open:
            return
        self._open = False
        self._window.removeEventFilter(self)
        self._unwatch_focus()
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.emit(done)
        self.deleteLater()

    def _stops(self) -> list[QWidget]:
        """What Tab visits, in order."""
        stops: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inside = self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
            if wanted and inside and widget.focusProxy() is None:
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    def _take_focus(self) -> None:
        stops = self._stops()
        fields = (stop for stop in stops if not isinstance(stop, Button | QScrollArea | QTabBar))
        main = self._main if self._main in stops else None
        target = next(fields, main) or (stops[0] if stops else None)
        if target is None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            target = self
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's name and way
        stops = self._stops()
        if not stops:
            return True
        here = QApplication.focusWidget()
        at = next((i for i, stop in enumerate(stops) if stop is here), -1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _hold_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring the keyboard back when something under the sheet takes it."""
        if new is None or new is self or self.isAncestorOf(new) or new.window() is not self.window():
            return
        above = [w for w in self._window.findChildren(Sheet) if w.isVisible()]
        if above and above[-1] is self:
            self._take_focus()

    def event(self, event: QEvent) -> bool:
        """Keep keys from the menus' shortcuts while the sheet is open."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._main is not None:
            self._main.click()
        elif opened_by_menu_key(event):
            return
        elif event.matches(QKeySequence.StandardKey.HelpContents):
            event.ignore()  # the window knows which page of help belongs to the sheet

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        resized = event.type() == QEvent.Type.Resize and watched is self._window
        grown = event.type() == QEvent.Type.LayoutRequest and not self._size[1]
        if resized or grown:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(widened(self._size[0]), room.width() - 2 * _MARGIN)
        wanted = widened(self._size[1]) or self._natural_height(width)
        height = min(wanted, room.height() - 2 * _MARGIN)
        left, top = (room.width() - width) // 2, (room.height() - height) // 2
        self.panel.setGeometry(QRect(left, top, width, height))

    def _natural_height(self, width: int) -> int:
        self._column.activate()
        return max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(20, 18, 14, 90))
