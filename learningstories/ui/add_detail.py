"""The chosen row below the table: what to decide, what was understood, and the text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _
from learningstories.services.drafts import Draft
from learningstories.ui.add_fields import AddFields
from learningstories.ui.add_versions import ChangesCard, VersionCard
from learningstories.ui.candidate import Candidate
from learningstories.ui.desk import Desk
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text

_MARGIN = 18


class AddDetail(QScrollArea):
    """Cards side by side; those that have nothing to say are not there."""

    def __init__(self, desk: Desk, challenge: Challenge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.versions = VersionCard(challenge)
        self.changes = ChangesCard(desk.tasks)
        self.fields = AddFields(challenge)
        self.text = TextCard(desk)
        self.failure = FailureCard()
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        column.setSpacing(GAP)
        column.addLayout(_side_by_side(self.versions, self.changes))
        column.addWidget(self.failure)
        column.addLayout(_side_by_side(self.fields, self.text))
        column.addStretch(1)
        self.setWidget(inside)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show one row's details from their top."""
        self.follow(candidate)
        self.text.show_draft(candidate.draft)
        self.changes.show_candidate(candidate)
        self.verticalScrollBar().setValue(0)

    def follow(self, candidate: Candidate) -> None:
        """Show what has changed of the row that is shown."""
        self.versions.show_candidate(candidate)
        self.failure.show_candidate(candidate)
        self.fields.show_candidate(candidate)


class TextCard(Card):
    """The text of a draft as it will look."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=6, parent=parent)
        self._draft: Draft | None = None
        self._documents = desk.toolbox.documents
        self._html: Newest[str] = Newest(desk.tasks, self._show)
        self.text = StoryText(self._picture, 15)
        self.text.setAccessibleName(_("The text that was found"))
        self.text.setMinimumHeight(160)
        self.body.addWidget(Label(_("The text"), Text.SMALL, Role.MUTED))
        self.body.addWidget(self.text, 1)

    def show_draft(self, draft: Draft | None) -> None:
        """Show a draft's text."""
        self._draft = draft
        self.setVisible(draft is not None)
        if draft is None:
            self._html.drop()
            self.text.show_html("")
            return
        markdown = draft.markdown
        self._html.ask(lambda _control: self._documents.to_html(markdown))

    def _show(self, html: str) -> None:
        self.text.show_html(html)

    def _picture(self, sha: str) -> bytes | None:
        pictures = self._draft.pictures if self._draft else ()
        return next((picture.data for picture in pictures if picture.sha == sha), None)


class FailureCard(Card):
    """Why there is no story in a file, and what can be done about it."""

    again = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.told = Label("", wrap=True)
        self.try_again = Button(_("Try again"), icon="rotate-ccw", small=True)
        self.try_again.clicked.connect(self.again)
        self.keep = Button(_("Keep the file"), icon="paperclip", small=True)
        self.keep.clicked.connect(self.kept)
        self.hint = Label(
            _("Mend the file and try again, or keep it as it is: a story whose text is still to come."),
            Text.SMALL,
            Role.MUTED,
            wrap=True,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.try_again)
        row.addWidget(self.keep)
        row.addStretch(1)
        self.body.addWidget(Label(_("This file could not be read"), Text.STRONG))
        self.body.addWidget(self.told)
        self.body.addWidget(self.hint)
        self.body.addLayout(row)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show why."""
        self.setVisible(candidate.draft is None)
        if candidate.draft is None:
            self.told.setText("\n".join(candidate.told()))
            origin = candidate.found.origin
            there = origin.path is not None or origin.part is not None
            for widget in (self.try_again, self.keep, self.hint):
                widget.setVisible(there)


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row
