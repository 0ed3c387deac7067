"""Who is to read what: shown as it would be, and given out as one step."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, plural
from learningstories.services.assigning import assign_stories, hand_over, plan_hand_over, plan_stories
from learningstories.services.distribution import Assigned, Short
from learningstories.ui.assign_model import LOOKS, AssignModel
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import Sheet
from learningstories.ui.widgets.table import Table

_SIZE = (820, 680)
_MOST_READERS = 20
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a sheet plans, and what it does when asked."""

    label: str
    plan: Callable[[], Assigned]
    do: Callable[[], Assigned]


class PlanSheet(Sheet):
    """A row a reviewer: how many stories, which of them are new; below what cannot be filled."""

    def __init__(self, desk: Desk, over: QWidget, title: str, told: str) -> None:
        super().__init__(over, title, told, _SIZE)
        self._desk = desk
        self.plan: Assigned | None = None
        self.model = AssignModel(self)
        self.table = Table(_("Who would read what"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.table.set_compact(compact=True)
        self.short = Label("", Text.BODY, Role.SPARK, wrap=True)
        self.apart = Label("", Text.BODY, Role.SPARK, wrap=True)
        self._asked: Newest[Assigned] = Newest(desk.tasks, self._show)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(10)
        self.body.addLayout(self.controls)
        self.body.addWidget(card, 1)
        for label in (self.short, self.apart):
            label.hide()
            self.body.addWidget(label)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.finished.connect(lambda _done: self._asked.drop())

    def act(self) -> Act:
        """What is planned now."""
        raise NotImplementedError

    def button_words(self, new: int) -> str:
        """What the main button says where `new` assignments would come about."""
        raise NotImplementedError

    def ask(self) -> None:
        """Work out what would become of it, off the thread."""
        self.plan = None
        self.confirm.setEnabled(False)
        plan = self.act().plan
        self._asked.ask(lambda _control: plan())

    def _show(self, plan: Assigned) -> None:
        self.plan = plan
        self.model.show_plan(plan)
        self.confirm.set_text(self.button_words(plan.new))
        self.confirm.setEnabled(self.may_be_done(plan))
        self.short.setText(_short_words(plan))
        self.short.setVisible(bool(plan.short))
        self.apart.setText(_apart_words(plan))
        self.apart.setVisible(plan.groups > 1)
        self.foot_note.setText(self.note(plan))

    def may_be_done(self, plan: Assigned) -> bool:
        """Whether it would change anything."""
        return plan.new > 0

    def note(self, plan: Assigned) -> str:
        """What is said beside the buttons."""
        told = plural("{n} new assignment", "{n} new assignments", plan.new).format(n=f"{plan.new:,}")
        return told if plan.new else _("Everything is given out already.")

    def _finish(self) -> None:
        act = self.act()
        self._desk.write(act.label, lambda _control: act.do(), self._done)
        self.accept()

    def _done(self, done: Assigned) -> None:
        told = plural("{n} story is given out", "{n} stories are given out", done.new)
        self._desk.said.emit(told.format(n=f"{done.new:,}"), True)


class AssignSheet(PlanSheet):
    """Whoever has a story keeps it: for stories that came later and for drop-outs little changes."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _(
            "Everybody keeps what they have; new stories go to those with the least to read, by language, "
            "themes and what they step aside from. Nothing is stored until you choose Assign."
        )
        super().__init__(desk, over, _("Assign stories"), told)
        with desk.workspace.read() as unit:
            wanted = unit.challenge().readings_wanted
        self.per_story = number_field(wanted, 1, _MOST_READERS)
        words = Label(_("Readers for each story"))
        words.setBuddy(self.per_story)
        self.per_story.setAccessibleName(words.text())
        self.controls.addWidget(words)
        self.controls.addWidget(self.per_story)
        self.controls.addStretch(1)
        self.per_story.valueChanged.connect(lambda _value: self.ask())
        self.confirm.set_text(_("Assign"))
        self.ask()

    def act(self) -> Act:
        workspace, lists, wanted = self._desk.workspace, self._desk.lists, self.per_story.value()
        return Act(
            label=_("Assigning stories"),
            plan=lambda: plan_stories(workspace, lists, wanted),
            do=lambda: assign_stories(workspace, lists, wanted),
        )

    def button_words(self, new: int) -> str:
        return _("Assign")


class HandOverSheet(PlanSheet):
    """The unread stories of one reviewer, for others."""

    def __init__(self, desk: Desk, over: QWidget, giver: Reviewer) -> None:
        told = _(
            "Those that are answered already stay. A pack that is out still counts: what comes back of it "
            "is taken in as well. Whoever gets stories needs a new pack."
        )
        super().__init__(desk, over, _("Give the stories of {name} to others").format(name=giver.name), told)
        self._giver = giver
        self.confirm.set_text(_("Give"))
        self.ask()

    def act(self) -> Act:
        workspace, lists, email = self._desk.workspace, self._desk.lists, self._giver.email
        return Act(
            label=_("Assigning stories"),
            plan=lambda: plan_hand_over(workspace, lists, email),
            do=lambda: hand_over(workspace, lists, email),
        )

    def button_words(self, new: int) -> str:
        return plural("Give {n} story to others", "Give {n} stories to others", new).format(n=new)


def _short_words(plan: Assigned) -> str:
    """What cannot be filled."""
    named = [_lacks(each) for each in plan.short[:_MOST_NAMED]]
    more = len(plan.short) - _MOST_NAMED
    if more > 0:
        named.append(plural("and {n} more story", "and {n} more stories", more).format(n=f"{more:,}"))
    told = _("Nobody else can read these, by language, capacity or what they step aside from: {stories}.")
    return told.format(stories="; ".join(named))


def _lacks(each: Short) -> str:
    told = plural(
        "#{number} “{title}” lacks {n} reader", "#{number} “{title}” lacks {n} readers", each.missing
    )
    return told.format(number=each.number, title=each.title, n=each.missing)


def _apart_words(plan: Assigned) -> str:
    told = _("The readers fall into {n} groups that share no story, which makes them hard to compare.")
    return told.format(n=plan.groups)
