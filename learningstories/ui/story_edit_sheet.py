"""Changes what is known of a story, and its text."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from learningstories.domain.errors import ChangedMeanwhile
from learningstories.domain.story import Mood, NameUse
from learningstories.i18n import _
from learningstories.services import stories
from learningstories.services.meanwhile import TEXT, who_changed
from learningstories.services.progress import Control
from learningstories.services.story_details import StoryDetails, details
from learningstories.services.talking_points import questions_of
from learningstories.services.wording import moment_words, received_by_words
from learningstories.ui.clash_sheet import ClashRow, StoreSeen
from learningstories.ui.desk import Desk
from learningstories.ui.measures import widened
from learningstories.ui.story_text import StoryText
from learningstories.ui.story_words import consent_words, mood_words, name_use_words
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Choice, Field, choice_field, text_area, text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.read_area import for_use
from learningstories.ui.widgets.sheet import WIDE, Sheet

_PAUSE_MS = 350
_FIELDS = 280  # px


class StoryEditSheet(Sheet):
    """Fields at the left, the text in the middle and as it will look at the right. Save is one step."""

    def __init__(self, desk: Desk, over: QWidget, found: StoryDetails) -> None:
        story = found.story
        super().__init__(over, _("Edit #{number}").format(number=story.number), size=WIDE)
        when = moment_words(story.received_at, found.challenge.zone)
        self.set_subtitle(
            _("Received {when}, {how}").format(when=when, how=received_by_words(story.received_by))
        )
        self._desk, self._found, self._leaving = desk, found, False
        self.title_field = text_field(text=story.title, most=300)
        self.author = text_field(text=story.author, most=200)
        self.said = text_field(_("such as ah-MEE-nah"), story.author_said, 200)
        self.questions = text_area(text="\n".join(story.questions), lines=3)
        self.email = text_field(text=story.email, most=200)
        self.theme = _combo(found.challenge.themes, story.theme)
        self.language = text_field(_("such as en"), story.language, 20)
        self.mood = choice_field(mood_words(), story.mood)
        self.name_use = choice_field(name_use_words(), story.name_use)
        self.consents = {name: _check(words, getattr(story, name)) for name, words in consent_words().items()}
        self.text = text_area(text=found.markdown, lines=10)
        self.preview = StoryText(self._picture, 15)
        self.preview.setAccessibleName(_("How it will look"))
        self._rendered: Newest[str] = Newest(desk.tasks, self.preview.show_html)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._render)
        self.text.textChanged.connect(self._pause.start)
        self._arrange()
        self._render()

    @classmethod
    def open_for(cls, desk: Desk, over: QWidget, number: int) -> None:
        """Open the sheet as soon as the story is read."""
        workspace = desk.workspace
        desk.read(lambda _c: details(workspace, number), lambda found: cls(desk, over, found).open())

    def _arrange(self) -> None:
        split = QSplitter()
        split.setHandleWidth(GAP)
        split.setChildrenCollapsible(False)
        split.addWidget(Field(_("Text, in Markdown"), self.text))
        split.addWidget(Field(_("How it will look"), self.preview))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._fields())
        row.addWidget(split, 1)
        self.body.addLayout(row)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.save = self.add_button(Button(_("Save"), Kind.MAIN), main=True)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._store)

    def _fields(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for label, widget in (
            (_("Title"), self.title_field),
            (_("Author"), self.author),
            (_("How the name is said"), self.said),
            (_("E-mail"), self.email),
        ):
            column.addWidget(Field(label, widget))
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(Field(_("Theme"), self.theme), 3)
        pair.addWidget(Field(_("Language"), self.language), 2)
        column.addLayout(pair)
        column.addWidget(Field(_("How it is to be heard"), self.mood))
        column.addWidget(Field(_("The name to be shown"), self.name_use))
        column.addWidget(Label(_("The author agrees that the story is"), Text.SMALL, Role.MUTED))
        for check in self.consents.values():
            column.addWidget(check)
        hint = _("A question a line. Empty: some that fit any story.")
        column.addWidget(Field(_("Questions to talk about"), self.questions, hint))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(widened(_FIELDS))
        area.setWidget(inside)
        for_use(area)
        return area

    def changed(self) -> dict[str, Any]:
        """The fields whose values differ from what is stored."""
        now: dict[str, Any] = {
            "title": self.title_field.text().strip() or self._found.story.title,
            "author": self.author.text().strip(),
            "author_said": self.said.text().strip(),
            "questions": questions_of(self.questions.toPlainText()),
            "email": self.email.text().strip(),
            "theme": self.theme.currentText().strip(),
            "language": self.language.text().strip(),
            "mood": Mood(self.mood.currentData()),
            "name_use": NameUse(self.name_use.currentData()),
            **{name: check.isChecked() for name, check in self.consents.items()},
        }
        return {name: value for name, value in now.items() if getattr(self._found.story, name) != value}

    def may_leave(self) -> bool:
        """Words that were typed are not thrown away by one key."""
        typed = bool(self.changed()) or self.text.toPlainText() != self._found.markdown
        if typed and not self._leaving:
            self._leaving = True
            self.foot_note.setText(
                _("Not saved yet. Save it, or press Cancel again to throw the changes away.")
            )
            return False
        return True

    def _store(self) -> None:
        fields, text = self.changed(), self.text.toPlainText()
        if text != self._found.markdown:
            fields[TEXT] = text
        if fields:
            told = _("#{number} saved").format(number=self._found.story.number)
            self._storing().store(_("Saving the story"), told, fields)
        self.accept()

    def _storing(self) -> StoreSeen:
        workspace, seen, names = self._desk.workspace, self._found.story, self._names

        def attempt(mine: Mapping[str, Any], sure: bool) -> None:  # noqa: FBT001 - as it is called
            fields = dict(mine)
            markdown = fields.pop(TEXT, None)
            try:
                stories.edit(workspace, seen.number, markdown=markdown, seen=None if sure else seen, **fields)
            except ChangedMeanwhile as error:
                theirs = dict(error.theirs)
                if TEXT in theirs:
                    with workspace.read() as unit:
                        theirs[TEXT] = unit.texts.get(theirs[TEXT])
                raise ChangedMeanwhile(theirs) from error

        def row(name: str, mine: object, theirs: object) -> ClashRow:
            return ClashRow(names.get(name, name), _words(mine), _words(theirs))

        def who(theirs: Mapping[str, Any]) -> str:
            return who_changed(workspace, seen.id, theirs, seen.id)

        return StoreSeen(self._desk, self._window, attempt, row, who)

    @property
    def _names(self) -> dict[str, str]:
        return {
            "title": _("Title"),
            "author": _("Author"),
            "author_said": _("How the name is said"),
            "questions": _("Questions to talk about"),
            "email": _("E-mail"),
            "theme": _("Theme"),
            "language": _("Language"),
            "mood": _("How it is to be heard"),
            "name_use": _("The name to be shown"),
            TEXT: _("Text, in Markdown"),
            **consent_words(),
        }

    def _render(self) -> None:
        markdown, to_html = self.text.toPlainText(), self._desk.toolbox.documents.to_html

        def render(_control: Control) -> str:
            return to_html(markdown)

        self._rendered.ask(render)

    def _picture(self, sha: str) -> bytes | None:
        if sha not in {a.sha for a in self._found.attachments}:
            return None
        with self._desk.workspace.read() as unit:
            return unit.blobs.get(sha)


def _combo(themes: tuple[str, ...], chosen: str) -> QComboBox:
    combo = Choice()
    combo.setEditable(True)
    combo.addItems(list(dict.fromkeys(("", *themes, chosen))))
    combo.setCurrentText(chosen)
    line = combo.lineEdit()
    if isinstance(line, QLineEdit):
        line.setMaxLength(80)
        line.setCursorPosition(0)
    return combo


def _words(value: object) -> str:
    """A field's value, as it is compared with somebody else's."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    known: dict[object, str] = {key: words for words, key in (*mood_words(), *name_use_words())}
    if value in known:
        return known[value]
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _check(words: str, on: bool) -> QCheckBox:  # noqa: FBT001 - a state, not an option
    check = QCheckBox(words)
    check.setChecked(on)
    return check
