"""Who would read what, shown before it is done: as a matrix, and a row a reviewer."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.assign_words import apart_words, unmet_words
from learningstories.services.distribution import Assigned
from learningstories.services.progress import Control
from learningstories.ui.assign_model import LOOKS, AssignModel
from learningstories.ui.assign_picture import AssignPicture
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import led
from learningstories.ui.picture_card import PictureCard
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import WIDE, Sheet
from learningstories.ui.widgets.tab_bar import TabBar
from learningstories.ui.widgets.table import Table

MATRIX, REVIEWERS = "matrix", "reviewers"
_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a sheet plans, what it does when asked, and what its button says for so many new readings."""

    label: str
    plan: Callable[[Control], Assigned]
    do: Callable[[Control], Assigned]
    button: Callable[[int], str]


class PlanSheet(Sheet):
    """Above who would read what, below what cannot be filled. Nothing is stored before the main button.

    With `only_changes` the matrix leaves out stories with which nothing would happen.
    """

    _worked = Signal(int, int)

    def __init__(
        self, desk: Desk, over: QWidget, title: str, told: str, *, only_changes: bool = False
    ) -> None:
        super().__init__(over, title, told, WIDE)
        self._desk, self._only_changes = desk, only_changes
        self._act: Act | None = None
        self.plan: Assigned | None = None
        self.controls = QHBoxLayout()
        self.controls.setSpacing(10)
        self.body.addLayout(self.controls)
        self._add_views()
        self.short = Label("", Text.BODY, Role.SPARK, wrap=True)
        self.apart = Label("", Text.BODY, Role.SPARK, wrap=True)
        for label in (self.short, self.apart):
            label.hide()
            self.body.addWidget(label)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self._asked: Newest[Assigned] = Newest(desk.tasks, self._show)
        self._worked.connect(self._tell_progress)
        self.finished.connect(lambda _done: self._asked.drop())

    def _add_views(self) -> None:
        folder = self._desk.challenge.path.parent
        self.matrix = PictureCard(self._desk, AssignPicture(None), "assign", folder=folder)
        self.model = AssignModel(self)
        self.table = Table(_("How many stories each reviewer would have"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.table.set_compact(compact=True)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.tabs = TabBar([(MATRIX, _("Stories and readers")), (REVIEWERS, _("Each reviewer"))])
        self.tabs.setAccessibleName(_("Who would read what"))
        self.views = QStackedWidget()
        for view in (self.matrix, card):
            self.views.addWidget(view)
        self.tabs.currentChanged.connect(self.views.setCurrentIndex)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.views, 1)

    def ask(self, act: Act) -> None:
        """Work out what would become of it, off the thread."""
        self._act, self.plan = act, None
        self.confirm.setEnabled(False)
        self.foot_note.setText(_("Working out who would read what…"))

        def work(control: Control) -> Assigned:
            return act.plan(Control(lambda done, total: self._pass_on(control, done, total)))

        self._asked.ask(work)

    def _pass_on(self, control: Control, done: int, total: int) -> None:
        """Stop where another question was asked; called in the thread that works it out."""
        control.step(done, total)
        self._worked.emit(done, total)

    def _tell_progress(self, done: int, total: int) -> None:
        if self.plan is None:
            told = _("Working out who would read what: {done} of {total} stories")
            self.foot_note.setText(told.format(done=numeral(done), total=numeral(total)))

    def _show(self, plan: Assigned) -> None:
        self.plan = plan
        self.matrix.show_picture(AssignPicture(plan, only_changes=self._only_changes))
        self.model.show_plan(plan)
        if self._act is not None:
            self.confirm.set_text(self._act.button(plan.new))
        self.confirm.setEnabled(self.may_be_done(plan))
        self.short.setText(led(_short_words(plan)))
        self.short.setVisible(bool(plan.unmet))
        self.apart.setText(apart_words(plan))
        self.apart.setVisible(bool(self.apart.text()))
        self.foot_note.setText(self.note(plan))

    def may_be_done(self, plan: Assigned) -> bool:
        """Whether it would change anything."""
        return plan.new > 0 or plan.taken > 0

    def note(self, plan: Assigned) -> str:
        """What is said beside the buttons."""
        if not plan.new and not plan.taken:
            return _("Everything is given out already.") if not plan.unmet else _("Nothing would change.")
        told = plural("{n} new assignment", "{n} new assignments", plan.new).format(n=numeral(plan.new))
        away = plural("{n} taken away", "{n} taken away", plan.taken).format(n=numeral(plan.taken))
        return f"{told} · {away}" if plan.taken else told

    def _finish(self) -> None:
        act = self._act
        if act is not None:
            self._desk.write(act.label, act.do, self._done)
            self.accept()

    def _done(self, done: Assigned) -> None:
        told = plural("{n} story is given out", "{n} stories are given out", done.new)
        words = told.format(n=numeral(done.new))
        away = plural("{n} taken away", "{n} taken away", done.taken).format(n=numeral(done.taken))
        self._desk.said.emit(f"{words} · {away}" if done.taken else words, True)


def _short_words(plan: Assigned) -> str:
    """What cannot be filled, why, and what would be enough."""
    told = [unmet_words(each) for each in plan.unmet[:_MOST_SENTENCES]]
    missing = sum(each.missing for each in plan.unmet[_MOST_SENTENCES:])
    if missing:
        more = plural("{n} more reading is missing.", "{n} more readings are missing.", missing)
        told.append(more.format(n=numeral(missing)))
    return "\n".join(told)
