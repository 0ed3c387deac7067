"""Who rated what, and how each reader uses the scale, as pictures."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent

from learningstories.i18n import _, plural
from learningstories.services.agreement_figures import AgreementFigures, ReadingMatrix, ScaleUse
from learningstories.services.csv_file import Cell
from learningstories.ui.fonts import ui_font
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.picture import Colours, Picture

_WORDS_PX = 11
_NAMES, _TOP, _GAP = 220, 92, 2
_ROW, _SMALLEST, _LARGEST = 20.0, 14, 26
_SLANT = -60
_MULTIPLE = QSize(168, 96)
_BETWEEN = 12
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


class MatrixPicture(Picture):
    """A row a story, the best first, a column a reader; the colour is the value."""

    def __init__(self) -> None:
        super().__init__(_("Who rated what"))
        self._matrix: ReadingMatrix | None = None

    def show_matrix(self, matrix: ReadingMatrix) -> None:
        """Draw these readings."""
        self._matrix = matrix
        self.mark = None
        self.setMinimumHeight(round(_TOP + _ROW * len(matrix.stories) + 8))
        self.setMinimumWidth(_NAMES + _SMALLEST * len(matrix.readers) + 60)
        self.updateGeometry()
        self.update()

    def marks(self) -> tuple[int, int]:
        found = self._matrix
        return (len(found.stories), len(found.readers)) if found is not None else (0, 0)

    def words(self, row: int, column: int) -> str:
        found = self._matrix
        if found is None:
            return ""
        value = found.cells.get((row, column))
        told = (
            _("{reader} on “{story}”: {value} of {points}") if value else _("{reader} has not read “{story}”")
        )
        return told.format(
            reader=found.readers[column], story=found.stories[row][1], value=value, points=found.points
        )

    def numbers(self) -> list[Sequence[Cell]]:
        found = self._matrix
        if found is None:
            return []
        rows: list[Sequence[Cell]] = [(_("Number"), _("Story"), *found.readers)]
        for row, (number, title) in enumerate(found.stories):
            values = (found.cells.get((row, column), "") for column in range(len(found.readers)))
            rows.append((number, title, *values))
        return rows

    def mark_at(self, place: QPoint) -> tuple[int, int] | None:
        rows, columns = self.marks()
        across = (self.width() - place.x() if self._mirrored() else place.x()) - _NAMES
        row, column = int((place.y() - _TOP) // _ROW), int(across // self._column(self.width()))
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def draw(self, painter: QPainter, room: QRectF, shades: Colours) -> None:
        found = self._matrix
        if found is None:
            return
        painter.setFont(ui_font(_WORDS_PX))
        shown = painter.clipBoundingRect() if painter.hasClipping() else room
        first = max(0, int((shown.top() - _TOP) // _ROW))
        last = min(len(found.stories), int((shown.bottom() - _TOP) // _ROW) + 1)
        self._draw_readers(painter, room, shades, found)
        for row in range(first, last):
            self._draw_story(painter, room, shades, row)

    def _draw_readers(self, painter: QPainter, room: QRectF, shades: Colours, found: ReadingMatrix) -> None:
        metrics, width = QFontMetricsF(painter.font()), self._column(room.width())
        painter.setPen(shades[Role.MUTED])
        for column, name in enumerate(found.readers):
            painter.save()
            painter.translate(self._x(room, _NAMES + column * width + width / 2), _TOP - 6)
            painter.rotate(_SLANT)
            painter.drawText(0, 0, metrics.elidedText(name, Qt.TextElideMode.ElideRight, _TOP))
            painter.restore()

    def _draw_story(self, painter: QPainter, room: QRectF, shades: Colours, row: int) -> None:
        found = self._matrix
        if found is None:
            return
        height, width = _ROW, self._column(room.width())
        top = _TOP + row * height
        number, title = found.stories[row]
        metrics = QFontMetricsF(painter.font())
        painter.setPen(shades[Role.TEXT])
        words = metrics.elidedText(
            f"{row + 1}. {title} (#{number})", Qt.TextElideMode.ElideRight, _NAMES - 12
        )
        side = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
        name = QRectF(self._x(room, 0, _NAMES - 8), top, _NAMES - 8, height)
        painter.drawText(name, _ONE_LINE | side.value | Qt.AlignmentFlag.AlignAbsolute.value, words)
        for column in range(len(found.readers)):
            value = found.cells.get((row, column))
            left = self._x(room, _NAMES + column * width, width)
            cell = QRectF(left, top, width - _GAP, height - _GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades[rating_role(value, found.points) if value else Role.CANVAS])
            painter.drawRoundedRect(cell, 3, 3)
            if self.mark == (row, column):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(shades[Role.TEXT])
                painter.drawRoundedRect(cell, 3, 3)
            if value:  # not by colour alone
                painter.setPen(_legible(shades, shades[rating_role(value, found.points)]))
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(value))

    def _column(self, width: float) -> float:
        columns = max(1, self.marks()[1])
        return min(_LARGEST, max(_SMALLEST, (width - _NAMES - 60) / columns))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _x(self, room: QRectF, left: float, width: float = 0.0) -> float:
        return room.width() - left - width if self._mirrored() else left


def _legible(shades: Colours, ground: QColor) -> QColor:
    """Whichever of dark and light letters stands out more, by the contrast of WCAG 2."""

    def contrast(ink: QColor) -> float:
        dark, light = sorted((_luminance(ink), _luminance(ground)))
        return (light + 0.05) / (dark + 0.05)

    return max((shades[Role.TEXT], shades[Role.SURFACE]), key=contrast)


def _luminance(shade: QColor) -> float:
    parts = (0.2126 * shade.redF() ** 2.2, 0.7152 * shade.greenF() ** 2.2, 0.0722 * shade.blueF() ** 2.2)
    return float(sum(parts))


class ScaleUsePicture(Picture):
    """Bars for each reader: how often each point of the scale was given; the first is everybody."""

    def __init__(self) -> None:
        super().__init__(_("How readers use the scale"))
        self._uses: tuple[ScaleUse, ...] = ()

    def show_uses(self, figures: AgreementFigures) -> None:
        """Draw these readers."""
        everybody = ScaleUse(name=_("All readers"), counts=figures.everybody.counts)
        self._uses = (everybody, *figures.readers)
        self.mark = None
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def marks(self) -> tuple[int, int]:
        return (len(self._uses), len(self._uses[0].counts)) if self._uses else (0, 0)

    def words(self, row: int, column: int) -> str:
        count = self._uses[row].counts[column]
        told = plural("{name}: {n} answer of {value}", "{name}: {n} answers of {value}", count)
        return told.format(name=self._uses[row].name, n=count, value=column + 1)

    def numbers(self) -> list[Sequence[Cell]]:
        points = range(1, self.marks()[1] + 1)
        rows: list[Sequence[Cell]] = [(_("Reader"), *points)]
        rows += [(use.name, *use.counts) for use in self._uses]
        return rows

    def mark_at(self, place: QPoint) -> tuple[int, int] | None:
        for row in range(len(self._uses)):
            box = self._box(row)
            if box.contains(place):
                slot = box.width() / max(1, self.marks()[1])
                return row, min(int((place.x() - box.left()) / slot), self.marks()[1] - 1)
        return None

    def draw(self, painter: QPainter, room: QRectF, shades: Colours) -> None:
        painter.setFont(ui_font(_WORDS_PX))
        for row, use in enumerate(self._uses):
            self._draw_one(painter, shades, row, use)

    def _draw_one(self, painter: QPainter, shades: Colours, row: int, use: ScaleUse) -> None:
        box, points = self._box(row), len(use.counts)
        slot, most = box.width() / max(1, points), max(use.counts, default=0) or 1
        foot = box.bottom() - 18
        for place, count in enumerate(use.counts):
            height = (foot - box.top()) * count / most
            bar = QRectF(box.left() + place * slot + 2, foot - height, slot - 4, height)
            painter.setPen(shades[Role.TEXT] if self.mark == (row, place) else Qt.PenStyle.NoPen)
            painter.setBrush(shades[rating_role(place + 1, points)])
            painter.drawRect(bar)
        painter.setPen(shades[Role.LINE])
        painter.drawLine(QPointF(box.left(), foot), QPointF(box.right(), foot))
        painter.setPen(shades[Role.TEXT if row == 0 else Role.MUTED])
        words = QFontMetricsF(painter.font()).elidedText(
            f"{use.name} ({sum(use.counts)})", Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(QRectF(box.left(), foot + 2, box.width(), 16), _ONE_LINE, words)

    def _across(self) -> int:
        return max(1, self.width() // (_MULTIPLE.width() + _BETWEEN))

    def _box(self, row: int) -> QRectF:
        across = self._across()
        column = row % across
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = across - 1 - column
        left = column * (_MULTIPLE.width() + _BETWEEN)
        top = row // across * (_MULTIPLE.height() + _BETWEEN)
        return QRectF(left, top, _MULTIPLE.width(), _MULTIPLE.height())

    def _fit(self) -> None:
        rows = -(-len(self._uses) // self._across())
        self.setMinimumHeight(rows * (_MULTIPLE.height() + _BETWEEN) + 4)
