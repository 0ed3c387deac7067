"""A story typed in the app."""

from collections.abc import Sequence

import yaml
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_area, text_field
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (860, 700)


class WriteStorySheet(Sheet):
    """`written` carries the story as a Markdown file would hold it, front matter and all."""

    written = Signal(str)

    def __init__(self, over: QWidget, themes: Sequence[str]) -> None:
        told = _("Write in Markdown: a blank line begins a paragraph, *stars* make it slanted.")
        super().__init__(over, _("Write a story"), told, _SIZE)
        self.title_line = text_field(most=300)
        self.author = text_field(most=200)
        self.email = text_field(most=200)
        self.theme = text_field(", ".join(themes), most=80)
        self.text = text_area(_("Once I learned…"), lines=12)
        self.consents = {
            "read": QCheckBox(_("read by reviewers")),
            "print": QCheckBox(_("printed in the book")),
            "web": QCheckBox(_("put on the web")),
            "stage": QCheckBox(_("told on stage")),
        }
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (label, line) in enumerate(
            (
                (_("Title"), self.title_line),
                (_("Author"), self.author),
                (_("E-mail"), self.email),
                (_("Theme"), self.theme),
            )
        ):
            grid.addWidget(Field(label, line), place // 2, place % 2)
        for place, check in enumerate(self.consents.values()):
            grid.addWidget(check, 2 + place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addWidget(Field(_("The story"), self.text), 1)
        cancel = self.add_button(Button(_("Cancel")))
        self.done = self.add_button(Button(_("Show what was understood"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.done.clicked.connect(self._finish)
        self.text.textChanged.connect(self._follow)
        self._follow()

    def as_file(self) -> str:
        """What was typed, as a Markdown file."""
        consent = ", ".join(name for name, check in self.consents.items() if check.isChecked())
        fields = {
            "title": self.title_line.text().strip(),
            "author": self.author.text().strip(),
            "email": self.email.text().strip(),
            "theme": self.theme.text().strip(),
            "consent": consent,
        }
        front = yaml.safe_dump({k: v for k, v in fields.items() if v}, allow_unicode=True, sort_keys=False)
        return f"---\n{front}---\n\n{self.text.toPlainText()}\n"

    def _follow(self) -> None:
        self.done.setEnabled(bool(self.text.toPlainText().strip()))

    def _finish(self) -> None:
        self.written.emit(self.as_file())
        self.accept()
