"""The side of the window: which challenge it is, where one can go, and that all is saved."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.fonts import tabular, ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size, scaled, widened
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, SIDEBAR_WIDTH, SMALL_PX, TEXT_PX, Role
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.enter_key import pressed_by_enter
from learningstories.ui.widgets.labels import ElidedLabel, Text, plain_tooltip
from learningstories.ui.widgets.painting import (
    draw_line,
    mirrored,
    paint_box,
    paint_focus_ring,
    paint_ground,
    touched,
)

_ITEM_HEIGHT = 34
_FOOT_ICON = 14
OPEN_AFTER_MS = 700


class NavEntry(NamedTuple):  # a dataclass takes too long to make before the first paint
    """One page that the sidebar leads to."""

    name: str
    words: str
    icon: str


class NavItem(QAbstractButton):
    """Icon, word and count; the open page has a white ground.

    With `takes`, what carries data of that kind can be dropped on it.
    """

    dropped = Signal(object)  # QMimeData

    def __init__(self, entry: NavEntry, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._count = ""
        self.takes = ""
        self._is_over = False
        self.setAcceptDrops(True)
        self._open_soon = QTimer(self, singleShot=True, interval=OPEN_AFTER_MS)
        self._open_soon.timeout.connect(self.click)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(entry.words)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tooltip(f"{entry.words} ({native})"))

    def count(self) -> str:
        """The count shown; "" for none."""
        return self._count

    def set_count(self, count: str) -> None:
        """Show a count such as "48" or "31/48"; "" for none."""
        self._count = count
        self.setAccessibleName(f"{self.entry.words} {count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(widened(SIDEBAR_WIDTH) - 20, scaled(_ITEM_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Held here for a moment, it opens the page, where it may be dropped, too."""
        if self.takes and event.mimeData().hasFormat(self.takes):
            self._open_soon.start()
            self._show_over(over=True)
            event.acceptProposedAction()
        else:
            event.ignore()  # files are the window's

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._open_soon.stop()
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let go here."""
        self._open_soon.stop()
        self._show_over(over=False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _show_over(self, *, over: bool) -> None:
        self._is_over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        on, whole, direction = self.isChecked(), self.rect(), self.layoutDirection()
        if self._is_over:
            paint_box(painter, whole, BUTTON_RADIUS, shades[Role.ACCENT_SOFT], shades[Role.ACCENT])
        elif on:
            paint_box(painter, whole, BUTTON_RADIUS, shades[Role.SURFACE], shades[Role.LINE])
        elif self.underMouse() or self.isDown():
            paint_box(painter, whole, BUTTON_RADIUS, touched(self, shades[Role.SIDE]))
        icon = icon_size()
        place = mirrored(direction, whole, QRect(10, (self.height() - icon) // 2, icon, icon))
        paint_icon(painter, self.entry.icon, place, shades[Role.ACCENT if on else Role.MUTED])
        wide = self._paint_count(painter, shades[Role.TEXT if on else Role.MUTED]) if self._count else 2
        place = QRect(icon + 20, 0, self.width() - icon - 40 - wide, self.height())
        place = mirrored(direction, whole, place)
        painter.setFont(ui_font(TEXT_PX, 600 if on else 500))
        painter.setPen(shades[Role.TEXT])
        draw_line(painter, place, self.entry.words, direction)
        if self.hasFocus():
            paint_focus_ring(painter, whole, BUTTON_RADIUS, shades[Role.ACCENT])

    def _paint_count(self, painter: QPainter, tint: QColor) -> int:
        """At the end of the line; how wide it is."""
        font = tabular(ui_font(SMALL_PX, 600 if self.isChecked() else 400))
        wide = QFontMetrics(font).horizontalAdvance(self._count) + 2
        place = QRect(self.width() - 10 - wide, 0, wide, self.height())
        painter.setFont(font)
        painter.setPen(tint)
        direction = self.layoutDirection()
        draw_line(painter, mirrored(direction, self.rect(), place), self._count, direction, at_end=True)
        return wide


class FootLine(QWidget):
    """A small icon and a muted sentence, of two lines where the language needs them."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addSpacing(18 + widened(_FOOT_ICON))  # a margin would not change sides with the language
        self.label = ElidedLabel("", Text.SMALL, Role.MUTED, lines=2)
        row.addWidget(self.label)
        self.hide()  # until there is something to say

    def say(self, sentence: str) -> None:
        """Show a sentence; "" hides the line."""
        self.label.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        icon = widened(_FOOT_ICON)
        place = QRect(10, (self.height() - icon) // 2, icon, icon)
        place = mirrored(self.layoutDirection(), self.rect(), place)
        paint_icon(QPainter(self), self._icon, place, colors()[Role.MUTED])


class Sidebar(QWidget):
    """Title, pages, foot. Up and down move between pages, Ctrl+1 to Ctrl+9 go there from anywhere."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[NavEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(widened(SIDEBAR_WIDTH))
        self.title = ElidedLabel("", Text.CARD_TITLE, lines=2)
        self.community = ElidedLabel("", Text.SMALL, Role.MUTED)
        self.closing, self.saved = FootLine("clock"), FootLine("shield-check")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 20)
        column.setSpacing(3)
        self._add_names(column)
        self._items = self._add_pages(column, entries)
        column.addStretch(1)
        self.extra = QVBoxLayout()
        column.addLayout(self.extra)
        column.addWidget(Divider())
        column.addSpacing(8)
        column.addWidget(self.closing)
        column.addSpacing(4)
        column.addWidget(self.saved)

    def _add_names(self, column: QVBoxLayout) -> None:
        for label in (self.title, self.community):
            row = QHBoxLayout()
            row.setContentsMargins(10, 0, 10, 0)
            row.addWidget(label)
            column.addLayout(row)
        column.addSpacing(14)

    def _add_pages(self, column: QVBoxLayout, entries: Sequence[NavEntry]) -> dict[str, NavItem]:
        items: dict[str, NavItem] = {}
        group = QButtonGroup(self)
        for place, entry in enumerate(entries, 1):
            item = NavItem(entry, f"Ctrl+{place}")
            group.addButton(item)
            item.clicked.connect(lambda _on=False, name=entry.name: self.chosen.emit(name))
            items[entry.name] = item
            column.addWidget(item)
        return items

    def item(self, name: str) -> NavItem:
        """The entry of one page."""
        return self._items[name]

    def entries(self) -> list[NavEntry]:
        """The pages in their order."""
        return [item.entry for item in self._items.values()]

    def names(self) -> list[str]:
        """The pages' names in their order."""
        return list(self._items)

    def mark(self, name: str) -> None:
        """Show which page is open."""
        if name in self._items:
            self._items[name].setChecked(True)
            for item in self._items.values():  # Tab comes to the page that is open, arrows go on from there
                policy = Qt.FocusPolicy.StrongFocus if item.isChecked() else Qt.FocusPolicy.ClickFocus
                item.setFocusPolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        edge = mirrored(self.layoutDirection(), self.rect(), QRect(self.width() - 1, 0, 1, self.height()))
        paint_ground(painter, self.rect(), colors()[Role.SIDE])
        paint_ground(painter, edge, colors()[Role.LINE])
