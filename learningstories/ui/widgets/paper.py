"""Pictures as files: as lines and letters, or as dots; on white paper, whatever the window looks like.

Nothing here needs the window, so that it can be done beside it.
"""

from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from learningstories.i18n import _
from learningstories.ui.fonts import ui_font
from learningstories.ui.theme import light_colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import MUTED, Drawing, Lettering
from learningstories.ui.widgets.letters import Letters
from learningstories.ui.widgets.picture import Picture

_SHARPER = 2.0  # a saved picture has so many dots for each
_MOST_DOTS, _LONGEST = 50_000_000, 32_000
_MOST_HIGH, _MOST_WIDE = 40_000.0, 20_000.0
_MARGIN, _HEAD, _FOOT = 16.0, 34.0, 26.0
_PER_INCH = 96  # as a browser counts, so that letters are as large as they were on the screen
_TITLE = Lettering(px=16, weight=600)


def svg(picture: Picture, width: float, *, mirrored: bool = False) -> bytes:
    """The picture as lines and letters."""
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - not for the first paint

    paper = _paper(picture, width)
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(kept)
    made.setResolution(_PER_INCH)
    made.setSize(paper.size.toSize())
    made.setViewBox(QRectF(QPointF(0, 0), paper.size))
    made.setTitle(picture.title)
    made.setDescription(picture.summary)
    painter = QPainter(made)
    letters = Letters(ui_font().family())
    _draw(painter, picture, paper, mirrored=mirrored, letters=letters)
    painter.end()
    lines, end, rest = bytes(kept.data().data()).rpartition(b"</svg>")
    return lines + letters.svg().encode() + end + rest


def image(picture: Picture, width: float, *, mirrored: bool = False) -> QImage:
    """The picture as dots, as sharp as there is memory for."""
    paper = _paper(picture, width)
    size = paper.size
    area, side = size.width() * size.height(), max(size.width(), size.height())
    sharper = min(_SHARPER, sqrt(_MOST_DOTS / area), _LONGEST / side)
    made = QImage((size * sharper).toSize(), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(sharper)
    made.fill(light_colors()[Role.SURFACE])
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    _draw(painter, picture, paper, mirrored=mirrored)
    painter.end()
    return made


def png(picture: Picture, width: float, *, mirrored: bool = False) -> bytes:
    """The picture as dots, in a file."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(kept, QByteArray(b"PNG"))
    writer.setText("Title", picture.title)
    writer.setText("Description", picture.summary)
    writer.write(image(picture, width, mirrored=mirrored))
    return bytes(kept.data().data())


def copied(dots: QImage, lines: bytes) -> QMimeData:
    """What goes to the clipboard: the picture in both ways in which others take it."""
    both = QMimeData()
    both.setImageData(dots)
    both.setData("image/svg+xml", QByteArray(lines))
    return both


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """How large the paper is, and how much of the picture is upon it: of a huge one only the beginning."""

    size: QSizeF
    shown: QSizeF
    cut: bool


def _paper(picture: Picture, width: float) -> _Paper:
    found = picture.size(width)
    room = QSizeF(max(width, found.width()), found.height())
    shown = room.boundedTo(QSizeF(_MOST_WIDE, _MOST_HIGH))
    cut = shown != room
    around = QSizeF(2 * _MARGIN, 2 * _MARGIN + _HEAD + (_FOOT if cut else 0))
    return _Paper(size=shown + around, shown=shown, cut=cut)


def _draw(
    painter: QPainter, picture: Picture, paper: _Paper, *, mirrored: bool, letters: Letters | None = None
) -> None:
    shades, shown = light_colors(), paper.shown
    painter.fillRect(QRectF(QPointF(0, 0), paper.size), shades[Role.SURFACE])
    painter.translate(_MARGIN, _MARGIN)
    seen = QRectF(QPointF(0, 0), shown)
    drawing = Drawing(
        painter=painter, room=shown, seen=seen, shades=shades, mirrored=mirrored, letters=letters
    )
    drawing.write(QRectF(0, 0, shown.width(), _HEAD - 10), picture.title, _TITLE)
    painter.translate(0, _HEAD)
    picture.draw(drawing)
    if paper.cut:
        told = _("This is as much of it as fits a picture; all of it is in the numbers.")
        drawing.write(QRectF(0, shown.height(), shown.width(), _FOOT), told, MUTED)
