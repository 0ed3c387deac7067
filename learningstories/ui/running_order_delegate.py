"""Draws a row of the running order, and lets its minutes be changed in place."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from learningstories.i18n import _
from learningstories.services.shortlisting import MOST_MINUTES
from learningstories.ui.fonts import tabular, ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size, scaled
from learningstories.ui.running_order_model import ROW, Index
from learningstories.ui.running_order_rows import Row
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import SMALL_PX, Role
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.painting import chip_size, draw_line, mirrored, paint_chip

ROW_HEIGHT = 58
MINUTES_WIDTH = 66
_PADDING = 16
_GRIP = 12  # beside its icon
_TIME = 52
_GAP = 8
_LEAST_TITLE = 120
_LEAST_CHIP = 60


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a row lie, before they are mirrored."""

    grip: QRect
    time: QRect
    words: QRect
    minutes: QRect


def _places(whole: QRect, *, timed: bool) -> _Places:
    inside = whole.adjusted(_PADDING, 0, -_PADDING, 0)
    x, y, height = inside.x(), inside.y(), inside.height()
    time = scaled(_TIME) if timed else 0
    icon = icon_size()
    begin = x + icon + _GRIP
    left, wide = begin + time, scaled(MINUTES_WIDTH)
    minutes = QRect(inside.right() + 1 - wide, y, wide, height)
    return _Places(
        grip=QRect(x, y + (height - icon) // 2, icon, icon),
        time=QRect(begin, y, time - _GAP, height),
        words=QRect(left, y, minutes.x() - left, height),
        minutes=minutes,
    )


class RunningOrderDelegate(QStyledItemDelegate):
    """Grip, time, title over author and theme, chips, minutes."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, scaled(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        whole: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        shades, state = colors(), option.state
        places = _places(whole, timed=bool(row.starts))
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, shades[Role.ACCENT_SOFT])
        elif row.is_pause:
            painter.fillRect(whole, shades[Role.SIDE])
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(whole, mix(shades[Role.SURFACE], shades[Role.TEXT], 0.03))
        painter.fillRect(whole.x(), whole.bottom(), whole.width(), 1, shades[Role.LINE])
        movable = bool(index.flags() & Qt.ItemFlag.ItemIsDragEnabled)
        grip = mirrored(direction, whole, places.grip)
        paint_icon(painter, "grip-vertical" if movable else "lock", grip, shades[Role.MUTED])
        painter.setPen(shades[Role.MUTED])
        painter.setFont(tabular(ui_font()))
        draw_line(painter, mirrored(direction, whole, places.time), row.starts, direction)
        minutes = _("{minutes} min").format(minutes=row.minutes)
        draw_line(painter, mirrored(direction, whole, places.minutes), minutes, direction, at_end=True)
        room = self._paint_chips(painter, whole, places.words, row, direction)
        self._paint_words(painter, mirrored(direction, whole, room), row, direction)
        painter.restore()

    def _paint_chips(
        self, painter: QPainter, whole: QRect, room: QRect, row: Row, direction: Qt.LayoutDirection
    ) -> QRect:
        """Draw the chips from the end of `room`; returns what is left for the words."""
        title = QFontMetrics(ui_font(weight=600)).horizontalAdvance(row.title)
        wanted = max(_LEAST_TITLE, min(title + _GAP, room.width() * 55 // 100))
        right = room.right() - _GAP
        for words, role in row.chips:
            size = chip_size(words)
            width = min(size.width(), right - room.x() - wanted)
            if width < min(size.width(), _LEAST_CHIP):
                break
            place = QRect(right - width, room.center().y() - size.height() // 2 + 1, width, size.height())
            paint_chip(painter, mirrored(direction, whole, place), words, role, "", direction)
            right -= width + 6
        return QRect(room.x(), room.y(), right - room.x(), room.height())

    def _paint_words(self, painter: QPainter, room: QRect, row: Row, direction: Qt.LayoutDirection) -> None:
        shades = colors()
        top = room.y() + (room.height() - scaled(36 if row.second else 19)) // 2
        below = QRect(room.x(), top + scaled(19), room.width(), scaled(17))
        for words, font, role, place in (
            (row.title, ui_font(weight=600), Role.TEXT, QRect(room.x(), top, room.width(), scaled(19))),
            (row.second, ui_font(SMALL_PX), Role.MUTED, below),
        ):
            painter.setFont(font)
            painter.setPen(shades[role])
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            draw_line(painter, place, shown, direction)

    def minutes_at(self, view: QAbstractItemView, index: Index) -> QRect:
        """Where a row's minutes are, in the view."""
        whole = view.visualRect(index)
        return mirrored(view.layoutDirection(), whole, _places(whole, timed=True).minutes)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        field = number_field(0, 0, MOST_MINUTES, _(" min"))
        field.setParent(parent)
        field.setSpecialValueText(_("from its words"))
        field.setAccessibleName(_("Minutes"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            row: Row = index.data(ROW)
            editor.setValue(row.minutes)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            editor.interpretText()
            row: Row = index.data(ROW)
            if editor.value() != row.minutes:
                model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        whole: QRect = option.rect
        width = max(scaled(MINUTES_WIDTH), editor.sizeHint().width())
        top = whole.y() + scaled(ROW_HEIGHT - 38) // 2
        place = QRect(whole.right() - _PADDING - width + 12, top, width, scaled(38))
        editor.setGeometry(mirrored(option.direction, whole, place))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell everything of a row that may be cut, and why the story is in."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        row: Row = index.data(ROW)
        lines = [row.title, row.second, *(words for words, _role in row.chips)]
        if row.why and not row.pinned:
            lines.append(row.why)
        QToolTip.showText(event.globalPos(), "<br>".join(plain_tooltip(line) for line in lines if line), view)
        return True
