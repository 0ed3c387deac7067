"""What came back from reviewers, and what of it asks for a decision."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.return_counts import ReturnCounts
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text


class ReturnsCard(Card):
    """Hidden until there is something to say."""

    log_wanted = Signal()
    conflicts_wanted = Signal()
    remind_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Returns"), spacing=8, parent=parent)
        self.taken = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.held = Label("", Text.SMALL, Role.SPARK, wrap=True)
        self.log = Button(_("Look at them…"), icon="inbox", small=True, name=_("Look at the returns…"))
        self.conflicts = Button("", icon="git-compare", small=True)
        self.remind = Button("", icon="send", small=True)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for widget in (self.taken, self.held, buttons):
            self.body.addWidget(widget)
        for button, signal in (
            (self.log, self.log_wanted),
            (self.conflicts, self.conflicts_wanted),
            (self.remind, self.remind_wanted),
        ):
            flow.addWidget(button)
            button.clicked.connect(signal)
        self.hide()

    def show_counts(self, found: ReturnCounts, silent: int) -> None:
        """Show how many returns there are; `silent` reviewers have not answered."""
        self.taken.setText(
            plural("{n} return is taken in", "{n} returns are taken in", found.taken_in).format(
                n=numeral(found.taken_in)
            )
        )
        self.taken.setVisible(found.taken_in > 0)
        self.held.setText(plural("{n} is held", "{n} are held", found.held).format(n=numeral(found.held)))
        self.held.setVisible(found.held > 0)
        self.log.setVisible(found.taken_in + found.held > 0)
        choose = plural("Choose in {n} contradiction…", "Choose in {n} contradictions…", found.conflicts)
        self.conflicts.set_text(choose.format(n=found.conflicts))
        self.conflicts.setVisible(found.conflicts > 0)
        remind = plural("Remind {n} reviewer…", "Remind {n} reviewers…", silent)
        self.remind.set_text(remind.format(n=silent))
        self.remind.setVisible(silent > 0)
        self.setVisible(found.taken_in + found.held + silent > 0)
