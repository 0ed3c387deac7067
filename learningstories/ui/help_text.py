"""Shows one page of help: its own pictures and links, and nothing that lies elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from learningstories.i18n import _
from learningstories.services.help_book import HelpPage
from learningstories.ui.fonts import ui_font
from learningstories.ui.story_text import reading_style, space_lines
from learningstories.ui.theme import color
from learningstories.ui.tokens import Role

_WEB = frozenset({"https", "mailto"})
_MOST_MARKS = 200
_LEAST_ROOM = 120
# What is wider than the window would be out of sight where lines run from right to left.
_COMMANDS_WRAP = "pre { white-space: pre-wrap; }"

Pictures = Callable[[str], bytes | None]


class HelpText(QTextBrowser):
    """`place_wanted` asks for another page, as "page#heading"; links to the web open in the browser."""

    place_wanted = Signal(str)

    def __init__(self, pictures: Pictures, px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._px = pictures, px
        self._page: HelpPage | None = None
        self._anchor = ""
        self._words: list[str] = []
        self._drawn_for = 0
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ring", "true")
        self.setAccessibleName(_("Help"))
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: HelpPage, anchor: str = "", words: list[str] | None = None) -> None:
        """Show a page from a heading on, with some words marked."""
        self._page, self._anchor, self._words = page, anchor, words or []
        self._render()
        self.setAccessibleName(page.title)
        self.verticalScrollBar().setValue(0)
        if anchor in page.anchors():
            self.scrollToAnchor(anchor)

    def set_px(self, px: int) -> None:
        """Change the size of the letters; what is read stays in sight."""
        self._px = px
        self._render_again()

    def marked(self) -> int:
        """How many words are marked."""
        return len(self.extraSelections())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the help only: never another file, never the network."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        data = self._pictures(QUrl(name).path())
        image = QImage.fromData(data) if data else QImage()
        if image.isNull():
            return image
        ratio = self.devicePixelRatioF()
        widest = max(_LEAST_ROOM, self.contentsRect().width() - self.verticalScrollBar().sizeHint().width())
        if image.width() > widest * ratio:
            image = image.scaledToWidth(int(widest * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None and self._page.pictures and self.width() != self._drawn_for:
            self._render_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._page is not None:
            self._render_again()

    def _render_again(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / (bar.maximum() or 1)
        self._render()
        bar.setValue(round(share * bar.maximum()))

    def _render(self) -> None:
        if self._page is None:
            return
        self._drawn_for = self.width()
        font = ui_font(self._px)
        self.setFont(font)
        document = self.document()
        document.clear()  # pictures are scaled anew
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(reading_style(font.pixelSize()) + _COMMANDS_WRAP)
        self.setHtml(self._page.html)
        space_lines(document, font)
        self._mark()

    def _mark(self) -> None:
        ground = QColor(color(Role.SPARK_SOFT))
        marks: list[QTextEdit.ExtraSelection] = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull() and len(marks) < _MOST_MARKS:
                marks.append(_marking(cursor, ground))
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in _WEB:
            QDesktopServices.openUrl(url)
        elif url.isRelative():
            page = url.path().removesuffix(".md") or (self._page.name if self._page else "")
            self.place_wanted.emit(f"{page}#{url.fragment()}" if url.hasFragment() else page)


def _marking(cursor: QTextCursor, ground: QColor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(ground)
    return mark
