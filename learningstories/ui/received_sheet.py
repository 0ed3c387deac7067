"""Lets another time count as when a story came: another claim, or one that is typed, with a reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from learningstories.domain.arrival import Claim
from learningstories.i18n import _
from learningstories.services import received
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import moment_words
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk
from learningstories.ui.moment_field import MomentField
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (560, 0)
_MOST_CLAIMS = 12  # a mail through many servers has as many stamps


class ReceivedSheet(Sheet):
    """A line to choose for each time that was found, and one for a time that nothing tells."""

    def __init__(self, desk: Desk, over: QWidget, found: StoryDetails) -> None:
        title = _("When #{number} came").format(number=found.story.number)
        super().__init__(over, title, found.proof.line, _SIZE)
        self._desk = desk
        self._number = found.story.number
        self._group = QButtonGroup(self)
        self.claims: list[tuple[QRadioButton, Claim]] = []
        self._offer_claims(found)
        self.another = self._choice(_("Another time"))
        self.moment = MomentField(_("The time that counts"), found.story.received_at, found.challenge.zone)
        self.reason = text_field(_("In a sentence"))
        kept = _("It is kept in the history and shown with the proof.")
        for widget in (self.another, self.moment, Field(_("The reason"), self.reason, kept)):
            self.body.addWidget(widget)
        self.back = self.add_button(Button(_("Let the surest count"), icon="rotate-ccw"))
        self.back.setVisible(bool(found.story.received_reason))
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Let it count"), Kind.MAIN), main=True)
        self._listen()
        self.another.setChecked(True)

    def _offer_claims(self, found: StoryDetails) -> None:
        there = [line for arrival in found.proof.claims for line in arrival]
        others = [line for line in there if line.claim.at and not line.counts]
        for line in others[:_MOST_CLAIMS]:
            at = moment_words(line.claim.at, found.challenge.zone, named=False) if line.claim.at else ""
            choice = self._choice(f"{line.how} · {at}")
            choice.setToolTip(plain_tooltip(line.words))
            self.claims.append((choice, line.claim))
            self.body.addWidget(choice)

    def _choice(self, words: str) -> QRadioButton:
        choice = QRadioButton((words[:1].upper() + words[1:]).replace("&", "&&"))
        self._group.addButton(choice)
        return choice

    def _listen(self) -> None:
        self._group.buttonToggled.connect(lambda _button, _on: self._follow())
        self.moment.changed.connect(self._follow)
        self.reason.textChanged.connect(lambda _text: self._follow())
        self.back.clicked.connect(self._go_back)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)

    def _follow(self) -> None:
        typed = self.another.isChecked()
        self.moment.setEnabled(typed)
        right = self.moment.moment is not None or not typed
        self.confirm.setEnabled(right and bool(self.reason.text().strip()))

    def _finish(self) -> None:
        number, reason, at = self._number, self.reason.text(), self.moment.moment
        claim = next((claim for choice, claim in self.claims if choice.isChecked()), None)
        if claim is not None:
            self._write(lambda workspace: received.rest_on(workspace, number, claim, reason))
        elif at is not None:
            self._write(lambda workspace: received.set_time(workspace, number, at, reason))

    def _go_back(self) -> None:
        number = self._number
        self._write(lambda workspace: received.back_to_surest(workspace, number))

    def _write(self, act: Callable[[Workspace], object]) -> None:
        workspace = self._desk.workspace
        told = _("Another time counts for #{number}").format(number=self._number)
        self._desk.write(_("Storing"), lambda _control: act(workspace), tell=told)
        self.accept()
