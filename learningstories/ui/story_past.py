"""A story's past: every step that concerned it, and every text that it had."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.domain.story import StoryVersion
from learningstories.i18n import _
from learningstories.services.changes import HistoryLine, StepKind
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import moment_words, words_count
from learningstories.ui.desk import Desk
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class PastList(QWidget):
    """Earlier texts that can be read, and the steps, newest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(4)

    def show_past(self, found: StoryDetails) -> None:
        """Show the past of a story."""
        clear_layout(self._column)
        zone = found.challenge.zone
        earlier = [v for v in found.versions if v.version != found.story.version]
        for version in earlier:
            words = _("Compare version {version} · {words}").format(
                version=version.version, words=words_count(version.words)
            )
            button = Button(words, Kind.PLAIN, "history", small=True)
            button.clicked.connect(lambda _on=False, v=version: self._compare(found, v))
            self._column.addWidget(button)
        if earlier:
            self._column.addSpacing(4)
            self._column.addWidget(Divider())
            self._column.addSpacing(4)
        for place, line in enumerate(found.history):
            if place:
                self._column.addSpacing(8)
            self._column.addWidget(Label(step_words(line), Text.STRONG, wrap=True))
            when = moment_words(line.at, zone, named=False)
            self._column.addWidget(Label(f"{when} · {line.who}", Text.SMALL, Role.MUTED, wrap=True))
        self._column.addStretch(1)

    def _compare(self, found: StoryDetails, version: StoryVersion) -> None:
        from learningstories.ui.versions_sheet import VersionsSheet  # noqa: PLC0415 - seldom wanted

        VersionsSheet(self._desk, self, found, version).open()


def step_words(line: HistoryLine) -> str:
    """What a step did, and whether it still holds."""
    if line.kind is StepKind.UNDO:
        return _("Undo: {step}").format(step=line.label)
    if line.kind is StepKind.REDO:
        return _("Redo: {step}").format(step=line.label)
    return _("{step} (taken back)").format(step=line.label) if line.undone else line.label
