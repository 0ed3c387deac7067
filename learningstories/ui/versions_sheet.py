"""The texts that a story had: any two compared, and an earlier one brought back."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.domain.story import StoryVersion
from learningstories.i18n import _
from learningstories.services import stories
from learningstories.services.progress import Control
from learningstories.services.story_details import StoryDetails
from learningstories.services.text_changes import changes, with_pictures_told
from learningstories.services.wording import short_moment, words_count
from learningstories.ui.change_marks import Runs, marked_changes
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import in_one_line
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Field, choice_field
from learningstories.ui.widgets.sheet import MEDIUM, Sheet

_ALL_WORDS = 10**9  # what stayed is shown whole
_PX = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """Both texts as they are stored; `html` where they are one and the same, else what changed."""

    first: str
    second: str
    html: str
    runs: Runs


class VersionsSheet(Sheet):
    """What changed from one version to another; the same on both sides is that text itself."""

    def __init__(self, desk: Desk, over: QWidget, found: StoryDetails, version: StoryVersion) -> None:
        told = _("What was added is on one ground, what was removed is struck out.")
        super().__init__(over, _("Texts of “{title}”").format(title=found.story.title), told, MEDIUM)
        self._desk, self._over, self._found = desk, over, found
        self._shown: _Compared | None = None
        self._asked: Newest[_Compared] = Newest(desk.tasks, self._show)
        options = [(_told(found, each), each.version) for each in found.versions]
        self.first = choice_field(list(options), version.version)
        self.second = choice_field(list(options), found.story.version)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("From"), self.first), 1)
        row.addWidget(Field(_("To"), self.second), 1)
        self.body.addLayout(row)
        self.text = StoryText(lambda _sha: None, _PX)
        self.text.setAccessibleName(_("What changed"))
        card = Card(padding=16)
        card.body.addWidget(self.text)
        self.body.addWidget(card, 1)
        self._add_buttons()
        self._ask()

    def _add_buttons(self) -> None:
        self.beside = self.add_button(Button(_("Side by side…"), icon="git-compare"))
        self.back = self.add_button(Button(_("Bring back"), icon="history"))
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.beside.clicked.connect(self._lay_beside)
        self.back.clicked.connect(self._bring_back)
        close.clicked.connect(self.accept)
        for field in (self.first, self.second):
            field.currentIndexChanged.connect(lambda _row: self._ask())
        self.finished.connect(lambda _done: self._asked.drop())

    def _version(self, number: int) -> StoryVersion:
        return next(each for each in self._found.versions if each.version == number)

    def _ask(self) -> None:
        one, other = (self._version(int(field.currentData())) for field in (self.first, self.second))
        # What comes back is the text on the left.
        self.back.set_text(_("Bring version {version} back").format(version=one.version))
        self.back.setEnabled(one.text_sha != self._found.story.text_sha)
        self.beside.setEnabled(one.text_sha != other.text_sha)
        workspace, to_html = self._desk.workspace, self._desk.toolbox.documents.to_html

        def read(_control: Control) -> _Compared:
            with workspace.read() as unit:
                first, second = unit.texts.get(one.text_sha), unit.texts.get(other.text_sha)
            if first == second:
                return _Compared(first=first, second=second, html=to_html(first), runs=[])
            runs = list(changes(*with_pictures_told(first, second), _ALL_WORDS))
            return _Compared(first=first, second=second, html="", runs=runs)

        self._asked.ask(read)

    def _show(self, shown: _Compared) -> None:
        self._shown = shown
        self.text.show_html(marked_changes(shown.runs) if shown.runs else shown.html)

    def changeEvent(self, event: QEvent) -> None:
        """The colours of what was added and removed follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._show(self._shown)
        super().changeEvent(event)

    def _lay_beside(self) -> None:
        from learningstories.ui.alike_sheet import AlikeSheet, AlikeText  # noqa: PLC0415 - seldom wanted

        if self._shown is None:
            return
        left, right = (
            AlikeText(title=self._found.story.title, markdown=text, told=field.currentText())
            for text, field in ((self._shown.first, self.first), (self._shown.second, self.second))
        )
        AlikeSheet(self._desk, self._over, left, right).open()

    def _bring_back(self) -> None:
        version, number = self._version(int(self.first.currentData())), self._found.story.number
        workspace = self._desk.workspace

        def write(_control: Control) -> None:
            stories.bring_back(workspace, number, version.version)

        told = _("Version {version} of #{number} is back").format(version=version.version, number=number)
        self._desk.write(_("Storing"), write, tell=told)
        self.accept()


def _told(found: StoryDetails, version: StoryVersion) -> str:
    when = short_moment(version.created_at, found.challenge.zone)
    now = _("now") if version.version == found.story.version else ""
    named = _("Version {version}").format(version=version.version)
    return in_one_line([part for part in (named, now, when, words_count(version.words)) if part])
