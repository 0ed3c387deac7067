"""The points of a scale, in words, from the least to the most."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from learningstories.domain.challenge import FEWEST_POINTS, MOST_POINTS
from learningstories.i18n import _
from learningstories.ui.tokens import rating_role
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.dot import Dot
from learningstories.ui.widgets.fields import text_field
from learningstories.ui.widgets.layouts import clear_layout


class ScaleEditor(QWidget):
    """Two to seven points; each can be worded, moved up and taken out."""

    changed = Signal()

    def __init__(self, points: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = list(points)
        self.lines: list[QLineEdit] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.add = Button(_("Add a point"), Kind.PLAIN, "plus", small=True)
        self.add.clicked.connect(self._add)
        self._show()

    def points(self) -> tuple[str, ...]:
        """The points as they are worded."""
        return tuple(line.text().strip() for line in self.lines)

    def word(self, points: Sequence[str]) -> None:
        """Show other points in place of those that are there."""
        self._points = list(points)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.add.setParent(None)
        clear_layout(self._rows)
        self.lines = []
        for place, words in enumerate(self._points):
            self._rows.addLayout(self._row(place, words))
        self._rows.addWidget(self.add)
        self.add.show()
        self.add.setEnabled(len(self._points) < MOST_POINTS)

    def _row(self, place: int, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        line = text_field(_("a word or two"), words, 60)
        line.setAccessibleName(_("Point {n} of the scale").format(n=place + 1))
        line.textChanged.connect(self.changed)
        self.lines.append(line)
        up = icon_button("arrow-up", _("Move point {n} up").format(n=place + 1), small=True)
        up.setEnabled(place > 0)
        up.clicked.connect(lambda: self._move_up(place))
        out = icon_button("x", _("Take point {n} out").format(n=place + 1), small=True)
        out.setEnabled(len(self._points) > FEWEST_POINTS)
        out.clicked.connect(lambda: self._take_out(place))
        row.addWidget(Dot(rating_role(place + 1, len(self._points))))
        for widget in (line, up, out):
            row.addWidget(widget)
        return row

    def _keep(self) -> None:
        self._points = [line.text() for line in self.lines]

    def _add(self) -> None:
        self._keep()
        self._points.append("")
        self._show()
        self.lines[-1].setFocus()
        self.changed.emit()

    def _move_up(self, place: int) -> None:
        self._keep()
        self._points[place - 1], self._points[place] = self._points[place], self._points[place - 1]
        self._show()
        self.changed.emit()

    def _take_out(self, place: int) -> None:
        self._keep()
        del self._points[place]
        self._show()
        self.changed.emit()
