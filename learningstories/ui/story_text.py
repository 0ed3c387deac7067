"""Shows a story's text as its author meant it, and loads nothing that it names."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QFontMetricsF,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from learningstories.ui.fonts import serif_font
from learningstories.ui.theme import color
from learningstories.ui.tokens import READING_PX, Role

LINE_SPACING = 1.62
MOST_LETTERS = 68  # a line longer than this is hard to come back from
_SAMPLE = "What I learned on those stairs, one landing at a time, was not what the binders said."
_OBJECT = "\ufffc"  # stands for a picture in Qt's text
_MEDIA = "media"
_NOTHING = QImage(1, 1, QImage.Format.Format_ARGB32)
_NOTHING.fill(0)
_SAFE_LINKS = frozenset({"http", "https", "mailto"})

Pictures = Callable[[str], bytes | None]


class StoryText(QTextBrowser):
    """Sanitised HTML in the reading type. `pictures` gives the bytes of `media:SHA`, or None.

    A link is opened in the browser, which is the only way out.
    """

    def __init__(self, pictures: Pictures, px: int = READING_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._scaled: dict[str, QImage] = {}
        self._html = ""
        self._drawn_for = 0
        self._px = px
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._open)

    def show_html(self, html: str) -> None:
        """Show sanitised HTML (see `services.markup`)."""
        self._html = html
        self._scaled.clear()
        self._render()
        self.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        """Show no text."""
        self._html = ""
        self._scaled.clear()
        self.clear()

    def set_px(self, px: int) -> None:
        """Change the size of the letters."""
        if px != self._px:
            self._px = px
            self._render()

    def best_width(self) -> int:
        """How wide a column of the longest good line is."""
        return round(
            QFontMetricsF(serif_font(self._px)).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MOST_LETTERS
        )

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Our own pictures, and for everything else one empty point: never a file, never the network."""
        url = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or url.scheme() != _MEDIA:
            return _NOTHING if kind == QTextDocument.ResourceType.ImageResource.value else QByteArray()
        sha = url.path()
        if sha not in self._scaled:
            self._scaled[sha] = self._picture(sha)
        return self._scaled[sha]

    def _picture(self, sha: str) -> QImage:
        data = self._pictures(sha)
        image = QImage.fromData(data) if data else QImage()
        if image.isNull():
            return _NOTHING
        ratio = self.devicePixelRatioF()
        widest = max(120, min(self.best_width(), self._room()))
        if image.width() > widest * ratio:
            image = image.scaledToWidth(int(widest * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def _room(self) -> int:
        """The width there is for a picture, the scroll bar counted in although it may come later."""
        beside = self.viewportMargins()
        room = self.contentsRect().width() - beside.left() - beside.right()
        return room - self.verticalScrollBar().sizeHint().width() - 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not for a scroll bar: it comes and goes within the document's layout, which no new text survives.
        if self._scaled and self.width() != self._drawn_for:
            self._scaled.clear()
            self._render()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._html:
            self._render()

    def _render(self) -> None:
        place = self.verticalScrollBar().value()
        self._drawn_for = self.width()
        font = serif_font(self._px)
        self.setFont(font)
        document = self.document()
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(reading_style(font.pixelSize()))
        self.setHtml(self._html)
        space_lines(document, font)
        self.verticalScrollBar().setValue(place)

    def _open(self, url: QUrl) -> None:
        if url.isRelative() or not url.scheme():
            self.scrollToAnchor(url.fragment())
        elif url.scheme() in _SAFE_LINKS:
            QDesktopServices.openUrl(url)


def reading_style(px: int) -> str:
    """How sanitised HTML looks in letters of `px`, in the colours of now."""
    tints: Mapping[str, str] = {
        "text": color(Role.TEXT).name(),
        "muted": color(Role.MUTED).name(),
        "accent": color(Role.ACCENT).name(),
        "line": color(Role.LINE).name(),
    }
    css = """
        body, p, li, td, th {{ color: {text}; }}
        p {{ margin-top: 0; margin-bottom: {gap}px; }}
        h1, h2, h3, h4, h5, h6 {{ color: {text}; font-weight: 600; }}
        h1, h2, h3, h4, h5, h6 {{ margin-top: {gap}px; margin-bottom: {small}px; }}
        h1 {{ font-size: {h1}px; }} h2 {{ font-size: {h2}px; }} h3, h4, h5, h6 {{ font-size: {px}px; }}
        a {{ color: {accent}; }}
        blockquote {{ color: {muted}; margin-left: {gap}px; margin-right: {gap}px; }}
        pre, code {{ font-family: monospace; font-size: {code}px; }}
        hr {{ color: {line}; }}
        td, th {{ padding: 4px 8px; }}
        .footnote {{ color: {muted}; font-size: {code}px; }}
    """
    return css.format(
        px=px,
        gap=round(px * 0.85),
        small=round(px * 0.4),
        h1=round(px * 1.4),
        h2=round(px * 1.2),
        code=round(px * 0.85),
        **tints,
    )


def space_lines(document: QTextDocument, font: QFont) -> None:
    """Reading needs air between the lines; each paragraph runs in its own direction."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    metrics = QFontMetricsF(font)
    share = LINE_SPACING * font.pixelSize() / metrics.lineSpacing() * 100
    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    cursor = QTextCursor(document)
    block: QTextBlock = document.begin()
    while block.isValid():
        if block.text().strip(_OBJECT):  # a picture needs no air within its line
            cursor.setPosition(block.position())
            form = block.blockFormat()
            form.setLineHeight(share, proportional)
            cursor.setBlockFormat(form)
        block = block.next()
