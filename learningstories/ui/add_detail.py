"""The chosen draft below the table: what was understood, to be corrected, and its text."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _
from learningstories.services.drafts import Draft
from learningstories.services.likeness import Change, changes
from learningstories.services.wording import moment_words, received_by_words
from learningstories.ui.add_model import Candidate, Choice
from learningstories.ui.desk import Desk
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest
from learningstories.ui.theme import color
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import Label, Text

_FIELDS = ("title", "author", "email", "theme")


class AddDetail(QWidget):
    """`corrected` carries a field and its value, `decided` what to do with a newer version."""

    corrected = Signal(str, object)
    decided = Signal(object)
    again = Signal()

    def __init__(self, desk: Desk, challenge: Challenge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._challenge = challenge
        self._draft: Draft | None = None
        self._markup = desk.toolbox.documents
        self._html: Newest[str] = Newest(desk.tasks, self._show_html)
        self.heading = Label("", Text.STRONG, wrap=True)
        self.problems = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.lines = {name: text_field(most=300) for name in _FIELDS}
        self.consents = {name: QCheckBox(words) for name, words in _consents().items()}
        self.choices = {choice: QRadioButton() for choice in Choice}
        self.try_again = Button(_("Try again"), icon="rotate-ccw", small=True)
        self.text = StoryText(self._picture, 15)
        self.text.setAccessibleName(_("The text that was found"))
        self.text_heading = Label(_("The text"), Text.SMALL, Role.MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left(), 1)
        row.addWidget(self._right(), 1)
        self._listen()

    def _left(self) -> QWidget:
        card = Card(padding=0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.problems)
        self.versions = QWidget()
        versions = QVBoxLayout(self.versions)
        versions.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(self)
        for radio in self.choices.values():
            group.addButton(radio)
            versions.addWidget(radio)
        column.addWidget(self.versions)
        column.addWidget(self._form())
        column.addWidget(self.try_again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area.setWidget(inside)
        card.body.addWidget(area)
        return card

    def _form(self) -> QWidget:
        self.form = QWidget()
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        words = {"title": _("Title"), "author": _("Author"), "email": _("E-mail"), "theme": _("Theme")}
        for place, (name, line) in enumerate(self.lines.items()):
            grid.addWidget(Field(words[name], line), place // 2, place % 2)
        grid.addWidget(Label(_("The author agrees that the story is"), Text.SMALL, Role.MUTED), 2, 0, 1, 2)
        for place, check in enumerate(self.consents.values()):
            grid.addWidget(check, 3 + place // 2, place % 2)
        return self.form

    def _right(self) -> QWidget:
        card = Card(padding=12, spacing=6)
        card.body.addWidget(self.text_heading)
        card.body.addWidget(self.text, 1)
        return card

    def _listen(self) -> None:
        for name, line in self.lines.items():
            line.textEdited.connect(lambda text, name=name: self.corrected.emit(name, text.strip()))
        for name, check in self.consents.items():
            check.clicked.connect(lambda on, name=name: self.corrected.emit(name, on))
        for choice, radio in self.choices.items():
            radio.clicked.connect(lambda _on, choice=choice: self.decided.emit(choice))
        self.try_again.clicked.connect(self.again)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show one row's details."""
        found, draft = candidate.found, candidate.found.draft
        self._draft = draft
        when = moment_words(found.received_at, self._challenge.zone)
        told = _("Received {when}, {how}").format(when=when, how=received_by_words(found.received_by))
        self.heading.setText(told if draft else _("This file could not be read"))
        self.problems.setText("\n".join(f"• {problem}" for problem in candidate.problems()))
        self.problems.setVisible(bool(candidate.problems()))
        self.form.setVisible(draft is not None)
        self.try_again.setVisible(draft is None and found.origin.path is not None)
        self._show_versions(candidate)
        if draft is None:
            self._html.drop()
            self.text.show_html("")
            return
        for name, line in self.lines.items():
            line.setText(getattr(draft, name))
        for name, check in self.consents.items():
            check.setChecked(getattr(draft, name))
        if candidate.earlier is not None:
            self.text_heading.setText(_("What changed"))
            self.text.show_html(_changes_html(candidate.earlier.markdown, draft.markdown))
        else:
            self.text_heading.setText(_("The text"))
            self._html.ask(lambda _control: self._markup.to_html(draft.markdown))

    def _show_versions(self, candidate: Candidate) -> None:
        earlier = candidate.earlier
        self.versions.setVisible(earlier is not None)
        if earlier is not None:
            words = {
                Choice.REPLACE: _("Replace #{number} and keep the earlier text in its history"),
                Choice.SEPARATE: _("Add as a separate story"),
                Choice.SKIP: _("Skip this one"),
            }
            for choice, radio in self.choices.items():
                radio.setText(words[choice].format(number=earlier.number))
                radio.setChecked(choice is candidate.choice)

    def _show_html(self, html: str) -> None:
        self.text.show_html(html)

    def _picture(self, sha: str) -> bytes | None:
        pictures = self._draft.pictures if self._draft else ()
        return next((picture.data for picture in pictures if picture.sha == sha), None)


def _changes_html(before: str, after: str) -> str:
    grounds = {
        Change.ADDED: f"background-color: {color(Role.OK_SOFT).name()};",
        Change.REMOVED: f"background-color: {color(Role.BAD_SOFT).name()}; text-decoration: line-through;",
        Change.KEPT: "",
    }
    parts = (
        f'<span style="{grounds[kind]}">{escape(words)}</span>' for kind, words in changes(before, after)
    )
    return f"<p>{' '.join(parts)}</p>"


def _consents() -> dict[str, str]:
    return {
        "consent_read": _("read by reviewers"),
        "consent_print": _("printed in the book"),
        "consent_web": _("put on the web"),
        "consent_stage": _("told on stage"),
    }
