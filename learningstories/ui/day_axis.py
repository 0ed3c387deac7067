"""Days across the foot of a picture."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.i18n import _
from learningstories.services.date_words import DAY_AND_YEAR, SHORT_DAY, date_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Side

_FOOT, _HEAD, _SIDE = 24.0, 20.0, 8.0
_WORDS_PX = 11
_WIDEST_BAR = 24.0
_DAYS = Lettering(role=Role.MUTED, px=_WORDS_PX, side=Side.MIDDLE)
_MOMENT = Lettering(role=Role.SPARK, px=_WORDS_PX)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAxis:
    """`count` spans of `step` days each, the first of which begins on `first`; `side` is left free before."""

    first: date
    step: int
    count: int
    side: float = _SIDE

    def words(self, place: int) -> str:
        """The day of one span, or its first and last."""
        begins = self._day(place)
        if self.step == 1:
            return day_words(begins)
        ends = begins + timedelta(days=self.step - 1)
        return _("{first} to {last}").format(first=day_words(begins), last=day_words(ends))

    def plot(self, room: QSizeF) -> QRectF:
        """Where bars stand."""
        return QRectF(0, 0, room.width(), room.height()).adjusted(self.side, _HEAD, -_SIDE, -_FOOT)

    def slot(self, place: int, room: QSizeF) -> QRectF:
        """The whole height over one span."""
        plot = self.plot(room)
        wide = plot.width() / max(1, self.count)
        return QRectF(plot.left() + place * wide, plot.top(), wide, plot.height())

    def bar(self, place: int, share: float, room: QSizeF) -> QRectF:
        """A bar over a span, as high as `share` (0 to 1) of the plot."""
        slot = self.slot(place, room)
        wide, high = min(slot.width() * 0.68, _WIDEST_BAR), slot.height() * share
        return QRectF(slot.center().x() - wide / 2, slot.bottom() - high, wide, high)

    def place_at(self, across: float, room: QSizeF) -> int | None:
        """The span over which a place lies."""
        plot = self.plot(room)
        inside = across - plot.left()
        if not self.count or not 0 <= inside < plot.width():
            return None
        return min(int(inside / plot.width() * self.count), self.count - 1)

    def draw(self, drawing: Drawing) -> None:
        """The line, and as many days as there is room to write."""
        room = drawing.room
        plot = self.plot(room)
        drawing.fill(QRectF(plot.left(), plot.bottom(), plot.width(), 1), Role.LINE)
        wide = drawing.wide(short_day(self.first.replace(day=28)), _DAYS) + 24
        every = max(1, -(-int(wide) // max(1, int(plot.width() / max(1, self.count)))))
        for place in range(0, self.count, every):
            left = self.slot(place, room).center().x() - wide / 2
            left = min(max(left, 0.0), room.width() - wide)
            box = QRectF(left, plot.bottom() + 6, wide, _FOOT - 8)
            drawing.write(box, short_day(self._day(place)), _DAYS)

    def draw_moment(self, drawing: Drawing, at: float, words: str) -> None:
        """A standing line at `at` spans from the beginning, if it lies there, with words beside its head."""
        if not 0 <= at <= self.count:
            return
        plot = self.plot(drawing.room)
        x = plot.left() + at * plot.width() / max(1, self.count)
        drawing.line(QPointF(x, 4), QPointF(x, plot.bottom()), Role.SPARK, 1.4, dashed=True)
        wide = drawing.wide(words, _MOMENT)
        left = x - wide - 6 if x - wide - 6 >= 0 else x + 6
        drawing.write(QRectF(left, 0, wide, _HEAD - 4), words, _MOMENT)

    def _day(self, place: int) -> date:
        return self.first + timedelta(days=place * self.step)


def day_words(day: date) -> str:
    """A day in full."""
    return date_words(day, DAY_AND_YEAR)


def short_day(day: date) -> str:
    """Day and month."""
    return date_words(day, SHORT_DAY)
