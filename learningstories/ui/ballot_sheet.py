"""Enters what reviewers ticked on paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.pack import ReturnBy
from learningstories.i18n import _, plural
from learningstories.services.by_hand import PaperRoom, enter, paper_room, report_words
from learningstories.services.merging import MergeReport
from learningstories.ui.ballot_grid import BallotGrid
from learningstories.ui.desk import Desk
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (1040, 680)


class BallotSheet(Sheet):
    """Nothing is stored before Merge; `merged` carries the report of it."""

    merged = Signal(object)

    def __init__(self, desk: Desk, over: QWidget, room: PaperRoom) -> None:
        told = _("The code of each line, Enter, the value, Enter. Nothing is stored before you merge.")
        super().__init__(over, _("Enter ratings from paper"), told, _SIZE)
        self._desk = desk
        self._leaving = False
        points = (f"{point} {words}" for point, words in enumerate(room.form.scale, start=1))
        aside = _("“{aside}”: who knows the author, and why").format(aside=_("aside"))
        self.body.addWidget(Label(" · ".join((*points, aside)), Text.SMALL, Role.MUTED, wrap=True))
        if room.form.criteria:
            asked = (f"{each.question} 1-{len(each.scale)}" for each in room.form.criteria)
            told = _("Further, in this order: {questions}").format(questions=" · ".join(asked))
            self.body.addWidget(Label(told, Text.SMALL, Role.MUTED, wrap=True))
        self.grid = BallotGrid(room)
        self.body.addWidget(self.grid, 1)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._merge)
        self.grid.changed.connect(self._follow)
        self.grid.ended.connect(self._end)
        self._follow()

    def open(self) -> None:
        """Show the sheet with the keyboard in the first row."""
        super().open()
        self.grid.take_keys()

    def may_leave(self) -> bool:
        """What was typed is not thrown away by one key."""
        if not self.grid.is_empty() and not self._leaving:
            self._leaving = True
            self.foot_note.setText(_("Press Cancel again to throw away what you typed."))
            return False
        return True

    def _follow(self) -> None:
        self._leaving = False
        ready, faulty = len(self.grid.ratings()), len(self.grid.faulty())
        self.confirm.set_text(plural("Merge {n} answer", "Merge {n} answers", ready).format(n=ready))
        self.confirm.setEnabled(bool(ready) and not faulty)
        if faulty:
            told = plural("{n} row is not right yet.", "{n} rows are not right yet.", faulty).format(n=faulty)
        else:
            people = self.grid.reviewers()
            told = plural("Of {n} reviewer", "Of {n} reviewers", people).format(n=people) if people else ""
        self.foot_note.setText(told)

    def _end(self) -> None:
        if self.confirm.isEnabled():
            self.confirm.setFocus()

    def _merge(self) -> None:
        workspace, files, ratings = self._desk.workspace, self._desk.toolbox.packs(), self.grid.ratings()
        self.confirm.setEnabled(False)
        self._desk.tasks.write(
            _("Taking in ballots"),
            lambda _control: enter(workspace, files, ratings, ReturnBy.PAPER),
            self._done,
            self._failed,
        )

    def _done(self, report: MergeReport) -> None:
        self._desk.said.emit(report_words(report), True)
        self.merged.emit(report)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._follow()
        self._desk.tell(error)


def open_ballots(desk: Desk, over: QWidget) -> None:
    """Ask for ballots, once it is known which codes there are."""
    workspace = desk.workspace

    def ask(room: PaperRoom) -> None:
        if room.packs:
            BallotSheet(desk, over, room).open()
        else:
            desk.said.emit(_("No packs were made yet, so there is nothing to enter."), False)

    desk.read(lambda _control: paper_room(workspace), ask)
