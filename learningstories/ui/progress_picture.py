"""How the readings come in, as a picture: day by day, beside an even pace to the day they are due."""

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.i18n import _, numeral, plural
from learningstories.services.reading_days import ReadingDays
from learningstories.ui.day_axis import DayAxis, day_words, short_day
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side
from learningstories.ui.widgets.picture import Numbers, Picture

_HIGH, _SCALE = 230.0, 44.0
_STEPS = (1, 2, 5)
_FEW = 4  # lines across
_AMOUNT = Lettering(px=11, role=Role.MUTED, side=Side.END)
_COUNT = Lettering(px=11, side=Side.MIDDLE)
_PACE = Lettering(px=11, role=Role.MUTED, side=Side.END)


class ProgressPicture(Picture):
    """Each bar is what is in by the end of a day; what that day brought is its dark head."""

    def __init__(self, days: ReadingDays | None) -> None:
        self._days = days
        self.title = _("Readings day by day")
        self._axis = None
        if days is None:
            self.empty = _("No readings yet")
            return
        spans = days.spans
        self._axis = DayAxis(first=spans.first, step=spans.step, count=len(spans.counts), side=_SCALE)
        self._most = float(max(days.wanted, days.given, 1))
        self.summary = _summary(days, self._axis)

    def marks(self) -> tuple[int, int]:
        return (1, len(self._days.so_far)) if self._days is not None else (0, 0)

    def words(self, mark: Mark) -> str:
        days, place = self._days, mark[1]
        if days is None or self._axis is None:
            return ""
        count = days.spans.counts[place]
        told = plural(
            "{day}: {n} reading; {all} so far, and {wanted} are wanted",
            "{day}: {n} readings; {all} so far, and {wanted} are wanted",
            count,
        )
        return told.format(
            day=self._axis.words(place),
            n=numeral(count),
            all=numeral(days.so_far[place]),
            wanted=numeral(days.wanted),
        )

    def numbers(self) -> Numbers:
        days, axis = self._days, self._axis
        if days is None or axis is None:
            return Numbers(headings=(), count=0, row=lambda _place: ())
        so_far = days.so_far
        return Numbers(
            headings=(_("Day"), _("Readings"), _("So far")),
            count=len(so_far),
            row=lambda place: (axis.words(place), days.spans.counts[place], so_far[place]),
        )

    def size(self, width: float) -> QSizeF:
        return QSizeF(320, _HIGH)

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        if self._days is None or self._axis is None:
            return QRectF()
        return self._axis.bar(mark[1], self._days.so_far[mark[1]] / self._most, room)

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        at = self._axis.place_at(place.x(), room) if self._axis is not None else None
        return (0, at) if at is not None and at < self.marks()[1] else None

    def draw(self, drawing: Drawing) -> None:
        days, axis = self._days, self._axis
        if days is None or axis is None:
            return
        self._draw_scale(drawing, axis)
        before = 0
        for place, so_far in enumerate(days.so_far):
            on = drawing.mark == (0, place)
            bar = axis.bar(place, so_far / self._most, drawing.room)
            new = QRectF(bar)
            new.setBottom(axis.bar(place, before / self._most, drawing.room).top())
            drawing.fill(bar, drawing.soft(Role.ACCENT, 0.45 if on else 0.28))
            drawing.fill(new, Role.ACCENT)
            before = so_far
            if on:
                box = QRectF(bar.center().x() - 40, bar.top() - 18, 80, 16)
                drawing.write(box, numeral(so_far), _COUNT)
        axis.draw(drawing)
        self._draw_pace(drawing, days, axis)

    def _draw_scale(self, drawing: Drawing, axis: DayAxis) -> None:
        plot, step = axis.plot(drawing.room), _nice_step(self._most)
        for amount in range(step, int(self._most) + 1, step):
            y = plot.bottom() - plot.height() * amount / self._most
            drawing.line(QPointF(plot.left(), y), QPointF(plot.right(), y), Role.LINE)
            drawing.write(QRectF(0, y - 8, _SCALE - 8, 16), numeral(amount), _AMOUNT)

    def _draw_pace(self, drawing: Drawing, days: ReadingDays, axis: DayAxis) -> None:
        plot = axis.plot(drawing.room)
        level = plot.bottom() - plot.height() * days.wanted / self._most
        drawing.line(QPointF(plot.left(), level), QPointF(plot.right(), level), Role.MUTED, dashed=True)
        words = plural("{n} wanted", "{n} wanted", days.wanted).format(n=numeral(days.wanted))
        drawing.write(QRectF(plot.left() + 4, level - 17, 160, 16), words, Lettering(px=11, role=Role.MUTED))
        if days.due_at is None or days.due_day is None or days.due_at <= 0:
            return
        # The line ends where the picture does, if the day lies beyond it.
        shown = min(1.0, axis.count / days.due_at)
        end = QPointF(
            plot.left() + plot.width() * days.due_at * shown / axis.count,
            plot.bottom() - (plot.bottom() - level) * shown,
        )
        drawing.line(QPointF(plot.left(), plot.bottom()), end, Role.SPARK, 1.4)
        axis.draw_moment(drawing, days.due_at, _("due {day}").format(day=short_day(days.due_day)))


def _nice_step(most: float) -> int:
    """A round number that goes a few times into the highest."""
    step = 1
    while True:
        for each in _STEPS:
            if each * step * _FEW >= most:
                return each * step
        step *= 10


def _summary(days: ReadingDays, axis: DayAxis) -> str:
    busiest = max(range(len(days.spans.counts)), key=days.spans.counts.__getitem__)
    told = [
        plural(
            "{given} reading is in, and {wanted} are wanted.",
            "{given} readings are in, and {wanted} are wanted.",
            days.given,
        ).format(given=numeral(days.given), wanted=numeral(days.wanted)),
        _("Most came on {day}: {n}.").format(day=axis.words(busiest), n=numeral(days.spans.counts[busiest])),
    ]
    if days.due_day is not None:
        told.append(_("They are due on {day}.").format(day=day_words(days.due_day)))
    pace = days.even_pace
    if pace is not None:
        told.append(_("At an even pace {n} would be in by now.").format(n=numeral(round(pace))))
    return " ".join(told)
