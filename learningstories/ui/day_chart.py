"""How many stories came on which day, as bars with the deadline among them."""

from datetime import date, datetime, timedelta

from babel.dates import format_date
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from learningstories.domain.deadline import zone_of
from learningstories.i18n import _, language, plural
from learningstories.services.overview import Arrivals
from learningstories.ui.fonts import ui_font
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.painting import paint_focus_ring

_FOOT, _HEAD, _SIDE = 24, 20, 8
_WIDEST_BAR = 24
_WORDS_PX = 11
_DAY_SECONDS = 86400
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayChart(QWidget):
    """Bars that say their number to the pointer, to the arrow keys and to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrivals: Arrivals | None = None
        self._deadline = 0.0  # in days from the first
        self._deadline_day = date.min
        self._current = -1
        self.setMinimumHeight(130)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_arrivals(self, found: Arrivals | None, closes_at: datetime, zone: str) -> None:
        """Draw these numbers, and the deadline where it lies among them."""
        self._arrivals = found
        self._current = -1
        if found is not None:
            local = closes_at.astimezone(zone_of(zone))
            self._deadline_day = local.date()
            seconds = timedelta(hours=local.hour, minutes=local.minute).total_seconds()
            self._deadline = (local.date() - found.first).days + seconds / _DAY_SECONDS
        self.setAccessibleName(chart_title(found))
        self.setAccessibleDescription(self._told())
        self.update()

    def words(self, place: int) -> str:
        """What one bar says."""
        found = self._arrivals
        if found is None:
            return ""
        count = found.counts[place]
        stories = plural("{n} story", "{n} stories", count).format(n=f"{count:,}")
        return f"{self._days(place)}: {stories}"

    def current(self) -> int:
        """The bar that the pointer or the keyboard is on; -1 for none."""
        return self._current

    def sizeHint(self) -> QSize:
        return QSize(520, 180)

    def _days(self, place: int) -> str:
        found = self._arrivals
        if found is None:
            return ""
        first = _day_words(found.day(place))
        if found.step == 1:
            return first
        last = _day_words(found.day(place) + timedelta(days=found.step - 1))
        return _("{first} to {last}").format(first=first, last=last)

    def _told(self) -> str:
        found = self._arrivals
        if found is None:
            return _("No stories yet")
        told = [self.words(place) for place, count in enumerate(found.counts) if count]
        told.append(_("Deadline: {day}").format(day=_day_words(self._deadline_day)))
        return "; ".join(told)

    # --- where things lie --------------------------------------------------------------------------------

    def _plot(self) -> QRect:
        return self.rect().adjusted(_SIDE, _HEAD, -_SIDE, -_FOOT)

    def _slot(self) -> float:
        found = self._arrivals
        return self._plot().width() / len(found.counts) if found is not None else 0.0

    def _x(self, left: float, width: float = 0.0) -> float:
        """`left` as it lies on the screen: time runs as the language does."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.width() - left - width if rtl else left

    def _bar(self, place: int) -> QRectF:
        found = self._arrivals
        if found is None:
            return QRectF()
        plot, slot = self._plot(), self._slot()
        width = min(slot * 0.68, _WIDEST_BAR)
        height = plot.height() * found.counts[place] / max(found.counts)
        left = plot.x() + place * slot + (slot - width) / 2
        return QRectF(self._x(left, width), plot.y() + plot.height() - height, width, height)

    def _place_at(self, point: QPoint) -> int:
        found, plot = self._arrivals, self._plot()
        inside = self._x(point.x()) - plot.x()
        if found is None or not 0 <= inside < plot.width():
            return -1
        return min(int(inside / self._slot()), len(found.counts) - 1)

    # --- what is drawn -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades, found = colors(), self._arrivals
        painter.setFont(ui_font(_WORDS_PX))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if found is None:
            painter.setPen(shades[Role.MUTED])
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("No stories yet"))
        else:
            plot = self._plot()
            painter.fillRect(QRect(plot.x(), plot.bottom() + 1, plot.width(), 1), shades[Role.LINE])
            self._paint_bars(painter, found)
            self._paint_days(painter, found)
            self._paint_deadline(painter, found)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), 6, shades[Role.ACCENT])

    def _paint_bars(self, painter: QPainter, found: Arrivals) -> None:
        shades = colors()
        calm = mix(shades[Role.SURFACE], shades[Role.ACCENT], 0.55)
        most = max(found.counts)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, count in enumerate(found.counts):
            bar = self._bar(place)
            stressed = place == self._current or (self._current < 0 and count == most)
            painter.setBrush(shades[Role.ACCENT] if stressed else calm)
            painter.drawRoundedRect(bar, 3, 3)
            if place == self._current:
                painter.setPen(shades[Role.TEXT])
                words = QRect(round(bar.center().x()) - 40, round(bar.y()) - 18, 80, 16)
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, f"{count:,}")
                painter.setPen(Qt.PenStyle.NoPen)

    def _paint_days(self, painter: QPainter, found: Arrivals) -> None:
        """As many days as there is room to write, the last one among them where it fits."""
        painter.setPen(colors()[Role.MUTED])
        plot, slot = self._plot(), self._slot()
        wide = painter.fontMetrics().horizontalAdvance(_short(found.first.replace(day=28))) + 24
        every = max(1, -(-wide // max(1, int(slot))))
        for place in range(0, len(found.counts), every):
            middle = self._x(plot.x() + (place + 0.5) * slot)
            left = min(max(round(middle) - wide // 2, 0), self.width() - wide)
            box = QRect(left, plot.bottom() + 6, wide, _FOOT - 8)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _short(found.day(place)))

    def _paint_deadline(self, painter: QPainter, found: Arrivals) -> None:
        at = self._deadline / found.step
        if not 0 <= at <= len(found.counts):
            return
        plot, tint = self._plot(), colors()[Role.SPARK]
        x = self._x(plot.x() + at * self._slot())
        painter.setPen(QPen(tint, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 4), QPointF(x, plot.bottom()))
        painter.setPen(tint)
        words = _("deadline {day}").format(day=_short(self._deadline_day))
        wide = QFontMetrics(painter.font()).horizontalAdvance(words) + 2
        left = round(x) - wide - 6 if round(x) - wide - 6 >= 0 else round(x) + 6
        painter.drawText(QRect(left, 0, wide, _HEAD - 4), Qt.AlignmentFlag.AlignVCenter, words)

    # --- asking for a number -----------------------------------------------------------------------------

    def _choose(self, place: int, *, at: QPoint | None = None) -> None:
        if place != self._current:
            self._current = place
            self.update()
        if place >= 0 and at is not None:
            QToolTip.showText(at, plain_tooltip(self.words(place)), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._arrivals
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if found is None or not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        last = len(found.counts) - 1
        place = min(max(self._current + step, 0), last) if self._current >= 0 else (0 if step > 0 else last)
        bar = self._bar(place)
        self._choose(place, at=self.mapToGlobal(QPoint(round(bar.x()), round(bar.y()))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(self._place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._choose(-1)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._choose(-1)
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell the number under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._choose(self._place_at(event.pos()), at=event.globalPos())
            return True
        return super().event(event)


def chart_title(found: Arrivals | None) -> str:
    """What the bars count."""
    if found is None or found.step == 1:
        return _("Stories received each day")
    if found.step == 7:  # noqa: PLR2004 - days of a week
        return _("Stories received each week")
    return _("Stories received every {n} days").format(n=found.step)


def _day_words(day: date) -> str:
    return format_date(day, "d MMMM y", locale=language())


def _short(day: date) -> str:
    return format_date(day, "d MMM", locale=language())
