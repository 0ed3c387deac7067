"""How well each story is covered: one square a story, in the colour of how many read it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from learningstories.i18n import _, plural
from learningstories.services.reader_counts import Coverage, Covered
from learningstories.services.reviewer_list import SHOWN
from learningstories.ui.measures import widened
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.painting import mirrored, paint_box, paint_focus_ring

_SIZE, _SPACE = 15, 5
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -SHOWN, Qt.Key.Key_End: SHOWN}


class ReaderSquares(QWidget):
    """The arrow keys move between the squares; Enter or a click asks for the story (`wanted`)."""

    wanted = Signal(int)
    accessible_role = "Chart"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coverage: Sequence[Coverage] = ()
        self._enough = 1
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Readers per story"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_coverage(self, coverage: Sequence[Coverage], enough: int) -> None:
        """Show these stories; from `enough` readers on one is covered."""
        self._coverage = coverage
        self._enough = enough
        self._at = min(self._at, max(len(self._coverage) - 1, 0))
        self._fit()
        self._tell()
        self.update()

    def role_of(self, readers: int) -> Role:
        """The colour that so many readers have."""
        if readers >= self._enough:
            return Role.ACCENT
        return Role.RATING_4 if readers else Role.BAD

    def place_of(self, number: int) -> QPoint:
        """The middle of a story's square; raises ValueError if it has none."""
        at = [story.number for story in self._coverage].index(number)
        return self._square(at).center()

    def _columns(self) -> int:
        return max(1, (self.width() + _SPACE) // (widened(_SIZE) + _SPACE))

    def _square(self, at: int) -> QRect:
        row, column = divmod(at, self._columns())
        size, step = widened(_SIZE), widened(_SIZE) + _SPACE
        place = QRect(column * step, row * step, size, size)
        return mirrored(self.layoutDirection(), self.rect(), place)

    def _fit(self) -> None:
        rows = -(-len(self._coverage) // self._columns()) if self._coverage else 0
        step = widened(_SIZE) + _SPACE
        self.setFixedHeight(max(rows, 1) * step - _SPACE + 4)

    def _at_point(self, point: QPoint) -> int:
        return next((at for at in range(len(self._coverage)) if self._square(at).contains(point)), -1)

    def _words(self, at: int) -> str:
        story = self._coverage[at]
        readers = plural("{n} reader", "{n} readers", story.readers).format(n=story.readers)
        return f"#{story.number} {story.title}: {readers}"

    def _tell(self) -> None:
        self.setAccessibleDescription(self._words(self._at) if self._coverage else "")

    def _ask(self, at: int) -> None:
        if 0 <= at < len(self._coverage):
            self.wanted.emit(self._coverage[at].number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at_point(event.pos())
            QToolTip.showText(event.globalPos(), plain_tooltip(self._words(at)) if at >= 0 else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._ask(self._at_point(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self._at)
            return
        steps = {**_MOVES, Qt.Key.Key_Up: -self._columns(), Qt.Key.Key_Down: self._columns()}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._coverage:
            super().keyPressEvent(event)
            return
        self._at = min(max(self._at + step, 0), len(self._coverage) - 1)
        self._tell()
        self.update()
        here = self.mapToGlobal(self._square(self._at).bottomRight())
        QToolTip.showText(here, plain_tooltip(self._words(self._at)), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        for at, story in enumerate(self._coverage):
            paint_box(painter, self._square(at), 3, shades[self.role_of(story.readers)])
        if self.hasFocus() and self._coverage:
            paint_focus_ring(painter, self._square(self._at).adjusted(-2, -2, 2, 2), 5, shades[Role.TEXT])


class CoverageCard(Card):
    """The squares with what their colours mean."""

    def __init__(self) -> None:
        super().__init__(_("Readers per story"))
        self.squares = ReaderSquares()
        self.legend = FlowLayout(gap=12)
        self.body.addWidget(self.squares)
        holder = QWidget()
        holder.setLayout(self.legend)
        self.body.addWidget(holder)
        self.note = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.body.addWidget(self.note)

    def show_coverage(self, found: Covered, enough: int) -> None:
        """Show the stories with the fewest readers, and count all."""
        self.squares.show_coverage(found.fewest, enough)
        none, covered = found.stories.get(0, 0), found.with_at_least(enough)
        some = found.count - none - covered
        entries = [(Role.ACCENT, _("{least} or more: {n}").format(least=enough, n=covered))]
        if enough > 1:
            range_words = "1" if enough == 2 else f"1–{enough - 1}"  # noqa: PLR2004, RUF001 - two: only one
            entries.append((Role.RATING_4, _("{range}: {n}").format(range=range_words, n=some)))
        entries.append((Role.BAD, _("none: {n}").format(n=none)))
        self.legend.clear()
        for role, words in entries:
            self.legend.addWidget(_Entry(role, words))
        words = _("The {n} stories with the fewest readers").format(n=len(found.fewest))
        more = found.count > len(found.fewest)
        self.note.setText(words if more else "" if found.count else _("No stories to read yet"))
        self.note.setVisible(bool(self.note.text()))


def _mark() -> int:
    return widened(7)


class _Entry(QWidget):
    """A small square and what it means."""

    def __init__(self, role: Role, words: str) -> None:
        super().__init__()
        self._role = role
        self.words = Label(words, Text.SMALL, Role.MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(_mark() + 5)
        row.addWidget(self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = QRect(0, (self.height() - _mark()) // 2, _mark(), _mark())
        painter = QPainter(self)
        paint_box(painter, mirrored(self.layoutDirection(), self.rect(), place), 1, colors()[self._role])
