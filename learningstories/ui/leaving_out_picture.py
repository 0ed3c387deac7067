"""What leaving each reader out would do, as a picture: a bar for each, as long as stories change places."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.i18n import _, in_context, listed, plural
from learningstories.services.csv_file import Cell
from learningstories.services.leaving_out import WithoutReader
from learningstories.services.result_words import apart
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import MUTED, PLAIN, Drawing, Mark
from learningstories.ui.widgets.picture import Numbers, Picture

_NAMES, _ROW, _BAR = 190.0, 24.0, 12.0
_SLOT = 26.0  # of one story
_MOST_NAMED = 3


class LeavingOutPicture(Picture):
    """Whoever changes nothing has no bar; beside it stands which stories would enter and leave."""

    def __init__(self, found: Sequence[WithoutReader]) -> None:
        self.title = _("If one reader were left out")
        self._found = tuple(found)
        if not self._found:
            self.empty = _("No readings yet")
            return
        moving = sum(bool(each.enter) for each in self._found)
        self.summary = (
            plural(
                "Of {all} readers there is {n} without whom other stories would be the best.",
                "Of {all} readers there are {n} without any one of whom other stories would be the best.",
                moving,
            ).format(n=moving, all=len(self._found))
            if moving
            else _("Whoever were left out, the same stories would be the best.")
        )
        self._longest = max(len(each.enter) for each in self._found)

    def marks(self) -> tuple[int, int]:
        return len(self._found), 1 if self._found else 0

    def words(self, mark: Mark) -> str:
        found = self._found[mark[0]]
        told = _("Without {name}: {change}").format(name=apart(found.name), change=_change(found, named=0))
        moved = _("No story moves by more than {points:.2f} points.").format(points=found.moved)
        return f"{told} {moved}"

    def numbers(self) -> Numbers:
        def row(place: int) -> Sequence[Cell]:
            each = self._found[place]
            enter, leave = _named(each.enter, 0), _named(each.leave, 0)
            return each.name, each.readings, enter, leave, round(each.moved, 3)

        points = _("Points that a story moves at most")
        headings = (
            _("Reader"),
            _("Readings"),
            in_context("the best", "Enter"),
            in_context("the best", "Leave"),
            points,
        )
        return Numbers(headings=headings, count=len(self._found), row=row)

    def size(self, width: float) -> QSizeF:
        return QSizeF(480, _ROW * max(1, len(self._found)) + 4)

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        return QRectF(0, mark[0] * _ROW, room.width(), _ROW)

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        row = int(place.y() // _ROW)
        return (row, 0) if 0 <= row < len(self._found) else None

    def draw(self, drawing: Drawing) -> None:
        first = max(0, int(drawing.seen.top() // _ROW))
        last = min(len(self._found), int(drawing.seen.bottom() // _ROW) + 1)
        for row in range(first, last):
            self._draw_one(drawing, row)

    def _draw_one(self, drawing: Drawing, row: int) -> None:
        found, whole = self._found[row], self.box((row, 0), drawing.room)
        if drawing.mark == (row, 0):
            drawing.fill(whole, Role.ACCENT_SOFT, 4)
        drawing.write(QRectF(8, whole.top(), _NAMES - 16, _ROW), found.name, PLAIN)
        # Half of the room for the bars, however many stories change places.
        slot = min(_SLOT, (whole.width() - _NAMES) / 2 / max(1, self._longest))
        long = slot * len(found.enter)
        if long:
            drawing.fill(QRectF(_NAMES, whole.top() + (_ROW - _BAR) / 2, long, _BAR), Role.SPARK, 3)
        left = _NAMES + long + (8 if long else 0)
        box = QRectF(left, whole.top(), whole.width() - left - 8, _ROW)
        drawing.write(box, _change(found, named=_MOST_NAMED), MUTED)


def _change(found: WithoutReader, *, named: int) -> str:
    if not found.enter:
        return _("the same stories are the best.")
    count = len(found.enter)
    told = plural("{enter} would come in for {leave}.", "{enter} would come in for {leave}.", count)
    return told.format(enter=_named(found.enter, named), leave=_named(found.leave, named))


def _named(stories: Sequence[tuple[int, str]], most: int) -> str:
    """The stories, the first `most` of them by name; 0 for all."""
    shown = stories[:most] if most else stories
    told = [_("“{title}” (#{number})").format(title=apart(title), number=number) for number, title in shown]
    more = len(stories) - len(shown)
    if more:
        told.append(plural("{n} more", "{n} more", more).format(n=more))
    return listed(told)
