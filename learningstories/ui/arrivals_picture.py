"""How many stories came on which day, as bars with the deadline among them."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.domain.deadline import zone_of
from learningstories.i18n import _, listed_apart, numeral, plural
from learningstories.services.overview import Arrivals
from learningstories.ui.day_axis import DayAxis, day_words, short_day
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side
from learningstories.ui.widgets.picture import Numbers, Picture

_LEAST = QSizeF(220, 130)
_WEEK = 7
_DAY = timedelta(days=1)
_COUNT = Lettering(px=11, side=Side.MIDDLE)


class ArrivalsPicture(Picture):
    """A bar for each day, or for as many days as make few enough bars."""

    def __init__(self, found: Arrivals | None, closes_at: datetime | None = None, zone: str = "UTC") -> None:
        self.title = _title(found)
        self.empty = "" if found is not None else _("No stories yet")
        self._counts = found.counts if found is not None else ()
        self._axis = None
        if found is None or closes_at is None:
            return
        self._axis = DayAxis(first=found.first, step=found.step, count=len(found.counts))
        local = closes_at.astimezone(zone_of(zone)).replace(tzinfo=None)
        began = datetime(found.first.year, found.first.month, found.first.day)  # noqa: DTZ001 - on the zone's clocks
        self._deadline_day = local.date()
        self._deadline = (local - began) / _DAY / found.step
        told = [self.words((0, place)) for place, count in enumerate(self._counts) if count]
        told.append(_("Deadline: {day}").format(day=day_words(self._deadline_day)))
        self.summary = listed_apart(told)

    def size(self, width: float) -> QSizeF:
        return _LEAST

    def marks(self) -> tuple[int, int]:
        return 1, len(self._counts)

    def words(self, mark: Mark) -> str:
        return _("{day}: {stories}").format(day=self._day(mark[1]), stories=_stories(self._counts[mark[1]]))

    def numbers(self) -> Numbers:
        return Numbers(
            headings=(_("Day"), _("Stories")),
            count=len(self._counts),
            row=lambda place: (self._day(place), self._counts[place]),
        )

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        return self._axis.bar(mark[1], self._share(mark[1]), room) if self._axis else QRectF()

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        at = self._axis.place_at(place.x(), room) if self._axis else None
        return (0, at) if at is not None else None

    def draw(self, drawing: Drawing) -> None:
        axis, most = self._axis, max(self._counts, default=0)
        if axis is None:
            return
        on = drawing.mark[1] if drawing.mark else -1
        for place, count in enumerate(self._counts):
            bar = axis.bar(place, self._share(place), drawing.room)
            stressed = place == on or (on < 0 and count == most)
            drawing.fill(bar, Role.ACCENT if stressed else drawing.soft(Role.ACCENT, 0.55), 3)
            if place == on:
                box = QRectF(bar.center().x() - 40, bar.top() - 18, 80, 16)
                drawing.write(box, numeral(count), _COUNT)
        axis.draw(drawing)
        words = _("deadline {day}").format(day=short_day(self._deadline_day))
        axis.draw_moment(drawing, self._deadline, words)

    def _share(self, place: int) -> float:
        return self._counts[place] / (max(self._counts) or 1)

    def _day(self, place: int) -> str:
        return self._axis.words(place) if self._axis else ""


def _stories(count: int) -> str:
    return plural("{n} story", "{n} stories", count).format(n=numeral(count))


def _title(found: Arrivals | None) -> str:
    """What the bars count."""
    if found is None or found.step == 1:
        return _("Stories received each day")
    if found.step == _WEEK:
        return _("Stories received each week")
    return _("Stories received every {n} days").format(n=found.step)
