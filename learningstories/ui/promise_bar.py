"""What became of some promises as one bar; the words beside or under it say the same."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learningstories.domain.promise import Outcome
from learningstories.i18n import listed
from learningstories.services.promise_words import outcome_words
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.painting import mirrored, paint_ground

ORDER = (Outcome.KEPT, Outcome.PARTLY, Outcome.NOT, Outcome.SILENT, Outcome.OPEN)


def outcome_color(outcome: Outcome) -> QColor:
    """The colour of an outcome in a bar."""
    shades = colors()
    return {
        Outcome.KEPT: shades[Role.ACCENT],
        Outcome.PARTLY: mix(shades[Role.ACCENT], shades[Role.SURFACE], 0.45),
        Outcome.NOT: shades[Role.MUTED],
        Outcome.SILENT: mix(shades[Role.LINE], shades[Role.MUTED], 0.25),
        Outcome.OPEN: shades[Role.SIDE],
    }[outcome]


class PromiseBar(QWidget):
    """As long as its share of the longest."""

    def __init__(self, counts: Mapping[Outcome, int], most: int, height: int = 10) -> None:
        super().__init__()
        self._parts = [(outcome, counts.get(outcome, 0)) for outcome in ORDER if counts.get(outcome, 0)]
        self._most = max(1, most)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(listed(f"{outcome_words(o)}: {count}" for o, count in self._parts))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        gone = 0
        for outcome, count in self._parts:
            begin, end = (round(self.width() * part / self._most) for part in (gone, gone + count))
            place = QRect(begin, 0, max(1, end - begin), self.height())
            place = mirrored(self.layoutDirection(), self.rect(), place)
            paint_ground(painter, place, outcome_color(outcome))
            painter.setPen(colors()[Role.LINE])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            gone += count


class OutcomeKey(QWidget):
    """A small square in an outcome's colour, for the legend."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome
        self.setFixedSize(12, 12)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), outcome_color(self._outcome))
        painter.setPen(colors()[Role.LINE])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
