"""What blind packs show in place of names: every replacement is looked at, and more can be made by hand."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from learningstories.domain.story import StoryId
from learningstories.i18n import _, plural
from learningstories.services.blind_draft import BlindDraft
from learningstories.services.blinding import BlindLook, approve, approve_all
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.pack_plan import blind_looks
from learningstories.ui.blind_tables import ENTRY_LOOKS, STORY_LOOKS, BlindEntries, BlindStories
from learningstories.ui.blind_text import BlindText, voices_told
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled, widened
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import Sheet
from learningstories.ui.widgets.table import Table

_SIZE = (1200, 800)
_STORIES = 300


class BlindSheet(Sheet):
    """The stories at the left; the words of the chosen one, its replacements, and a way to make more."""

    def __init__(self, desk: Desk, over: QWidget, stories: Collection[StoryId]) -> None:
        told = _(
            "Struck out is what is left out, green what stands for it. The stories themselves stay as they "
            "are. Look through the text, too: people are known by much besides their names."
        )
        super().__init__(over, _("What blind packs show"), told, _SIZE)
        self._desk, self._wanted = desk, frozenset(stories)
        self.draft: BlindDraft | None = None
        self._drafts: dict[StoryId, BlindDraft] = {}
        self._leaving = False
        self._asked: Newest[Sequence[BlindLook]] = Newest(desk.tasks, self._show)
        self.stories, self.entries = BlindStories(self), BlindEntries(self)
        self.story_table = _table(_("Stories"), self.stories, STORY_LOOKS)
        self.entry_table = _table(_("Replacements"), self.entries, ENTRY_LOOKS)
        self.text = BlindText()
        self.becomes = text_field(text=_("«left out»"), most=80)
        self.by_hand = Button(_("Replace the selected words"), icon="eye-off", small=True)
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.voices = Label("", Text.SMALL, Role.SPARK, wrap=True)
        self.voices.hide()  # until there is a story with any
        self._arrange()
        self._listen()
        self._read()

    def _arrange(self) -> None:
        left = Card(padding=0)
        left.setFixedWidth(widened(_STORIES))
        left.body.addWidget(self.story_table)
        words = Card(padding=16)
        words.body.addWidget(self.text)
        words.body.addWidget(self.voices)
        replaced = Card(padding=0)
        replaced.body.addWidget(self.entry_table)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GAP // 2)
        for card in (words, replaced):
            split.addWidget(card)
        split.setSizes([380, 200])
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(split, 1)
        right.addLayout(self._hand_row())
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(left)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.rest = self.add_button(Button("", icon="check"))
        self.close_button = self.add_button(Button(_("Close")))
        self.approve = self.add_button(Button(_("Approve"), ButtonKind.MAIN, "check"), main=True)
        self.rest.hide()  # until it is known how many there are
        self.approve.setEnabled(False)

    def _hand_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        label = Label(_("Select words in the text, to be replaced by"))
        label.setBuddy(self.becomes)
        self.becomes.setAccessibleName(_("What stands for the selected words"))
        self.becomes.setMaximumWidth(scaled(160))
        row.addWidget(label)
        row.addWidget(self.becomes)
        row.addWidget(self.by_hand)
        row.addWidget(self.told, 1)
        return row

    def _listen(self) -> None:
        self.story_table.row_changed.connect(self._choose)
        self.entry_table.checked.connect(self._flip)
        self.entry_table.row_changed.connect(self.text.look_at)
        self.text.copyAvailable.connect(self.by_hand.setEnabled)
        self.by_hand.setEnabled(False)
        self.by_hand.clicked.connect(self._replace)
        self.approve.clicked.connect(self._approve)
        self.rest.clicked.connect(self._approve_rest)
        self.close_button.clicked.connect(self.reject)
        self._desk.news.committed.connect(self._follow)
        self.finished.connect(self._leave)

    def _leave(self, _done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._desk.news.committed.disconnect(self._follow)
        self._asked.drop()

    # --- what is shown -------------------------------------------------------------------------------

    def _read(self) -> None:
        workspace, wanted = self._desk.workspace, self._wanted
        self._asked.ask(lambda control: blind_looks(workspace, wanted, control))

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.REDACTION, Kind.STORY, Kind.VERSION, Kind.ATTACHMENT):
            self._read()

    def _show(self, looks: Sequence[BlindLook]) -> None:
        first = not self.stories.looks
        self.stories.show_looks(looks)
        here = self.story_table.currentIndex().row()
        if first or not 0 <= here < len(looks):
            here = next((row for row, look in enumerate(looks) if look.open), 0)
            if looks:
                self.story_table.choose_row(here)
        self._choose(here)

    def _choose(self, row: int) -> None:
        looks = self.stories.looks
        if not 0 <= row < len(looks):
            self._say_left()
            return
        draft = self._draft_of(looks[row])
        if draft is not self.draft:
            self.draft = draft
            self.text.show_draft(draft)
            self.entries.show_draft(draft)
            self.told.setText("")
            self.voices.setText(voices_told(draft.look.sounds))
            self.voices.setVisible(bool(draft.look.sounds))
        self._say_left()

    def _draft_of(self, look: BlindLook) -> BlindDraft:
        """What was made of a story so far, unless it was decided or has changed since."""
        draft = self._drafts.get(look.story.id)
        if draft is None or draft.look != look:
            draft = self._drafts[look.story.id] = BlindDraft(look)
        return draft

    def _say_left(self) -> None:
        looks = self.stories.looks
        left = [look for look in looks if look.open]
        told = plural("{n} story still to look at", "{n} stories still to look at", len(left))
        self.foot_note.setText(told.format(n=len(left)) if left else _("All are looked at."))
        every = plural("Approve {n} as proposed", "Approve all {n} as proposed", len(left))
        self.rest.set_text(every.format(n=len(left)))
        self.rest.setVisible(len(left) > 1)
        is_decided = self.draft is not None and self.draft.look.decided is not None
        altered = self.draft is not None and self.draft.is_altered
        self.approve.set_text(_("Approve and go on") if len(left) > 1 and not is_decided else _("Approve"))
        self.approve.setEnabled(self.draft is not None and (not is_decided or altered))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.text.repaint_again()
        super().changeEvent(event)

    def may_leave(self) -> bool:
        """What was altered and not approved is not thrown away by one key."""
        altered = any(draft.is_altered for draft in self._drafts.values())
        if altered and not self._leaving:
            self._leaving = True
            told = _("Something is altered and not approved. Press Close again to throw it away.")
            self.foot_note.setText(told)
            return False
        return True

    # --- what is decided -----------------------------------------------------------------------------

    def _flip(self, row: int) -> None:
        if self.draft is not None:
            self.draft.flip(row)
            self._altered()
            self.entries.tell()

    def _replace(self) -> None:
        words = self.text.selected_words()
        if self.draft is None or not words:
            return
        count = self.draft.add(words, self.becomes.text().strip() or "…")
        told = plural("Replaced in {n} place.", "Replaced in {n} places.", count).format(n=count)
        absent = _("These words do not stand together in the story itself. Select less of them.")
        self.told.setText(told if count else absent)
        self.entries.show_draft(self.draft)
        self._altered()

    def _altered(self) -> None:
        if self.draft is not None:
            self.text.show_draft(self.draft)
        self._say_left()

    def _approve(self) -> None:
        if self.draft is None:
            return
        workspace, story, cuts = self._desk.workspace, self.draft.look.story, self.draft.cuts()
        row = self.story_table.currentIndex().row()
        self._leaving = False
        self.approve.setEnabled(False)
        self._desk.write(_("Storing"), lambda _control: approve(workspace, story.number, cuts))
        following = [*range(row + 1, len(self.stories.looks)), *range(row)]
        after = next((each for each in following if self.stories.looks[each].open), None)
        if after is not None:
            self.story_table.choose_row(after)

    def _approve_rest(self) -> None:
        """All that are open as they are proposed, or as they were altered here."""
        drafts = [self._draft_of(look) for look in self.stories.looks if look.open]
        decisions = {each.look.story.number: each.cuts() for each in drafts}
        workspace = self._desk.workspace
        self.rest.setEnabled(False)
        self._desk.write(
            _("Storing"),
            lambda _control: approve_all(workspace, decisions),
            lambda _none: self.rest.setEnabled(True),
        )


def _table(name: str, model: BlindStories | BlindEntries, looks: Sequence[object]) -> Table:
    table = Table(name)
    table.setModel(model)
    table.set_columns(looks)  # type: ignore[arg-type]  # both are columns
    table.set_compact(compact=True)
    return table
