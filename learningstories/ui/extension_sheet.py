"""Gives one author more time, or takes it back, with a reason."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from learningstories.domain.deadline import closes_for, extension_for
from learningstories.i18n import _
from learningstories.services import extensions
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import moment_words
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk
from learningstories.ui.moment_field import MomentField
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet

_A_DAY = timedelta(days=1)


class ExtensionSheet(Sheet):
    """Until when, and why; it ends by itself."""

    def __init__(self, desk: Desk, over: QWidget, found: StoryDetails) -> None:
        story, challenge = found.story, found.challenge
        self._who = story.author or story.email
        closes = moment_words(challenge.closes_at, challenge.zone)
        told = _("For all stories from {email}. For everybody else the challenge closes on {moment}.")
        super().__init__(
            over,
            _("More time for {who}").format(who=self._who),
            told.format(email=story.email, moment=closes),
            NARROW,
        )
        self._desk = desk
        self._email = story.email
        self._closes = challenge.closes_at
        given = extension_for(challenge, story.email)
        until = given.until if given else closes_for(challenge, story.email) + _A_DAY
        self.until = MomentField(_("Until"), until, challenge.zone)
        self.reason = text_field(_("In a sentence"))
        kept = _("It is kept in the history and shown with the proof.")
        self.body.addWidget(self.until)
        self.body.addWidget(Field(_("The reason"), self.reason, kept))
        self.take_back = self.add_button(Button(_("Take it back"), Kind.DANGER, "x"))
        self.take_back.setVisible(given is not None)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Give more time"), Kind.MAIN), main=True)
        self._listen()
        self._follow()

    def _listen(self) -> None:
        self.until.changed.connect(self._follow)
        self.reason.textChanged.connect(lambda _text: self._follow())
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._give)
        self.take_back.clicked.connect(self._take_back)

    def _follow(self) -> None:
        worded, until = bool(self.reason.text().strip()), self.until.moment
        later = until is not None and until > self._closes
        self.foot_note.setText("" if later or until is None else _("That is no later than the deadline."))
        self.confirm.setEnabled(worded and later)
        self.take_back.setEnabled(worded)

    def _give(self) -> None:
        email, until, reason = self._email, self.until.moment, self.reason.text()
        if until is not None:
            told = _("{who} has more time").format(who=self._who)
            self._write(lambda workspace: extensions.grant(workspace, email, until, reason), told)

    def _take_back(self) -> None:
        email, reason = self._email, self.reason.text()
        told = _("{who} has no more time than others").format(who=self._who)
        self._write(lambda workspace: extensions.take_back(workspace, email, reason), told)

    def _write(self, act: Callable[[Workspace], object], told: str) -> None:
        workspace = self._desk.workspace
        self._desk.write(_("Storing"), lambda _control: act(workspace), tell=told)
        self.accept()
