"""Where a picture is drawn, on the screen or on paper, in either direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from learningstories.ui.fonts import exactly, tabular, ui_font
from learningstories.ui.theme import mix
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.letters import Letters, Written

Colours = Mapping[Role, QColor]
Mark = tuple[int, int]  # row and column
WORDS_PX = 12
_ONE_LINE = Qt.AlignmentFlag.AlignAbsolute.value | Qt.TextFlag.TextSingleLine.value
_SLANT = 60  # degrees
_ALIGNED = {
    -1: Qt.AlignmentFlag.AlignLeft,
    0: Qt.AlignmentFlag.AlignHCenter,
    1: Qt.AlignmentFlag.AlignRight,
}
_AA = QPainter.RenderHint.Antialiasing


class Side(Enum):
    """Where words stand in their box."""

    BEGIN = -1
    MIDDLE = 0
    END = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How words are written."""

    role: Role = Role.TEXT
    ink: QColor | None = None  # in place of the role's
    px: int = WORDS_PX
    weight: int = 400
    side: Side = Side.BEGIN


PLAIN = Lettering()
MUTED = Lettering(role=Role.MUTED)
NUMBER = Lettering(side=Side.END)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything is placed as for a language from left to right, and mirrored here for the others.

    `seen` is what of the room is looked at: nothing else need be drawn, and headings may stay at its edges.
    `mark` is the one that pointer or keyboard is on. `letters` takes the words where they are not painted.
    """

    painter: QPainter
    room: QSizeF
    seen: QRectF
    shades: Colours
    mirrored: bool = False
    mark: Mark | None = None
    letters: Letters | None = None

    def soft(self, role: Role, part: float = 0.5) -> QColor:
        """A role's colour, laid thinly upon the ground."""
        return mix(self.shades[Role.SURFACE], self.shades[role], part)

    def fill(self, box: QRectF, shade: QColor | Role, radius: float = 0.0) -> None:
        """A filled box."""
        self._shape(box, self._shade(shade), None, radius)

    def outline(self, box: QRectF, shade: QColor | Role, radius: float = 0.0, width: float = 1.0) -> None:
        """An empty box whose line lies inside it."""
        inset = width / 2
        self._shape(box.adjusted(inset, inset, -inset, -inset), None, QPen(self._shade(shade), width), radius)

    def dot(self, middle: QPointF, size: float, shade: QColor | Role) -> None:
        """A round dot."""
        box = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
        self._shape(box, self._shade(shade), None, size / 2)

    def line(
        self, start: QPointF, end: QPointF, shade: QColor | Role, width: float = 1.0, *, dashed: bool = False
    ) -> None:
        """A line; those that stand or lie straight are drawn without blur."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self.painter.setRenderHint(_AA, start.x() != end.x() and start.y() != end.y())
        self.painter.setPen(QPen(self._shade(shade), width, style))
        self.painter.drawLine(QPointF(self.x(start.x()), start.y()), QPointF(self.x(end.x()), end.y()))

    def write(self, box: QRectF, words: str, how: Lettering = PLAIN) -> None:
        """One line of words, cut where it is too long; it runs as its own letters do."""
        self._take_pen(how)
        shown = self._cut(words, box.width())
        side, place = how.side.value, self._place(box)
        side = -side if self.mirrored else side
        if self.letters is not None:
            measured = QFontMetricsF(self.painter.font())
            across = place.center().x() + side * place.width() / 2
            foot = place.center().y() + (measured.ascent() - measured.descent()) / 2
            self._tell(shown, QPointF(across, foot), how, side)
            return
        way = _ONE_LINE | Qt.AlignmentFlag.AlignVCenter.value | _ALIGNED[side].value
        self.painter.drawText(place, way, shown)

    def write_up(self, foot: QPointF, length: float, words: str, how: Lettering = PLAIN) -> None:
        """Words that rise aslant from a foot to the end of the line, away from the names at its beginning."""
        self._take_pen(how)
        shown, at = self._cut(words, length), QPointF(self.x(foot.x()), foot.y())
        turned = _SLANT if self.mirrored else -_SLANT
        if self.letters is not None:
            self._tell(shown, at, how, 1 if self.mirrored else -1, turned)
            return
        self.painter.save()
        self.painter.translate(at)
        self.painter.rotate(turned)
        wide = QFontMetricsF(self.painter.font()).horizontalAdvance(shown)
        self.painter.drawText(QPointF(-wide if self.mirrored else 0.0, 0.0), shown)
        self.painter.restore()

    def _tell(self, words: str, at: QPointF, how: Lettering, side: int, turned: float = 0.0) -> None:
        if self.letters is not None and words:
            written = Written(
                words=words,
                at=self.painter.transform().map(at),
                side=side,
                px=how.px,
                weight=how.weight,
                ink=how.ink or self.shades[how.role],
                turned=turned,
            )
            self.letters.add(written)

    def wide(self, words: str, how: Lettering = PLAIN) -> float:
        """How much room words take."""
        return QFontMetricsF(_font(how.px, how.weight)).horizontalAdvance(words) + 1

    def x(self, left: float, width: float = 0.0) -> float:
        """A place across as it lies on the screen."""
        return self.room.width() - left - width if self.mirrored else left

    def _place(self, box: QRectF) -> QRectF:
        return QRectF(self.x(box.left(), box.width()), box.top(), box.width(), box.height())

    def _shade(self, shade: QColor | Role) -> QColor:
        return self.shades[shade] if isinstance(shade, Role) else shade

    def _shape(self, box: QRectF, ground: QColor | None, edge: QPen | None, radius: float) -> None:
        self.painter.setRenderHint(_AA, radius > 0)
        self.painter.setPen(edge or QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(ground or Qt.BrushStyle.NoBrush)
        place = self._place(box)
        if radius:
            self.painter.drawRoundedRect(place, radius, radius)
        else:
            self.painter.drawRect(place)

    def _take_pen(self, how: Lettering) -> None:
        self.painter.setFont(_font(how.px, how.weight))
        self.painter.setPen(how.ink or self.shades[how.role])
        self.painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def _cut(self, words: str, width: float) -> str:
        shown = " ".join(words.split())
        return QFontMetricsF(self.painter.font()).elidedText(shown, Qt.TextElideMode.ElideRight, width)


@cache
def _font(px: int, weight: int) -> QFont:
    return exactly(tabular(ui_font(px, weight)), px)


def legible(ground: QColor, shades: Colours) -> QColor:
    """Whichever of the text's and the ground's colours stands out more upon `ground`, by WCAG 2."""
    return max((shades[Role.TEXT], shades[Role.SURFACE]), key=lambda ink: _contrast(ink, ground))


def _contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(shade: QColor) -> float:
    parts = (0.2126 * shade.redF() ** 2.2, 0.7152 * shade.greenF() ** 2.2, 0.0722 * shade.blueF() ** 2.2)
    return float(sum(parts))
