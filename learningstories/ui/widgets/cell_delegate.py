"""Draws the cells of our tables: calm rows, horizontal lines, chips and meters."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStyleOptionViewItem, QToolTip

from learningstories.ui.fonts import tabular, ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size, row_height, scaled, widened
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import HOVER, ROW_HEIGHT, SMALL_PX, TEXT_PX, Role
from learningstories.ui.widgets.cells import CHIP, METER, NUMBERS, SECOND_LINE, ColumnLook, Look
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.meter import paint_meter
from learningstories.ui.widgets.painting import chip_size, draw_line, mirrored, paint_chip, paint_ground

PADDING = 12
_WORDS = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_METER_WORDS = 48
_MOST_CUTS = 4000
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QAbstractItemDelegate):
    """Asks the model only for what the column's look needs.

    Override `paint_cell` for further looks; while it runs, `shades`, `direction` and `column` are the cell's.
    `short` says how wide columns must be whose words had to be cut, other than those that take what is left.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looks: list[ColumnLook] = []
        self.row_height = row_height(compact=False)
        self.hovered_row = -1
        self.direction = Qt.LayoutDirection.LeftToRight
        self.column = 0
        self.short: dict[int, int] = {}
        self.shades = colors()
        self._cuts: dict[tuple[Look | None, str, int], str] = {}
        plain, strong = ui_font(TEXT_PX), ui_font(TEXT_PX, 600)
        self._fonts: dict[Look, QFont] = {
            Look.TITLE: strong,
            Look.NUMBER: tabular(plain),
            Look.MUTED_NUMBER: tabular(plain),
            Look.STRONG_NUMBER: tabular(strong),
        }
        self._plain, self._small = plain, ui_font(SMALL_PX)
        self._measure()
        # The fonts of rarer scripts come after the first paint, and letters are then as wide as theirs.
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.fontDatabaseChanged.connect(self._measure)

    def _measure(self) -> None:
        self._cuts.clear()
        self._metrics = {look: QFontMetrics(font) for look, font in self._fonts.items()}
        self._plain_metrics, self._small_metrics = QFontMetrics(self._plain), QFontMetrics(self._small)

    def look(self, column: int) -> Look:
        """How a column is drawn; plain text when nobody said."""
        return self.looks[column].look if column < len(self.looks) else Look.TEXT

    def needed(self, index: Index) -> int:
        """How wide a cell must be to say its words whole."""
        look = self.look(index.column())
        chip = index.data(CHIP) if look is Look.CHIP else None
        if chip:
            return chip_size(chip[0]).width() + 2 * PADDING
        metrics = self._metrics.get(look, self._plain_metrics)
        return metrics.horizontalAdvance(str(index.data(_WORDS) or "")) + 2 * PADDING

    def _say_short(self, width: int) -> None:
        """The words of this cell want so much room."""
        column = self.column
        if column < len(self.looks) and (self.looks[column].is_whole or not self.looks[column].stretch):
            self.short[column] = max(width + 2 * PADDING, self.short.get(column, 0))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        column = index.column()
        return QSize(widened(self.looks[column].width) if column < len(self.looks) else 100, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.shades = shades = colors()
        rect: QRect = option.rect
        painter.save()
        self.direction, self.column = option.direction, index.column()
        self._paint_ground(painter, rect, selected=_is_selected(option, index), row=index.row())
        paint_ground(painter, QRect(rect.x(), rect.bottom(), rect.width(), 1), shades[Role.LINE])
        self.paint_cell(painter, rect.adjusted(PADDING, 0, -PADDING, -1), index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool, row: int) -> None:
        shades = self.shades
        if selected:
            paint_ground(painter, rect, shades[Role.ACCENT_SOFT])
        elif row == self.hovered_row:
            paint_ground(painter, rect, mix(shades[Role.SURFACE], shades[Role.TEXT], HOVER))

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw what is in the cell; `rect` lies within the paddings."""
        look = self.look(index.column())
        if look is Look.CHIP:
            self._paint_chip(painter, rect, index)
        elif look is Look.METER:
            self._paint_meter(painter, rect, index)
        elif look is Look.CHECK:
            self._paint_check(painter, rect, index)
        elif look is Look.TITLE:
            self._paint_title(painter, rect, index)
        else:
            self.paint_words(painter, rect, look, index.data(_WORDS))

    def _cut(self, look: Look | None, words: str, width: int) -> str:
        """`words` as they fit into `width`, remembered: cutting costs as much as drawing."""
        key = (look, words, width)
        shown = self._cuts.get(key)
        if shown is None:
            metrics = self._metrics.get(look, self._plain_metrics) if look else self._small_metrics
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            if len(self._cuts) >= _MOST_CUTS:
                self._cuts.clear()
            self._cuts[key] = shown
        return shown

    def paint_words(self, painter: QPainter, rect: QRect, look: Look, words: object) -> None:
        """One line of text as a column of that look has it."""
        if not words:
            return
        muted = look in (Look.MUTED, Look.MUTED_NUMBER)
        painter.setFont(self._fonts.get(look, self._plain))
        painter.setPen(self.shades[Role.MUTED if muted else Role.TEXT])
        words = str(words)
        shown = self._cut(look, words, rect.width())
        if shown != words:
            self._say_short(painter.fontMetrics().horizontalAdvance(words) + 1)
        draw_line(painter, rect, shown, self.direction, at_end=look in NUMBERS)

    def _paint_title(self, painter: QPainter, rect: QRect, index: Index) -> None:
        words = str(index.data(_WORDS) or "")
        second = index.data(SECOND_LINE) if self.row_height >= scaled(ROW_HEIGHT) else None
        if not second:
            self.paint_words(painter, rect, Look.TITLE, words)
            return
        top = QRect(rect.x(), rect.y() + scaled(5), rect.width(), scaled(18))
        self.paint_words(painter, top, Look.TITLE, words)
        painter.setFont(self._small)
        painter.setPen(self.shades[Role.MUTED])
        shown = self._cut(None, str(second), rect.width())
        below = QRect(rect.x(), rect.y() + scaled(23), rect.width(), scaled(16))
        draw_line(painter, below, shown, self.direction)

    def _paint_chip(self, painter: QPainter, rect: QRect, index: Index) -> None:
        chip = index.data(CHIP)
        if not chip:
            return
        words, role = chip
        size = chip_size(words)
        if size.width() > rect.width():
            self._say_short(size.width())
        place = QRect(
            rect.x(), rect.center().y() - size.height() // 2, min(size.width(), rect.width()), size.height()
        )
        paint_chip(painter, mirrored(self.direction, rect, place), words, role)

    def _paint_meter(self, painter: QPainter, rect: QRect, index: Index) -> None:
        share = index.data(METER)
        if share is None:
            return
        words, direction = str(index.data(_WORDS) or ""), self.direction
        wide = self._metrics[Look.NUMBER].horizontalAdvance(words) + 1
        words_width = max(scaled(_METER_WORDS), wide)
        bar = QRect(rect.x(), rect.center().y() - 2, max(rect.width() - words_width, 8), 6)
        paint_meter(painter, mirrored(direction, rect, bar), float(share), Role.ACCENT, direction)
        place = mirrored(direction, rect, rect.adjusted(rect.width() - words_width, 0, 0, 0))
        self.paint_words(painter, place, Look.MUTED_NUMBER, words)

    def _paint_check(self, painter: QPainter, rect: QRect, index: Index) -> None:
        state = index.data(_CHECK)
        if state is None:
            return
        on = Qt.CheckState(state) == Qt.CheckState.Checked
        icon = icon_size()
        place = QRect(rect.x(), rect.center().y() - icon // 2, icon, icon)
        place = mirrored(self.direction, rect, place)
        tint: QColor = self.shades[Role.ACCENT if on else Role.MUTED]
        paint_icon(painter, "square-check" if on else "square", place, tint)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show words that were cut, whole."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        words = str(index.data(_WORDS) or "")
        room: QRect = option.rect
        cut = self.needed(index) > room.width()
        QToolTip.showText(event.globalPos(), plain_tooltip(words) if cut else "", view)
        return True


def _is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    """Asked of the list: with the option's state, PySide would make 600 names while the first list waits."""
    view = option.widget
    return isinstance(view, QAbstractItemView) and view.selectionModel().isSelected(index)
