"""A draft that looks like a story that is there: what to do with it, and what changed."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import Verdict
from learningstories.i18n import _
from learningstories.services.likeness import Alike, Likeness
from learningstories.services.plan import Action
from learningstories.services.progress import Control
from learningstories.services.text_changes import changes, with_pictures_told
from learningstories.services.wording import short_moment
from learningstories.ui.alike_words import alike_heading, alike_told
from learningstories.ui.candidate import Candidate
from learningstories.ui.change_marks import Runs, marked_changes
from learningstories.ui.icons import icon_pixmap
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest, Tasks
from learningstories.ui.theme import colors
from learningstories.ui.tokens import ICON, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text


class VersionCard(Card):
    """`decided` carries what to do."""

    decided = Signal(object)

    def __init__(self, challenge: Challenge, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self._challenge = challenge
        self._icon = QLabel()
        self.heading = Label("", Text.STRONG, wrap=True)
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.heading, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.told)
        self.choices = {choice: QRadioButton() for choice in (Action.REPLACE, Action.ADD, Action.SKIP)}
        group = QButtonGroup(self)
        for choice, radio in self.choices.items():
            group.addButton(radio)
            radio.clicked.connect(lambda _on, choice=choice: self.decided.emit(choice))
            self.body.addWidget(radio)
        self.body.addStretch(1)
        self._tint()

    def show_candidate(self, candidate: Candidate) -> None:
        """Show what can be done with a draft; nothing where it is like no other."""
        likeness = candidate.likeness
        self.setVisible(likeness is not None)
        if likeness is None:
            return
        received = _("Received {when}, {verdict}.").format(
            when=short_moment(candidate.found.received_at, self._challenge.zone),
            verdict=_when_words(candidate.found.verdict),
        )
        self.heading.setText(alike_heading(likeness))
        self.told.setText(f"{alike_told(likeness)} {received}")
        for action, radio in self.choices.items():
            radio.setText(_words(likeness)[action])
            radio.setChecked(action is candidate.action)
        self.choices[Action.REPLACE].setVisible(likeness.kind is not Alike.SIMILAR)  # it is somebody else's

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._icon.setPixmap(icon_pixmap("copy", colors()[Role.TEXT], ICON, self.devicePixelRatioF()))
        self._icon.setFixedSize(QSize(ICON, ICON))


class ChangesCard(Card):
    """The passages that differ, worked out off the thread; `compare` asks for both texts whole."""

    compare = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self.heading = Label("", Text.SMALL, Role.MUTED)
        self.side_by_side = Button(_("Compare side by side…"), Kind.QUIET, "git-compare", small=True)
        self.side_by_side.clicked.connect(self.compare)
        self.heading_row.addWidget(self.heading, 1)
        self.heading_row.addWidget(self.side_by_side)
        self.body.addLayout(self.heading_row)
        self.text = StoryText(lambda _sha: None, 15)
        self.text.setAccessibleName(_("What changed"))
        # As high as the choices beside it: a long list of changes is scrolled.
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.text.setMinimumHeight(96)
        self.body.addWidget(self.text, 1)
        self._changes: Newest[Runs] = Newest(tasks, self._show)
        self._shown: Runs = []

    def show_candidate(self, candidate: Candidate) -> None:
        """Show what is new in a draft, against the story that it is like."""
        likeness, draft = candidate.likeness, candidate.draft
        if likeness is None or draft is None or likeness.markdown == draft.markdown:
            self.hide()
            self._changes.drop()
            return
        self.show()
        newer = likeness.kind is not Alike.SIMILAR
        self.heading.setText(_("What changed") if newer else _("Where they differ"))
        before, after = likeness.markdown, draft.markdown

        def compare(_control: Control) -> Runs:
            return list(changes(*with_pictures_told(before, after)))

        self._changes.ask(compare)

    def changeEvent(self, event: QEvent) -> None:
        """The colours of what was added and removed follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._show(self._shown)
        super().changeEvent(event)

    def _show(self, runs: Runs) -> None:
        self._shown = runs
        self.text.show_html(marked_changes(runs))


def _words(likeness: Likeness) -> dict[Action, str]:
    replace = _("Replace #{number} and keep the earlier text in its history")
    if likeness.number is None:
        replace = _("Take both as one story: this text, with the earlier one in its history")
    return {
        Action.REPLACE: replace.format(number=likeness.number),
        Action.ADD: _("Add as a separate story"),
        Action.SKIP: _("Skip this one"),
    }


def _when_words(verdict: Verdict) -> str:
    if verdict is Verdict.ON_TIME:
        return _("before the deadline")
    return _("within the grace period") if verdict is Verdict.IN_GRACE else _("after the deadline")
