"""Over the rows of a big drop: which are shown, and which are ticked."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from learningstories.i18n import _, numeral
from learningstories.ui.add_model import AddModel, Show
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.chips import FilterBar

_MANY = 8  # rows from which on nobody sees them all at a glance


class AddBar(QWidget):
    """`chosen` carries the filter. Ticking concerns the rows that are shown."""

    chosen = Signal(object)

    def __init__(self, model: AddModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.filters = FilterBar(_filters())
        self.filters.chosen.connect(self.chosen)
        self.tick = Button(_("Tick…"), icon="list-checks", small=True)
        self.tick.setMenu(self.menu(self.tick))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 10)
        row.setSpacing(12)
        row.addWidget(self.filters, 1)
        row.addWidget(self.tick)

    def menu(self, parent: QWidget) -> QMenu:
        """The ways of ticking many at once."""
        menu = QMenu(_("Tick…"), parent)
        for words, wanted in (
            (_("Tick all"), lambda _candidate: True),
            (_("Tick none"), lambda _candidate: False),
            (_("Tick only those without problems"), lambda candidate: not candidate.is_to_look_at()),
        ):
            action = QAction(words, menu)
            action.triggered.connect(partial(self._model.want, wanted))
            menu.addAction(action)
        return menu

    def follow(self) -> None:
        """Show the counts; few rows need no bar."""
        there = len(self._model.candidates)
        for show in Show:
            count = self._model.count(show)
            chip = self.filters.chip(show)
            chip.set_count(numeral(count))
            chip.setVisible(count > 0 or show in (Show.ALL, self.filters.key()))
        self.setVisible(there >= _MANY or self.filters.key() is not Show.ALL)


def _filters() -> list[tuple[Show, str]]:
    return [
        (Show.ALL, _("All")),
        (Show.LOOK_AT, _("To look at")),
        (Show.ALIKE, _("Like another story")),
        (Show.NOT_READ, _("Not read")),
        (Show.LEFT_OUT, _("Left out")),
    ]
