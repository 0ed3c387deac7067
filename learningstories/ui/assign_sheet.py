"""Who is to read what: shown as it would be, and given out as one step."""

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, numeral, plural
from learningstories.services.assigning import Way, assign_stories, hand_over, plan_hand_over, plan_stories
from learningstories.services.distribution import Assigned
from learningstories.ui.desk import Desk
from learningstories.ui.plan_sheet import Act, PlanSheet
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label, plain_tooltip

_MOST_READERS = 20
_MOST_WAYS = 9_999


class AssignSheet(PlanSheet):
    """Whoever has a story keeps it: for stories that came later and for drop-outs little changes."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _(
            "Stories go to those with the least to read, by language, themes and what they step aside from. "
            "Nothing is stored until you choose Assign."
        )
        super().__init__(desk, over, _("Assign stories"), told)
        with desk.workspace.read() as unit:
            wanted = unit.challenge().readings_wanted
        self.per_story = number_field(wanted, 1, _MOST_READERS)
        _add_number(self, _("Readers for each story"), self.per_story)
        self.distribution = _distribution(self)
        self.only_missing = QCheckBox(_("Only what is missing"))
        self.only_missing.setChecked(True)
        keeps = _("Everybody keeps what they have. Else what nobody has begun, and no pack holds, may move.")
        self.only_missing.setToolTip(plain_tooltip(keeps))
        self.only_missing.setAccessibleDescription(keeps)
        self.controls.addWidget(self.only_missing)
        self.controls.addStretch(1)
        for number in (self.per_story, self.distribution):
            number.valueChanged.connect(lambda _value: self._ask())
        self.only_missing.toggled.connect(lambda _on: self._ask())
        self.confirm.set_text(_("Assign"))
        self._ask()

    def _ask(self) -> None:
        workspace, lists, wanted = self._desk.workspace, self._desk.lists, self.per_story.value()
        seed, anew = self.distribution.value(), not self.only_missing.isChecked()
        act = Act(
            label=_("Assigning stories"),
            plan=lambda control: plan_stories(
                workspace, lists, wanted, Way(seed=seed, anew=anew, step=control.step)
            ),
            do=lambda control: assign_stories(
                workspace, lists, wanted, Way(seed=seed, anew=anew, step=control.step)
            ),
            button=lambda _new: _("Assign"),
        )
        self.ask(act)


class HandOverSheet(PlanSheet):
    """The unread stories of one reviewer, for others."""

    def __init__(self, desk: Desk, over: QWidget, giver: Reviewer) -> None:
        told = _(
            "Those that are answered already stay. A pack that is out still counts: what comes back of it "
            "is taken in as well. Whoever gets stories needs a new pack."
        )
        title = _("Give the stories of {name} to others").format(name=giver.name)
        super().__init__(desk, over, title, told, only_changes=True)
        self._giver = giver
        self.distribution = _distribution(self)
        self.controls.addStretch(1)
        self.distribution.valueChanged.connect(lambda _value: self._ask())
        self.confirm.set_text(_("Give"))
        self._ask()

    def _ask(self) -> None:
        workspace, lists, email = self._desk.workspace, self._desk.lists, self._giver.email
        seed = self.distribution.value()
        act = Act(
            label=_("Assigning stories"),
            plan=lambda _control: plan_hand_over(workspace, lists, email, seed),
            do=lambda _control: hand_over(workspace, lists, email, seed),
            button=lambda new: plural("Give {n} story to others", "Give {n} stories to others", new).format(
                n=numeral(new)
            ),
        )
        self.ask(act)

    def may_be_done(self, plan: Assigned) -> bool:
        """Whether anybody else can have any of them: what nobody takes stays where it is."""
        return plan.new > 0


def _add_number(sheet: PlanSheet, words: str, field: QSpinBox) -> None:
    label = Label(words)
    label.setBuddy(field)
    field.setAccessibleName(words)
    sheet.controls.addWidget(label)
    sheet.controls.addWidget(field)


def _distribution(sheet: PlanSheet) -> QSpinBox:
    """Which of the many distributions is shown: the same number gives the same one."""
    field = number_field(0, 0, _MOST_WAYS)
    told = _("Another number shares out otherwise where two would do as well; the same gives the same.")
    field.setToolTip(plain_tooltip(told))
    _add_number(sheet, _("Distribution"), field)
    field.setAccessibleDescription(told)
    other = Button(_("Another distribution"), icon="shuffle")
    other.clicked.connect(field.stepUp)
    sheet.controls.addWidget(other)
    return field
