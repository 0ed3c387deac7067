"""Enters what reviewers ticked on paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from learningstories.domain.pack import ReturnBy
from learningstories.i18n import _, plural
from learningstories.services.by_hand import HandRating, PaperRoom
from learningstories.ui.ballot_grid import BallotGrid
from learningstories.ui.desk import Desk
from learningstories.ui.hand_sheet import HandSheet, open_with_room
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import Label, Text

_SIZE = (1040, 680)


class BallotSheet(HandSheet):
    """The grid; the keyboard alone is enough."""

    came_by = ReturnBy.PAPER

    def __init__(self, desk: Desk, over: QWidget, room: PaperRoom) -> None:
        told = _(
            "The code of each line, Enter, the value, Enter; “{aside}” in place of the value where they step "
            "aside. Nothing is stored before you merge."
        ).format(aside=_("aside"))
        super().__init__(desk, over, (_("Enter ratings from paper"), told), _SIZE)
        self.told_of = _("Taking in ballots")
        points = (f"{point} {words}" for point, words in enumerate(room.form.scale, start=1))
        self.body.addWidget(Label(in_one_line(points), Text.SMALL, Role.MUTED, wrap=True))
        if room.form.criteria:
            asked = (f"{each.question} 1-{len(each.scale)}" for each in room.form.criteria)
            told = _("Further, in this order: {questions}").format(questions=in_one_line(asked))
            self.body.addWidget(Label(told, Text.SMALL, Role.MUTED, wrap=True))
        self.grid = BallotGrid(room)
        self.body.addWidget(self.grid, 1)
        self.grid.changed.connect(self.follow)
        self.grid.ended.connect(self._end)
        self.follow()

    def open(self) -> None:
        """Show the sheet with the keyboard in the first row."""
        super().open()
        self.grid.take_keys()

    def ratings(self) -> Sequence[HandRating]:
        return self.grid.ratings()

    def is_empty(self) -> bool:
        return self.grid.is_empty()

    def leaving_words(self) -> str:
        return _("Press Cancel again to throw away what you typed.")

    def follow(self) -> None:
        self._leaving = False
        ready, faulty = len(self.grid.ratings()), len(self.grid.faulty())
        self._offer(ready, enabled=bool(ready) and not faulty)
        if faulty:
            told = plural("{n} row is not right yet.", "{n} rows are not right yet.", faulty).format(n=faulty)
        else:
            people = self.grid.reviewers()
            told = plural("Of {n} reviewer", "Of {n} reviewers", people).format(n=people) if people else ""
        self.foot_note.setText(told)

    def _end(self) -> None:
        if self.confirm.isEnabled():
            self.confirm.setFocus()


def open_ballots(desk: Desk, over: QWidget) -> None:
    """Ask for ballots, once it is known which codes there are."""
    open_with_room(desk, lambda room: BallotSheet(desk, over, room))
