"""A story typed in the app."""

import yaml
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.story import NameUse
from learningstories.domain.words import count_words
from learningstories.i18n import _
from learningstories.services.wording import words_count
from learningstories.ui.one_line import in_one_line
from learningstories.ui.story_words import consent_words, name_use_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, choice_field, text_area, text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (860, 720)


class WriteStorySheet(Sheet):
    """`written` carries the story as a Markdown file would hold it, front matter and all."""

    written = Signal(str)

    def __init__(self, over: QWidget, challenge: Challenge) -> None:
        told = _("Write in Markdown: a blank line begins a paragraph, *stars* make it slanted.")
        super().__init__(over, _("Write a story"), told, _SIZE)
        self._challenge = challenge
        self._leaving = False
        self.title_line = text_field(most=200)
        self.author = text_field(most=120)
        self.email = text_field(most=200)
        self.theme = text_field(", ".join(challenge.themes), most=100)
        self.language = text_field(_("such as en"), most=20)
        self.name_use = choice_field(name_use_words())
        self.text = text_area(_("Once I learned…"), lines=10)
        self.consents = {name: QCheckBox(words) for name, words in consent_words().items()}
        self.body.addLayout(self._details())
        self.body.addWidget(Field(_("The story"), self.text), 1)
        cancel = self.add_button(Button(_("Cancel")))
        self.done = self.add_button(Button(_("Show what was understood"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.done.clicked.connect(self._finish)
        self.text.textChanged.connect(self._follow)
        self._follow()

    def _details(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        fields = (
            Field(_("Title"), self.title_line),
            Field(_("Author"), self.author),
            Field(_("E-mail"), self.email),
            Field(_("Theme"), self.theme),
            Field(_("Language"), self.language),
            Field(_("The name to be shown"), self.name_use),
        )
        for place, field in enumerate(fields):
            grid.addWidget(field, place // 2, place % 2)
        grid.addWidget(Label(_("The author agrees that the story is"), Text.SMALL, Role.MUTED), 3, 0, 1, 2)
        for place, check in enumerate(self.consents.values()):
            grid.addWidget(check, 4 + place // 2, place % 2)
        return grid

    def as_file(self) -> str:
        """What was typed, as a Markdown file."""
        agreed = (name.removeprefix("consent_") for name, check in self.consents.items() if check.isChecked())
        use = NameUse(self.name_use.currentData())
        fields = {
            "title": self.title_line.text().strip(),
            "author": self.author.text().strip(),
            "email": self.email.text().strip(),
            "theme": self.theme.text().strip(),
            "language": self.language.text().strip(),
            "name_use": "" if use is NameUse.FULL else use.value,
            "consent": ", ".join(agreed),
        }
        front = yaml.safe_dump({k: v for k, v in fields.items() if v}, allow_unicode=True, sort_keys=False)
        return f"---\n{front}---\n\n{self.text.toPlainText()}\n"

    def may_leave(self) -> bool:
        """A story that was typed is not thrown away by one key."""
        if self.text.toPlainText().strip() and not self._leaving:
            self._leaving = True
            self.foot_note.setText(_("Press Cancel again to throw away what you wrote."))
            return False
        return True

    def _follow(self) -> None:
        self._leaving = False
        words = count_words(self.text.toPlainText())
        most = self._challenge.words_most
        limit = _("at most {most}").format(most=words_count(most)) if most is not None else ""
        self.foot_note.setText(in_one_line(part for part in (words_count(words), limit) if part))
        self.done.setEnabled(bool(self.text.toPlainText().strip()))

    def _finish(self) -> None:
        self.written.emit(self.as_file())
        self.accept()
