"""The chosen promise: what was said, and what became of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from learningstories.domain.promise import Outcome
from learningstories.domain.reviewer import PromiseUse
from learningstories.i18n import _, quoted
from learningstories.services.promise_words import asking_words, outcome_words, whose_words
from learningstories.services.promises import MOST_WORDS, PromiseLine
from learningstories.ui.one_line import in_one_line
from learningstories.ui.promise_model import state_role
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import AnswerSwitch, Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.fields import UNSTORED, Field, text_area
from learningstories.ui.widgets.labels import Label, Text

_ANSWERS = (Outcome.KEPT, Outcome.PARTLY, Outcome.NOT, Outcome.SILENT)


class PromisePanel(Card):
    """`noted` carries what became of it and what they told; what is typed is stored with the next answer."""

    noted = Signal(object, object, str)  # PromiseLine, Outcome, str
    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self._line: PromiseLine | None = None
        self.text = Label("", Text.QUOTE, wrap=True)
        self.who = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.state = Chip("")
        self.told = text_area(_("In their words"), lines=4)
        self.told.setProperty(UNSTORED, True)
        self.answers = {outcome: AnswerSwitch(outcome_words(outcome)).may_be_cut() for outcome in _ANSWERS}
        self.open_again = Button(_("Open again"), Kind.QUIET, "rotate-ccw")
        self.edit = Button(_("Edit…"), icon="pencil").from_left()
        self.remove = Button(_("Remove"), Kind.DANGER, "trash-2").from_left()
        self._arrange()
        for outcome, button in self.answers.items():
            button.clicked.connect(lambda _checked=False, outcome=outcome: self._note(outcome))
        self.open_again.clicked.connect(lambda: self._note(Outcome.OPEN))
        self.edit.clicked.connect(self.edit_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.show_line(None, "UTC")

    def _arrange(self) -> None:
        self.body.addWidget(self.state)
        self.body.addWidget(self.text)
        self.body.addWidget(self.who)
        self.body.addWidget(Field(_("What they did"), self.told))
        self.body.addWidget(Label(_("What became of it"), Text.STRONG))
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate(self.answers.values()):
            grid.addWidget(button, place // 2, place % 2)
        self.body.addLayout(grid)
        for button in (self.open_again, self.edit, self.remove):
            self.body.addWidget(button)
        self.body.addStretch(1)

    def line(self) -> PromiseLine | None:
        """The promise that is shown."""
        return self._line

    def show_line(self, line: PromiseLine | None, zone: str) -> None:
        """Show a promise; what is being typed about the same one stays."""
        same = line is not None and self._line is not None and line.number == self._line.number
        kept = self._line.told if self._line is not None else ""
        typing = same and self.told.toPlainText() != kept
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.text.setText(quoted(line.text))
        self.who.setText(in_one_line(part for part in _about(line) if part))
        self.state.show_state(asking_words(line, zone), state_role(line))
        if not typing:
            self.told.setPlainText(line.told)
        for outcome, button in self.answers.items():
            button.setChecked(line.outcome is outcome)
        self.open_again.setVisible(line.outcome is not Outcome.OPEN)
        self.edit.setVisible(line.reader is None)
        self.remove.setVisible(line.reader is None)

    def _note(self, outcome: Outcome) -> None:
        line = self._line
        if line is not None:
            self.told.document().setModified(False)
            self.noted.emit(line, outcome, self.told.toPlainText()[:MOST_WORDS])

    def leave(self) -> None:
        """Store what was typed about this one before another is shown."""
        line, words = self._line, self.told.toPlainText().strip()[:MOST_WORDS]
        if line is not None and words != line.told:
            self.told.document().setModified(False)
            self.noted.emit(line, line.outcome, words)


def _about(line: PromiseLine) -> tuple[str, ...]:
    shown = {
        PromiseUse.NAMED: _("may be shown with the name"),
        PromiseUse.UNSIGNED: _("may be shown without the name"),
        PromiseUse.HIDDEN: _("not to be shown"),
        PromiseUse.UNASKED: _("not asked whether it may be shown"),
    }
    story = _("after “{title}”").format(title=line.story.title) if line.story else ""
    by = _("a reader") if line.reader is not None else _("a guest")
    return (
        whose_words(line),
        "" if whose_words(line) == _("A guest") else by,
        line.email,
        story,
        shown[line.use],
    )
