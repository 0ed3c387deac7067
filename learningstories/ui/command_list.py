"""The lines of the command box: an icon, words whose matching letters are bold, and what they are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from learningstories.i18n import _
from learningstories.ui.command import Command
from learningstories.ui.fonts import tabular, ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import ICON, SMALL_PX, TEXT_PX, Role
from learningstories.ui.widgets.painting import draw_line, mirrored

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = 39
COMMAND = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SAID = int(Qt.ItemDataRole.AccessibleTextRole)
_PADDING, _SPACE, _LEAST_ASIDE = 18, 12, 60


class CommandModel(QAbstractListModel):
    """The lines that are offered now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self.commands = list(commands)
        self.endResetModel()

    def replace(self, row: int, command: Command) -> None:
        """Say more in one line."""
        self.commands[row] = command
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not 0 <= index.row() < len(self.commands):
            return None
        command = self.commands[index.row()]
        return {_DISPLAY: command.words, _SAID: command.said(), COMMAND: command}.get(role)


class CommandDelegate(QAbstractItemDelegate):
    """Draws a line; what cannot be done now is muted and says why."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = index.data(COMMAND)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        shades = colors()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, shades[Role.ACCENT_SOFT])
        inside = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        ink = shades[Role.MUTED if command.bar else Role.TEXT]
        size = scaled(ICON)
        place = QRect(inside.x(), inside.y() + (inside.height() - size) // 2, size, size)
        paint_icon(painter, command.icon, mirrored(direction, inside, place), ink)
        inside = mirrored(direction, inside, inside.adjusted(size + _SPACE, 0, 0, 0))
        inside = _at_end(painter, inside, command.note, shades[Role.MUTED], direction)
        _words(painter, inside, command, ink, direction)
        painter.restore()


def _at_end(painter: QPainter, inside: QRect, note: str, ink: QColor, direction: Qt.LayoutDirection) -> QRect:
    """The kind or the keys at the end of the line; returns the room that is left."""
    if not note:
        return inside
    painter.setFont(tabular(ui_font(SMALL_PX)))
    painter.setPen(ink)
    wide = min(painter.fontMetrics().horizontalAdvance(note) + 2, inside.width() // 2)
    place = QRect(inside.right() - wide + 1, inside.y(), wide, inside.height())
    draw_line(painter, mirrored(direction, inside, place), note, direction, at_end=True)
    return mirrored(direction, inside, inside.adjusted(0, 0, -wide - _SPACE, 0))


def _words(
    painter: QPainter, inside: QRect, command: Command, ink: QColor, direction: Qt.LayoutDirection
) -> None:
    aside = command.bar or command.aside
    line = _laid_out(command, inside.width() - (_LEAST_ASIDE if aside else 0))
    wide = round(line.boundingRect().width()) + 1
    place = mirrored(direction, inside, QRect(inside.x(), inside.y(), wide, inside.height()))
    painter.setPen(ink)
    line.draw(painter, QPointF(place.x(), place.y() + (place.height() - line.boundingRect().height()) / 2))
    if not aside:
        return
    painter.setFont(ui_font(SMALL_PX))
    painter.setPen(colors()[Role.MUTED])
    room = mirrored(direction, inside, inside.adjusted(wide + _SPACE, 0, 0, 0))
    shown = painter.fontMetrics().elidedText(aside, Qt.TextElideMode.ElideRight, room.width())
    draw_line(painter, room, shown, direction)


def _laid_out(command: Command, width: int) -> QTextLayout:
    """The words in one line, as wide as they are; cut where there is less room."""
    strong = ui_font(TEXT_PX, 700)
    shown = QFontMetrics(strong).elidedText(command.words, Qt.TextElideMode.ElideRight, max(width, 0))
    layout = QTextLayout(shown, ui_font(TEXT_PX))
    way = QTextOption()
    way.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    way.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(way)
    layout.setFormats([_bold(shown, begin, end) for begin, end in command.spans if begin < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(line.naturalTextWidth())
    layout.endLayout()
    return layout


def _bold(words: str, begin: int, end: int) -> QTextLayout.FormatRange:
    """Qt counts letters by halves of 32 bits."""
    made = QTextLayout.FormatRange()
    made.start = _halves(words[:begin])
    made.length = _halves(words[begin:end])
    form = QTextCharFormat()
    form.setFontWeight(700)
    made.format = form
    return made


def _halves(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


class CommandView(QListView):
    """The keyboard stays in the field above; the pointer chooses where it moves and runs where it presses."""

    pressed_row = Signal(int)

    def __init__(self, model: CommandModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CommandDelegate(self))
        self.setAccessibleName(_("What was found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def row(self) -> int:
        """The line that is chosen; -1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a line, the nearest there is."""
        last = self.model().rowCount() - 1
        self.setCurrentIndex(self.model().index(max(0, min(row, last)), 0))

    def rows_seen(self) -> int:
        """How many lines there is room for."""
        return max(1, self.viewport().height() // scaled(ROW))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_row.emit(index.row())
