"""Tabs as words with a line under the one that is open."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from learningstories.i18n import _
from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import TEXT_PX, Role
from learningstories.ui.widgets.painting import draw_line, faded, paint_focus_ring

_HEIGHT = 40
_SPACE, _TIGHT = 18, 10
_LEAST = 160
INSET = 6  # from a tab's edge to its words: the ring lies there


class TabBar(QTabBar):
    """Tabs known by keys; a count may follow the word. Left and right arrows switch."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = [key for key, _word in tabs]
        self._names = dict(tabs)
        self._counts: dict[str, str] = {}
        self._space = _SPACE
        self._hovered = -1
        self.setMouseTracking(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for arrow, name in zip(self.findChildren(QToolButton), (_("Back"), _("Forward")), strict=False):
            arrow.setAccessibleName(name)
        self.setFont(ui_font(TEXT_PX, 600))
        for _key, name in tabs:
            self.addTab(name.replace("&", "&&"))
        self.currentChanged.connect(lambda index: self.chosen.emit(self._keys[index]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.tabAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def key(self) -> str:
        """The tab that is open."""
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Open a tab."""
        self.setCurrentIndex(self._keys.index(key))

    def set_count(self, key: str, count: str) -> None:
        """Show a count behind the tab's word; "" for none."""
        self._counts[key] = count
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LEAST), scaled(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, counts are left out, then tabs move together, and then they scroll."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        bare = list(self._names.values())
        full = [f"{name} {self._counts.get(key, '')}".strip() for key, name in self._names.items()]
        roomy, self._space = self._space, _SPACE
        fits = self._fits(full)
        if not self._fits(bare):
            self._space = _TIGHT
        self.setUsesScrollButtons(not self._fits(bare))
        for index, words in enumerate(full if fits else bare):
            if self._space != roomy or self.tabText(index) != words.replace("&", "&&"):
                self.setTabText(index, words.replace("&", "&&"))
            self.setTabToolTip(index, "" if fits else full[index])

    def _fits(self, tabs: list[str]) -> bool:
        return sum(map(self._width_of, tabs)) <= self.width()

    def _arrows(self) -> list[QToolButton]:
        """What is pressed to see the tabs that found no room."""
        return [arrow for arrow in self.findChildren(QToolButton) if arrow.isVisible()]

    def seen(self) -> QRect:
        """Where tabs are seen."""
        arrows = self._arrows()
        if not arrows:
            return self.rect()
        edges = [arrow.geometry() for arrow in arrows]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return self.rect().adjusted(max(edge.right() for edge in edges) + 1, 0, 0, 0)
        return QRect(0, 0, min(edge.left() for edge in edges), self.height())

    def _width_of(self, words: str) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(words) + self._space

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._width_of(self.tabText(index).replace("&&", "&")), scaled(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), shades[Role.LINE])
        seen = self.seen().adjusted(-1, 0, 1, 0)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for index in range(self.count()):
            place = self.tabRect(index)
            if not seen.contains(place):
                continue  # no half words: the arrows lead there
            before, behind = (self._space - INSET, INSET) if rtl else (INSET, self._space - INSET)
            place = place.adjusted(before, 0, -behind, 0)
            on = index == self.currentIndex()
            painter.setFont(ui_font(TEXT_PX, 600 if on else 400))
            told = on or index == self._hovered
            painter.setPen(shades[Role.TEXT if told else Role.MUTED] if self.isEnabled() else faded())
            words = self.tabText(index).replace("&&", "&")
            draw_line(painter, place, words, self.layoutDirection())
            if on:
                line = QRect(place.x(), self.height() - 2, place.width(), 2)
                painter.fillRect(line, shades[Role.ACCENT])
                if self.hasFocus():
                    ring = place.adjusted(-INSET, 6, INSET, -6)
                    paint_focus_ring(painter, ring, 6, shades[Role.ACCENT])
