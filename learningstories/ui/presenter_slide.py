"""The slide as the audience sees it: drawn, so that it is right on a screen of any size."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learningstories.i18n import listed, speaking
from learningstories.services.presenting import Slide, SlideKind
from learningstories.ui.fonts import exactly, tabular, ui_font
from learningstories.ui.presenter_layout import Block, blocks_of
from learningstories.ui.presenter_session import PresenterSession
from learningstories.ui.presenter_words import (
    clock_words,
    left_words,
    next_words,
    place_words,
    plan_words,
)
from learningstories.ui.theme import dark_colors, light_colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.painting import draw_line, mirrored, paint_ground

_WIDTH, _HEIGHT = 1440, 900  # what all sizes here are for
_MARGIN, _HEAD, _FOOT = 84, 52, 790
_LEAST_PX = 8
_BLACK = QColor("black")
_RTL = Qt.LayoutDirection.RightToLeft


class SlideView(QWidget):
    """Draws what `session` shows. Its words are in the evening's language, and run as that runs."""

    def __init__(self, session: PresenterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._laid: tuple[tuple[Slide, QSize], list[Block]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayoutDirection(QLocale(session.evening.language).textDirection())
        session.changed.connect(self._follow)
        session.ticked.connect(self.update)
        self._follow()

    def _follow(self) -> None:
        slide = self._session.slide()
        told = listed(part for part in (slide.title, slide.author, slide.quote) if part)
        self.setAccessibleName("" if self._session.black else told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def _shades(self) -> Mapping[Role, QColor]:
        return light_colors() if self._session.light else dark_colors()

    def _px(self, size: float) -> int:
        return max(1, round(size * min(self.width() / _WIDTH, self.height() / _HEIGHT)))

    def _font(self, size: int, weight: int = 400) -> QFont:
        return exactly(ui_font(weight=weight), max(_LEAST_PX, self._px(size)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._session.black:
            paint_ground(painter, self.rect(), _BLACK)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self.rect(), self._shades()[Role.CANVAS])
        with speaking(self._session.evening.language):
            slide = self._session.slide()
            self._paint_head(painter, slide)
            self._paint_middle(painter, slide)
            self._paint_foot(painter, slide)

    def _top(self, size: int) -> int:
        """A height of the design, on a screen that may be taller."""
        return round(size * self.height() / _HEIGHT)

    def _paint_head(self, painter: QPainter, slide: Slide) -> None:
        if slide.kind is SlideKind.OPENING:
            return
        font, evening = self._font(17), self._session.evening
        self._put(painter, self._top(_HEAD), evening.title, (font, Role.MUTED), share=0.7)
        self._put(painter, self._top(_HEAD), place_words(evening, slide), (font, Role.MUTED), end=True)

    def _paint_middle(self, painter: QPainter, slide: Slide) -> None:
        margin = self._px(_MARGIN)
        width = self.width() - 2 * margin
        blocks = self._blocks(slide, width)
        high = self._px(12) + sum(block.height + block.before for block in blocks)
        space = self._top(_FOOT) - self._top(_HEAD + 30)
        top = self._top(_HEAD + 30) + max(0, (space - high) // 2)
        bar = QRect(margin, top, self._px(70), self._px(12))
        paint_ground(painter, mirrored(self.layoutDirection(), self.rect(), bar), self._shades()[Role.SPARK])
        top += bar.height() - self._px(12)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for block in blocks:
            top += block.before
            painter.setFont(block.font)
            painter.setPen(self._shades()[block.role])
            painter.drawText(QRect(margin, top, width, block.height), self._side() | block.wrap, block.words)
            top += block.height

    def _side(self) -> int:
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if self.layoutDirection() == _RTL else flags.AlignLeft
        return int(side.value | flags.AlignAbsolute.value | flags.AlignTop.value)

    def _blocks(self, slide: Slide, width: int) -> list[Block]:
        """Worked out once a slide and size: it is drawn twice a second."""
        key = (slide, self.size())
        if self._laid is None or self._laid[0] != key:
            self._laid = (key, blocks_of(slide, width, self._px))
        return self._laid[1]

    def _paint_foot(self, painter: QPainter, slide: Slide) -> None:
        first, second = self._font(19), self._font(15)
        top, below = self._top(_FOOT + 27), self._top(_FOOT + 27) + self._px(25)
        title, who = next_words(self._session.next_slide())
        self._put(painter, top, title, (first, Role.MUTED))
        self._put(painter, below, who, (second, Role.MUTED))
        if slide.kind in (SlideKind.OPENING, SlideKind.CLOSING):
            return
        standing = self._session.standing()
        evening = self._session.evening
        plan, end = plan_words(standing, self._session.now(), evening.zone)
        late = Role.SPARK if standing.behind > 0 else Role.MUTED
        self._put(painter, top, plan, (first, late), end=True)
        self._put(painter, below, end, (second, Role.MUTED), end=True)
        self._paint_clock(painter, slide, standing.left, standing.share)

    def _paint_clock(self, painter: QPainter, slide: Slide, left: int, share: float) -> None:
        figures, words = clock_words(left), left_words(left, slide.minutes)
        big, small = tabular(self._font(46, 600)), self._font(19)
        over = left < 0
        wide = QFontMetrics(big).horizontalAdvance(figures) + self._px(8)
        whole = wide + QFontMetrics(small).horizontalAdvance(words)
        start, base = (self.width() - whole) // 2, self._top(_FOOT + 44)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        rtl = self.layoutDirection() == _RTL
        painter.setFont(big)
        painter.setPen(self._shades()[Role.SPARK if over else Role.TEXT])
        painter.drawText(start + whole - wide + self._px(8) if rtl else start, base, figures)
        painter.setFont(small)
        painter.setPen(self._shades()[Role.MUTED])
        painter.drawText(start if rtl else start + wide, base, words)
        room = QRect(0, base + self._px(22), self._px(424), self._px(5))
        room.moveLeft((self.width() - room.width()) // 2)
        done = QRect(room.left(), room.top(), round(room.width() * share), room.height())
        paint_ground(painter, room, self._shades()[Role.LINE])
        tint = self._shades()[Role.SPARK if over else Role.ACCENT]
        paint_ground(painter, mirrored(self.layoutDirection(), room, done), tint)

    def _put(
        self,
        painter: QPainter,
        top: int,
        words: str,
        looks: tuple[QFont, Role],
        *,
        share: float = 0.31,
        end: bool = False,
    ) -> None:
        """One line at a side of the slide, of at most that share of its width."""
        (font, role), margin = looks, self._px(_MARGIN)
        metrics = QFontMetrics(font)
        whole = QRect(margin, top, self.width() - 2 * margin, metrics.height() + 2)
        room = QRect(whole.left(), top, round(whole.width() * share), whole.height())
        if end:
            room.moveRight(whole.right())
        painter.setFont(font)
        painter.setPen(self._shades()[role])
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        draw_line(
            painter, mirrored(self.layoutDirection(), whole, room), shown, self.layoutDirection(), at_end=end
        )
