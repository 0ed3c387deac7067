"""The command box (Ctrl+K): everything that can be done, every story, reviewer and page by a few letters."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from learningstories.i18n import _
from learningstories.services.command_match import MOST_TYPED
from learningstories.ui.command import Command
from learningstories.ui.command_finder import CommandFinder
from learningstories.ui.command_list import ROW, CommandModel, CommandView
from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import paint_key_cap
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.search_field import IconLine

_WIDE, _TOP, _MARGIN, _ROWS, _FIELD = 640, 110, 24, 10, 52
_EDGES = 14  # the line under the field, and the room round it
_WORDS_PX = 16


class CommandBox(QWidget):
    """Lies over the window; the keyboard stays in its field. It goes away with what is chosen, or left.

    `barred` says why what was chosen cannot be done now.
    """

    barred = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget, finder: CommandFinder) -> None:
        super().__init__(window)
        self.hide()
        self._window, self._finder = window, finder
        self._before: QWidget | None = None
        self._run_first = self._moved = False
        finder.setParent(self)
        self.setAccessibleName(_("Search or run a command"))
        self.panel = QFrame(self)
        self.panel.setProperty("role", "card")
        self.field = CommandEdit()
        self.model = CommandModel(self)
        self.list = CommandView(self.model)
        self.nothing = Label(_("Nothing is called that."), role=Role.MUTED)
        self._arrange()
        self.field.textEdited.connect(self._ask)
        self.field.moved.connect(self._move)
        self.field.entered.connect(self._enter)
        self.field.escaped.connect(self.leave)
        self.list.pressed_row.connect(self._run)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        finder.found.connect(self._show)

    def _arrange(self) -> None:
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 12, 0)
        row.addWidget(self.field, 1)
        row.addWidget(KeyCap(_("Esc")))
        column.addLayout(row)
        column.addWidget(Divider())
        column.addWidget(self.list, 1)
        self.nothing.setContentsMargins(18, 12, 18, 12)
        column.addWidget(self.nothing)
        column.addSpacing(4)

    def open(self, typed: str = "") -> None:
        """Show the box and take the keyboard."""
        self._before = QApplication.focusWidget()
        self._window.installEventFilter(self)
        self._ask(typed)
        self.field.setText(typed)
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def leave(self) -> None:
        """Close it; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow_focus)
        self._window.removeEventFilter(self)
        self._finder.close()
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()
        self.deleteLater()

    # --- what is typed and found -------------------------------------------------------------------------

    def _ask(self, typed: str) -> None:
        self._run_first = self._moved = False
        self._finder.ask(typed)

    def _show(self, commands: Sequence[Command]) -> None:
        """What was chosen with the arrow keys stays chosen where only more is known now."""
        row = self.list.row()
        kept = self.model.commands[row].key if self._moved and row >= 0 else ""
        self.model.show_commands(commands)
        self.list.setVisible(bool(commands))
        self.nothing.setVisible(not commands and not self._finder.waits)
        self._fit()
        place = next((at for at, command in enumerate(commands) if command.key == kept), 0)
        if commands:
            self.list.choose(place)
        if self._run_first and not self._finder.waits:
            self._enter()

    def _tell_current(self) -> None:
        """The list has no keyboard of its own, so that what is chosen in it is told."""
        row = self.list.row()
        if row >= 0 and QAccessible.isActive():
            said = self.model.commands[row].said()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, said))

    def _move(self, key: Qt.Key) -> None:
        self._moved = True
        rows, seen = self.model.rowCount(), self.list.rows_seen()
        row = max(self.list.row(), 0)
        if rows:
            to = {
                Qt.Key.Key_Down: (row + 1) % rows,
                Qt.Key.Key_Up: (row - 1) % rows,
                Qt.Key.Key_PageDown: row + seen,
                Qt.Key.Key_PageUp: row - seen,
            }
            self.list.choose(to[key])

    def _enter(self) -> None:
        """Somebody quick means what they typed, not what is still there from before."""
        self._run_first = self._finder.waits
        if not self._run_first and self.list.row() >= 0:
            self._run(self.list.row())

    def _run(self, row: int) -> None:
        command = self.model.commands[row]
        if not command.bar:
            self._finder.note(command)
        self.leave()
        if command.bar:
            self.barred.emit(command.bar)
        else:
            command.do()

    # --- where it lies ------------------------------------------------------------------------------------

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self._window and not self.isAncestorOf(new):
            self._before = None
            self.leave()

    def _fit(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(scaled(_WIDE), room.width() - 2 * _MARGIN)
        top = min(scaled(_TOP), room.height() // 8)
        rows = min(max(self.model.rowCount(), 1), _ROWS)
        height = min(scaled(_FIELD) + rows * scaled(ROW) + _EDGES, room.height() - top - _MARGIN)
        self.panel.setGeometry(QRect((room.width() - width) // 2, top, width, height))

    def event(self, event: QEvent) -> bool:
        """Keep keys from the menus' shortcuts while the box is open."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Pressing beside the box leaves it."""
        self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(20, 18, 14, 90))


class CommandEdit(IconLine):
    """The field: it takes letters, and tells of the keys that move through what was found."""

    moved = Signal(object)  # Qt.Key
    entered = Signal()
    escaped = Signal()
    _MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Search or run a command"))
        self.setPlaceholderText(_("Search or run a command"))
        self.setProperty("role", "command")
        self.setFont(ui_font(_WORDS_PX))
        self.setMaxLength(MOST_TYPED)

    def event(self, event: QEvent) -> bool:
        """Tab moves, too: there is nothing else to go to."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.moved.emit(Qt.Key.Key_Down if key == Qt.Key.Key_Tab else Qt.Key.Key_Up)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        again = key == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in self._MOVES:
            self.moved.emit(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape or again:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class KeyCap(QWidget):
    """A key that does something here."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(scaled(32), scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_key_cap(QPainter(self), self.rect(), self._key, colors()[Role.MUTED])
