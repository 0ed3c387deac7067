"""The story that is chosen, beside the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import DECIDABLE, Eligibility, StoryState, language_of
from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.eligibility import against_words
from learningstories.services.one_line import one_line
from learningstories.services.progress import Control
from learningstories.services.story_details import StoryDetails, details
from learningstories.services.wording import reading_time, state_words, words_count
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled
from learningstories.ui.one_line import in_one_line
from learningstories.ui.similar_stories import SimilarStories
from learningstories.ui.story_files import FileList
from learningstories.ui.story_list_model import state_role
from learningstories.ui.story_past import PastList
from learningstories.ui.story_proof import StoryProof
from learningstories.ui.story_readings import ReadingList
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import ReadArea
from learningstories.ui.widgets.shrinking import Shrinking
from learningstories.ui.widgets.tab_bar import INSET, TabBar

_PANEL_PX = 16
_PADDING = 18
_LEAST_PAGE = 150
_MOST_LINE = 240  # letters of the proof, which is whole on its tab


class StoryPanel(Card):
    """Head, tabs (Story, Readings, Proof, History, Files) and what can be done with the story."""

    edit_wanted = Signal()
    withdraw_wanted = Signal()
    restore_wanted = Signal()
    late_decided = Signal(object)
    eligibility_decided = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self.setMinimumWidth(300)
        self.setAccessibleName(_("The chosen story"))
        self._desk = desk
        self._number: int | None = None
        self._shown: StoryDetails | None = None
        self._asked: Newest[tuple[StoryDetails, str]] = Newest(desk.tasks, self._show)
        self.title = Label("", Text.SUBTITLE, wrap=True)
        self.line = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.proof_line = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.against = Label("", Text.SMALL, Role.SPARK, wrap=True)
        self.against.hide()
        self.similar = SimilarStories(desk)
        self.chips = QWidget()
        self.chips_flow = FlowLayout(self.chips, gap=6)
        self.tabs = TabBar(
            [
                ("story", _("Story")),
                ("readings", _("Readings")),
                ("proof", _("Proof")),
                ("history", _("History")),
                ("files", _("Files")),
            ]
        )
        self.text = StoryText(self._picture, _PANEL_PX)
        self.text.setAccessibleName(_("The story's text"))
        self.readings, self.past, self.files = ReadingList(), PastList(desk), FileList(desk)
        self.proof = StoryProof()
        self.pages = QStackedWidget()
        self._arrange()
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        desk.news.committed.connect(self._follow)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(_PADDING, 16, _PADDING, 12)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.line)
        head.addWidget(self.proof_line)
        head.addWidget(self.against)
        head.addSpacing(2)
        head.addWidget(self.chips)
        head.addWidget(self.similar)
        self.buttons = self._buttons()
        self.buttons.hide()  # until there is a story to do something with
        head.addSpacing(2)
        head.addWidget(self.buttons)
        return head

    def _arrange(self) -> None:
        self.body.addWidget(Shrinking(self._head()))
        tabs = QHBoxLayout()
        tabs.setContentsMargins(0, 0, 0, 0)
        tabs.setSpacing(0)
        tabs.addSpacing(_PADDING - INSET)  # a margin would not change sides with the language
        tabs.addWidget(self.tabs, 1)
        self.body.addLayout(tabs)
        framed = QWidget()
        inside = QHBoxLayout(framed)
        inside.setContentsMargins(0, 14, 0, 8)
        inside.setSpacing(0)
        inside.addSpacing(_PADDING)
        inside.addWidget(self.text)
        inside.addSpacing(4)
        self.pages.addWidget(framed)
        for widget in (self.readings, self.proof, self.past, self.files):
            widget.setProperty("role", "clear")
            self.pages.addWidget(ReadArea(widget))
        self.pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.pages.setMinimumHeight(scaled(_LEAST_PAGE))  # the head is whole before the text has more
        self.body.addWidget(self.pages, 1)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        self.edit = Button(_("Edit"), icon="pencil", small=True)
        self.withdraw = Button(_("Withdraw"), icon="inbox", small=True)
        self.restore = Button(_("Restore"), icon="archive-restore", small=True)
        self.accept = Button(_("Accept…"), icon="check", small=True)
        self.refuse = Button(_("Refuse…"), ButtonKind.DANGER, "x", small=True)
        self.edit.clicked.connect(self.edit_wanted)
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.accept.clicked.connect(lambda: self.late_decided.emit(LateDecision.ACCEPT))
        self.refuse.clicked.connect(lambda: self.late_decided.emit(LateDecision.REFUSE))
        self.eligible = Button(_("Eligible…"), icon="check", small=True)
        self.not_eligible = Button(_("Not eligible…"), ButtonKind.DANGER, "x", small=True)
        self.eligible.clicked.connect(lambda: self.eligibility_decided.emit(Eligibility.ELIGIBLE))
        self.not_eligible.clicked.connect(lambda: self.eligibility_decided.emit(Eligibility.NOT_ELIGIBLE))
        self.proof.late_decided.connect(self.late_decided)
        self.proof.eligibility_decided.connect(self.eligibility_decided)
        for button in (self.accept, self.refuse, self.eligible, self.not_eligible):
            flow.addWidget(button)
        for button in (self.edit, self.withdraw, self.restore):
            flow.addWidget(button)
        return row

    def show_story(self, number: int | None) -> None:
        """Show a story; None shows nothing."""
        self._number = number
        if number is None:
            self._asked.drop()
            return
        workspace, to_html = self._desk.workspace, self._desk.toolbox.documents.to_html

        def read(_control: Control) -> tuple[StoryDetails, str]:
            found = details(workspace, number)
            return found, to_html(found.markdown)

        self._asked.ask(read)

    def shown(self) -> StoryDetails | None:
        """What is in the panel."""
        return self._shown

    def _show(self, answer: tuple[StoryDetails, str]) -> None:
        found, html = answer
        same = self._shown is not None and self._shown.story.text_sha == found.story.text_sha
        self._shown = found
        story, challenge = found.story, found.challenge
        self.title.setText(story.title)
        parts = [story.author or _("no name"), words_count(story.words), reading_time(story.words)]
        self.line.setText(in_one_line(parts))
        self.proof_line.setText(one_line(found.proof.line, _MOST_LINE))
        self.proof_line.setToolTip(plain_tooltip(found.proof.line))
        against = [against_words(state, story, challenge) for state in found.against]
        self.against.setText(in_one_line(against))
        self.against.setVisible(bool(against) and story.eligibility is Eligibility.OPEN)
        self._show_chips(found)
        self._show_buttons(found)
        self.similar.show_story(found)
        if not same:
            self.text.show_html(html)
            self.text.verticalScrollBar().setValue(0)
        self.readings.show_readings(found)
        self.proof.show_proof(found)
        self.past.show_past(found)
        self.files.show_files(found)
        self.tabs.set_count("readings", str(len(found.readings)))
        self.tabs.set_count("history", str(len(found.history)))
        self.tabs.set_count("files", str(len(found.attachments)))

    def _show_chips(self, found: StoryDetails) -> None:
        clear_layout(self.chips_flow)
        story = found.story
        chips = [(state_words(found.state), state_role(found.state), "")]
        chips += [
            (word, Role.TEXT, "") for word in (f"#{story.number}", story.theme, language_of(story)) if word
        ]
        chips += [
            (a.name, Role.TEXT, "file-text" if a.role == "original" else "paperclip")
            for a in found.attachments[:4]
        ]
        for words, role, icon in chips:
            self.chips_flow.addWidget(Chip(words, role, icon))

    def _show_buttons(self, found: StoryDetails) -> None:
        withdrawn = found.story.withdrawn
        self.buttons.show()
        self.withdraw.setVisible(not withdrawn)
        self.restore.setVisible(withdrawn)
        # What was decided already can be decided anew where the proof is shown.
        for button in (self.accept, self.refuse):
            button.setVisible(found.state is StoryState.LATE)
        for button in (self.eligible, self.not_eligible):
            button.setVisible(found.state in DECIDABLE)

    def _follow(self, changes: ChangeSet) -> None:
        kinds = (
            Kind.CHALLENGE,
            Kind.STORY,
            Kind.READING,
            Kind.ATTACHMENT,
            Kind.VERSION,
            Kind.REVIEWER,
            Kind.CHOICE,
            Kind.PACK,
            Kind.RETURN,
            Kind.RESOLUTION,
        )
        if self._number is not None and changes.touches(*kinds):
            self.show_story(self._number)

    def _picture(self, sha: str) -> bytes | None:
        """A picture of the story that is shown, and no other file."""
        if self._shown is None or sha not in {a.sha for a in self._shown.attachments}:
            return None
        with self._desk.workspace.read() as unit:
            return unit.blobs.get(sha)
