"""A draft that looks like a story that is there: what to do with it, and what changed."""

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import Verdict
from learningstories.i18n import _
from learningstories.services.likeness import Change, changes
from learningstories.services.progress import Control
from learningstories.services.wording import short_moment
from learningstories.ui.candidate import Candidate, Choice
from learningstories.ui.icons import icon_pixmap
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest, Tasks
from learningstories.ui.theme import color, colors
from learningstories.ui.tokens import ICON, Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text

_AROUND = 12  # words kept on either side of a change
Runs = list[tuple[Change, str]]


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
        self.choices = {choice: QRadioButton() for choice in Choice}
        group = QButtonGroup(self)
        for choice, radio in self.choices.items():
            group.addButton(radio)
            radio.clicked.connect(lambda _on, choice=choice: self.decided.emit(choice))
            self.body.addWidget(radio)
        self.body.addStretch(1)
        self._tint()

    def show_candidate(self, candidate: Candidate) -> None:
        """Show what can be done with a draft; nothing where it is like no other."""
        earlier = candidate.earlier
        self.setVisible(earlier is not None)
        if earlier is None:
            return
        facts = {
            "number": earlier.number,
            "alike": earlier.alike,
            "when": short_moment(candidate.found.received_at, self._challenge.zone),
            "verdict": _when_words(candidate.found.verdict),
        }
        known = candidate.is_known()
        heading = _("The same text as #{number}") if known else _("Looks like a new version of #{number}")
        self.heading.setText(heading.format_map(facts))
        self.told.setText(
            _("Same author, {alike} % of the text alike. Received {when}, {verdict}.").format_map(facts)
        )
        for choice, radio in self.choices.items():
            radio.setText(_words()[choice].format_map(facts))
            radio.setChecked(choice is candidate.choice)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._icon.setPixmap(icon_pixmap("copy", colors()[Role.TEXT], ICON, self.devicePixelRatioF()))
        self._icon.setFixedSize(QSize(ICON, ICON))


class ChangesCard(Card):
    """The passages that differ, worked out off the thread."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self.body.addWidget(Label(_("What changed"), Text.SMALL, Role.MUTED))
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
        earlier, draft = candidate.earlier, candidate.draft
        self.setVisible(earlier is not None and draft is not None)
        if earlier is None or draft is None:
            self._changes.drop()
            return
        before, after = earlier.markdown, draft.markdown

        def compare(_control: Control) -> Runs:
            return list(passages(changes(before, after)))

        self._changes.ask(compare)

    def changeEvent(self, event: QEvent) -> None:
        """The colours of what was added and removed follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._show(self._shown)
        super().changeEvent(event)

    def _show(self, runs: Runs) -> None:
        self._shown = runs
        self.text.show_html(_html(runs))


def passages(runs: Iterable[tuple[Change, str]]) -> Iterator[tuple[Change, str]]:
    """The same with what was kept cut down to a few words round each change."""
    runs = list(runs)
    last = len(runs) - 1
    for place, (kind, words) in enumerate(runs):
        yield (kind, words) if kind is not Change.KEPT else (kind, _cut(words.split(), place, last))


def _cut(words: list[str], place: int, last: int) -> str:
    before = words[-_AROUND:] if place < last else []
    after = words[:_AROUND] if place > 0 else []
    if len(words) <= len(before) + len(after) or place == last == 0:
        return " ".join(words)
    return f"{' '.join(after)}… …{' '.join(before)}" if before and after else _one_side(before, after)


def _one_side(before: list[str], after: list[str]) -> str:
    return f"…{' '.join(before)}" if before else f"{' '.join(after)}…"


def _html(runs: Runs) -> str:
    grounds = {
        Change.ADDED: f"background-color: {color(Role.OK_SOFT).name()};",
        Change.REMOVED: f"background-color: {color(Role.BAD_SOFT).name()}; text-decoration: line-through;",
        Change.KEPT: "",
    }
    parts = (f'<span style="{grounds[kind]}">{escape(words)}</span>' for kind, words in runs)
    return f"<p>{' '.join(parts)}</p>"


def _words() -> dict[Choice, str]:
    return {
        Choice.REPLACE: _("Replace #{number} and keep the earlier text in its history"),
        Choice.SEPARATE: _("Add as a separate story"),
        Choice.SKIP: _("Skip this one"),
    }


def _when_words(verdict: Verdict) -> str:
    if verdict is Verdict.ON_TIME:
        return _("before the deadline")
    return _("within the grace period") if verdict is Verdict.IN_GRACE else _("after the deadline")
