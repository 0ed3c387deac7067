"""What leaving each reader out would do, as a picture: a bar for each, as long as stories change places."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from learningstories.i18n import _
from learningstories.services.csv_file import Cell
from learningstories.services.leaving_out import WithoutReader
from learningstories.ui.fonts import ui_font
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.picture import Colours, Picture

_WORDS_PX = 12
_NAMES, _ROW, _BAR = 190.0, 24.0, 12.0
_SLOT = 26.0  # of one story
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


class LeavingOutPicture(Picture):
    """Whoever changes nothing has no bar; beside it stands which stories would enter and leave."""

    def __init__(self) -> None:
        super().__init__(_("If one reader were left out"))
        self._found: tuple[WithoutReader, ...] = ()

    def show_found(self, found: Sequence[WithoutReader]) -> None:
        """Draw these."""
        self._found = tuple(found)
        self.mark = None
        self.setMinimumHeight(round(_ROW * max(1, len(self._found)) + 8))
        self.updateGeometry()
        self.update()

    def marks(self) -> tuple[int, int]:
        return len(self._found), 1 if self._found else 0

    def words(self, row: int, column: int) -> str:
        found = self._found[row]
        told = _("Without {name}: {change}").format(name=found.name, change=_change(found))
        moved = _("No story moves by more than {points:.2f} points.").format(points=found.moved)
        return f"{told} {moved}"

    def numbers(self) -> list[Sequence[Cell]]:
        rows: list[Sequence[Cell]] = [
            (_("Reader"), _("Readings"), _("Enter"), _("Leave"), _("Points that a story moves at most"))
        ]
        rows += [
            (each.name, each.readings, _named(each.enter), _named(each.leave), round(each.moved, 3))
            for each in self._found
        ]
        return rows

    def mark_at(self, place: QPoint) -> tuple[int, int] | None:
        row = int(place.y() // _ROW)
        return (row, 0) if 0 <= row < len(self._found) else None

    def draw(self, painter: QPainter, room: QRectF, shades: Colours) -> None:
        painter.setFont(ui_font(_WORDS_PX))
        for row, found in enumerate(self._found):
            self._draw_one(painter, room, shades, row, found)

    def _draw_one(
        self, painter: QPainter, room: QRectF, shades: Colours, row: int, found: WithoutReader
    ) -> None:
        top, metrics = row * _ROW, QFontMetricsF(painter.font())
        if self.mark == (row, 0):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades[Role.ACCENT_SOFT])
            painter.drawRoundedRect(QRectF(0, top, room.width(), _ROW), 4, 4)
        painter.setPen(shades[Role.TEXT])
        name = metrics.elidedText(found.name, Qt.TextElideMode.ElideRight, _NAMES - 12)
        self._write(painter, room, QRectF(8, top, _NAMES - 12, _ROW), name)
        long = _SLOT * len(found.enter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades[Role.SPARK])
        bar = self._placed(room, QRectF(_NAMES, top + (_ROW - _BAR) / 2, long, _BAR))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(shades[Role.MUTED])
        left = _NAMES + long + (8 if long else 0)
        width = room.width() - left - 8
        change = metrics.elidedText(_change(found), Qt.TextElideMode.ElideRight, width)
        self._write(painter, room, QRectF(left, top, width, _ROW), change)

    def _write(self, painter: QPainter, room: QRectF, box: QRectF, words: str) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        way = _ONE_LINE | side.value | Qt.AlignmentFlag.AlignAbsolute.value
        painter.drawText(self._placed(room, box), way, words)

    def _placed(self, room: QRectF, box: QRectF) -> QRectF:
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return box
        return QRectF(room.width() - box.left() - box.width(), box.top(), box.width(), box.height())


def _change(found: WithoutReader) -> str:
    if not found.enter:
        return _("the same stories are the best.")
    told = _("{enter} would come in for {leave}.")
    return told.format(enter=_named(found.enter), leave=_named(found.leave))


def _named(stories: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"“{title}” (#{number})" for number, title in stories)
