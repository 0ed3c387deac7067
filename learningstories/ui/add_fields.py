"""What was understood of a draft, field by field, to be corrected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.story import NameUse
from learningstories.i18n import _, plural
from learningstories.services.drafts import Draft, Variant
from learningstories.services.wording import received_by_words, short_moment
from learningstories.ui.candidate import Candidate
from learningstories.ui.moment_field import MomentField
from learningstories.ui.one_line import in_one_line
from learningstories.ui.story_words import consent_words, name_use_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Field, choice_field, text_field
from learningstories.ui.widgets.labels import Label, Text

_MOST = {"title": 300, "author": 200, "email": 200, "theme": 80, "language": 20}


class AddFields(Card):
    """Tells what a person does to the draft that is shown.

    `corrected` carries a field and its value, `timed` a given time or None, `taken` another draft of
    the same file; `parted` asks for each attachment as a story of its own.
    """

    corrected = Signal(str, object)
    timed = Signal(object)
    taken = Signal(object)
    parted = Signal()

    def __init__(self, challenge: Challenge, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=8, parent=parent)
        self._challenge = challenge
        self._typed = False
        self.problems = Label("", Text.SMALL, wrap=True)
        self.variant = choice_field([])
        self.variant_field = Field(_("The story is"), self.variant)
        self.apart = Button("", icon="copy", small=True)
        self.lines = {name: text_field(most=most) for name, most in _MOST.items()}
        self.lines["theme"].setPlaceholderText(", ".join(challenge.themes))
        self.name_use = choice_field(name_use_words())
        self.received = MomentField(_("Received"), None, challenge.zone, needed=False)
        self.other_times = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.consents = {name: QCheckBox(words) for name, words in consent_words().items()}
        self.wording = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.body.addWidget(self.problems)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.variant_field, 1)
        self.body.addLayout(ways)
        self.body.addWidget(self.apart)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        words = _labels()
        for place, (name, line) in enumerate(self.lines.items()):
            grid.addWidget(Field(words[name], line), place // 2, place % 2)
        grid.addWidget(Field(_("The name to be shown"), self.name_use), 2, 1)
        grid.addWidget(self.received, 3, 0, 1, 2)
        grid.addWidget(self.other_times, 4, 0, 1, 2)
        grid.addWidget(Label(_("The author agrees that the story is"), Text.SMALL, Role.MUTED), 5, 0, 1, 2)
        for place, check in enumerate(self.consents.values()):
            grid.addWidget(check, 6 + place // 2, place % 2)
        grid.addWidget(self.wording, 8, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _listen(self) -> None:
        for name, line in self.lines.items():
            line.textEdited.connect(lambda text, name=name: self.corrected.emit(name, text.strip()))
        for name, check in self.consents.items():
            check.clicked.connect(lambda on, name=name: self.corrected.emit(name, on))
        self.name_use.activated.connect(
            lambda _place: self.corrected.emit("name_use", NameUse(self.name_use.currentData()))
        )
        self.received.line.textEdited.connect(self._note_typing)
        self.received.changed.connect(self._time)
        self.variant.activated.connect(lambda _place: self.taken.emit(self.variant.currentData()))
        self.apart.clicked.connect(self.parted)

    def _note_typing(self) -> None:
        self._typed = True  # told before the field has read what was typed

    def _time(self) -> None:
        if self._typed and self.received.is_right():
            self._typed = False
            self.timed.emit(self.received.moment)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show a draft; a field in which somebody types is left alone."""
        draft = candidate.draft
        self.setVisible(draft is not None)
        if draft is None:
            return
        told = candidate.remarks()
        self.problems.setText("\n".join(f"• {problem}" for problem in told))
        self.problems.setVisible(bool(told))
        for name, line in self.lines.items():
            _fill(line, str(getattr(draft, name)))
        _choose(self.name_use, draft.name_use)
        for name, check in self.consents.items():
            check.setChecked(getattr(draft, name))
        self.wording.setText(_("The words agreed to: “{words}”").format(words=draft.consent_wording))
        self.wording.setVisible(bool(draft.consent_wording))
        self._show_ways(candidate, draft)
        self._show_times(candidate)

    def _show_ways(self, candidate: Candidate, draft: Draft) -> None:
        ways: list[tuple[str, Draft | None]] = [(way_words(draft), None)]
        ways += [(way_words(way), draft.as_alternative(i)) for i, way in enumerate(draft.alternatives)]
        ways.sort(key=lambda way: way[0])
        self.variant_field.setVisible(len(ways) > 1)
        self.variant.clear()
        for words, way in ways:
            self.variant.addItem(words, way)
        self.variant.setCurrentIndex([way for _words, way in ways].index(None))
        several = candidate.attachments()
        told = plural("{n} attachment as a story", "Each of {n} attachments as a story of its own", several)
        self.apart.set_text(told.format(n=several))
        self.apart.setVisible(several > 1)

    def _show_times(self, candidate: Candidate) -> None:
        found, zone = candidate.found, self._challenge.zone
        if not self.received.line.hasFocus():
            self.received.show_moment(found.received_at)
        if self.received.is_right():
            self.received.set_hint(candidate.proof())
        others = [
            f"{short_moment(claim.at, zone)} ({received_by_words(claim.by)})"
            for claim in found.claims
            if claim.at is not None and claim.by != found.received_by
        ]
        self.other_times.setText(_("Other times: {times}").format(times=in_one_line(others)))
        self.other_times.setVisible(bool(others))


def way_words(draft: Draft) -> str:
    """Which part of its file a draft takes for the story."""
    words = {
        Variant.ONLY: _("The file"),
        Variant.MAIN_TEXT: _("The main text"),
        Variant.WHOLE_PAGE: _("The whole page"),
        Variant.MESSAGE: _("The message"),
        Variant.ATTACHMENT: _("The attachment {name}"),
        Variant.FORWARDED: _("The forwarded mail"),
    }
    return words[draft.variant].format(name=draft.variant_name)


def _fill(line: QLineEdit, text: str) -> None:
    if line.text().strip() != text:  # where somebody types, the place in the line is left alone
        line.setText(text)
        line.setCursorPosition(0)


def _choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(max(0, combo.findData(value)))


def _labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "author": _("Author"),
        "email": _("E-mail"),
        "theme": _("Theme"),
        "language": _("Language"),
    }
