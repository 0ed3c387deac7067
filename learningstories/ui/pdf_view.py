"""A PDF's pages as they will print: two side by side like an open book, or one as wide as the room."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from learningstories.i18n import _
from learningstories.services.toolbox import Toolbox
from learningstories.ui.page_images import Key, PageImages
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.painting import paint_focus_ring

_MARGIN, _BETWEEN = 24, 20
_NARROWEST = 250  # below this a page of two cannot be made out
_NOTCH = 120
_TWO = 2
_WHITE = Qt.GlobalColor.white
_ON = {Qt.Key.Key_PageDown, Qt.Key.Key_Space}
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}


class Fit(StrEnum):
    """How the pages lie in the room there is."""

    PAGE = "page"
    WIDTH = "width"


class PdfView(QAbstractScrollArea):
    """`turned` is emitted when other pages are shown. The cover stands alone; then 2 and 3, 4 and 5."""

    turned = Signal()
    accessible_role = "Document"

    def __init__(self, tasks: Tasks, toolbox: Toolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images = PageImages(tasks, toolbox, self)
        self.images.ready.connect(lambda _page: self.viewport().update())
        self._count = 0
        self._page = 0
        self._shape = 2**0.5  # height by width
        self._fit = Fit.PAGE
        self._wheel = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(QSize(240, 240))
        self.setAccessibleName(_("The pages as they will print"))

    # --- what is shown -----------------------------------------------------------------------------------

    def show_file(self, pdf: Path | None, count: int = 0, shape: float = 2**0.5) -> None:
        """Show the pages of a file, staying at the page that was open; `shape` is height by width."""
        self.images.show_file(pdf)
        self._count = count if pdf is not None else 0
        self._shape = shape
        self._page = min(self._page, max(self._count - 1, 0))
        self._lay_out()

    def count(self) -> int:
        """How many pages there are."""
        return self._count

    def shown_pages(self) -> list[int]:
        """The pages on view, from 0."""
        if not self._count:
            return []
        if not self._two() or self._page == 0:
            return [self._page]
        first = self._page if self._page % 2 else self._page - 1
        return [page for page in (first, first + 1) if page < self._count]

    def fit(self) -> Fit:
        """How the pages lie."""
        return self._fit

    def set_fit(self, fit: Fit) -> None:
        """Show whole pages, or one page as wide as the room."""
        self._fit = fit
        self._lay_out()

    def go(self, page: int) -> None:
        """Show a page, from 0; beyond the ends is the end."""
        before = self.shown_pages()
        self._page = min(max(page, 0), max(self._count - 1, 0))
        if self.shown_pages() != before:
            self.verticalScrollBar().setValue(0)
            self._lay_out()

    def next(self) -> None:
        """Turn to the following pages."""
        self.go(max(self.shown_pages(), default=-1) + 1)

    def previous(self) -> None:
        """Turn back."""
        self.go(min(self.shown_pages(), default=1) - 1)

    def at_end(self) -> bool:
        """Whether the last page is on view."""
        return not self._count or self._count - 1 in self.shown_pages()

    def at_start(self) -> bool:
        """Whether the first page is on view."""
        return not self._count or 0 in self.shown_pages()

    # --- where things lie --------------------------------------------------------------------------------

    def _two(self) -> bool:
        """Whether two pages lie side by side: there must be room, and they must not become small by it."""
        if self._fit is Fit.WIDTH or self._count < _TWO:
            return False
        room = self.viewport().size()
        half = (room.width() - 2 * _MARGIN - _BETWEEN) / 2
        high = (room.height() - 2 * _MARGIN) / self._shape
        return half >= min(_NARROWEST, high)

    def _page_width(self) -> int:
        room = self.viewport().size()
        if self._fit is Fit.WIDTH:
            return max(room.width() - 2 * _MARGIN, 1)
        pages = max(len(self.shown_pages()), 1)
        wide = (room.width() - 2 * _MARGIN - (pages - 1) * _BETWEEN) / pages
        return max(int(min(wide, (room.height() - 2 * _MARGIN) / self._shape)), 1)

    def places(self) -> list[tuple[int, QRect]]:
        """Each page on view and where it lies, in the viewport."""
        pages = self.shown_pages()
        width = self._page_width()
        height = round(width * self._shape)
        whole = len(pages) * width + (len(pages) - 1) * _BETWEEN
        left = (self.viewport().width() - whole) // 2
        top = max((self.viewport().height() - height) // 2, _MARGIN) - self.verticalScrollBar().value()
        # An open book of a language that runs from right to left has its first page at the right.
        order = pages[::-1] if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else pages
        return [
            (page, QRect(left + place * (width + _BETWEEN), top, width, height))
            for place, page in enumerate(order)
        ]

    def _lay_out(self) -> None:
        height = round(self._page_width() * self._shape) + 2 * _MARGIN
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, height - room) if self._fit is Fit.WIDTH and self._count else 0)
        bar.setPageStep(room)
        bar.setSingleStep(48)
        self._ask()
        self.setAccessibleDescription(pages_words(self.shown_pages(), self._count))
        self.viewport().update()
        self.turned.emit()

    def _pixels(self) -> int:
        return round(self._page_width() * self.devicePixelRatioF())

    def _ask(self) -> None:
        """Have the pages on view made, and then those that are likely to be next."""
        pages = self.shown_pages()
        if not pages:
            return
        near = [max(pages) + 1, max(pages) + 2, min(pages) - 1, min(pages) - 2]
        width = self._pixels()
        keys: list[Key] = [(page, width) for page in [*pages, *near] if 0 <= page < self._count]
        self.images.want(keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages keep their shape."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shades = QPainter(self.viewport()), colors()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = mix(shades[Role.SIDE], shades[Role.EDGE], 0.45)
        exact = self._pixels()
        for page, place in self.places():
            painter.fillRect(place, _WHITE)
            image = self.images.picture(page, exact)
            if image is not None:
                size = image.size() / image.devicePixelRatio() / self.devicePixelRatioF()
                painter.drawImage(QRectF(QPointF(place.topLeft()), size.toSizeF()), image)
            elif (other := self.images.likeness(page)) is not None:
                painter.drawImage(place, other)
            painter.setPen(edge)
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            paint_focus_ring(painter, self.viewport().rect(), 8, shades[Role.ACCENT])

    # --- turning pages -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right, left = Qt.Key.Key_Right, Qt.Key.Key_Left
        key = Qt.Key(event.key())
        turns: dict[Qt.Key, Callable[[], None]] = {
            **dict.fromkeys([*_ON, left if rtl else right], self.next),
            **dict.fromkeys([*_BACK, right if rtl else left], self.previous),
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_End: lambda: self.go(self._count - 1),
        }
        if key in turns:
            turns[key]()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page; beyond its ends, and where pages are whole, turns it."""
        bar, turn = self.verticalScrollBar(), event.angleDelta().y()
        held = bar.value() > bar.minimum() if turn > 0 else bar.value() < bar.maximum()
        if held:
            self._wheel = 0
            super().wheelEvent(event)
            return
        self._wheel += turn
        while abs(self._wheel) >= _NOTCH:
            (self.previous if self._wheel > 0 else self.next)()
            self._wheel -= _NOTCH if self._wheel > 0 else -_NOTCH
        event.accept()


def pages_words(pages: list[int], count: int) -> str:
    """Which pages are on view: "Pages 2-3 of 34"."""
    if not pages:
        return ""
    if len(pages) == 1:
        return _("Page {page} of {count}").format(page=pages[0] + 1, count=count)
    return _("Pages {first}\N{EN DASH}{last} of {count}").format(
        first=pages[0] + 1, last=pages[-1] + 1, count=count
    )
