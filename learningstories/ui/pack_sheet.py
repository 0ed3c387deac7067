"""Makes packs: for whom, of what kind, with what words left out; then says what was written where."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.domain.story import StoryId
from learningstories.i18n import _, numeral, plural
from learningstories.services.blinding import BlindLook
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.pack_order import MadePacks, PackOrder
from learningstories.services.pack_plan import PackPlan, blind_looks, pack_plan
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.sentences import advice
from learningstories.ui.desk import Desk
from learningstories.ui.folder_opener import open_folder
from learningstories.ui.pack_options import PackOptions
from learningstories.ui.pack_outcome import PackOutcome
from learningstories.ui.pack_people import PackPeople
from learningstories.ui.progress_strip import ProgressStrip
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP
from learningstories.ui.usual_folder import output_folder, usual_folder
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (1120, 760)
_FOLDER = "packs/folder"
_CHOICE, _OUTCOME = range(2)
_CONCERNS = (
    Kind.STORY,
    Kind.REVIEWER,
    Kind.ASSIGNMENT,
    Kind.PACK,
    Kind.CHALLENGE,
    Kind.REDACTION,
    Kind.VERSION,
    Kind.ATTACHMENT,
)


class PackSheet(Sheet):
    """At first those of `emails` are ticked; else those who have none yet, or all where nobody is without."""

    def __init__(self, desk: Desk, over: QWidget, emails: Sequence[str] = ()) -> None:
        told = _("Each reviewer reads the stories in an order of their own, and needs no network for it.")
        super().__init__(over, _("Make packs"), told, _SIZE)
        self._desk = desk
        self._plan: PackPlan | None = None
        self._unseen: Sequence[BlindLook] | None = None
        self._control: Control | None = None
        self._made = False
        self._note = ""
        self.people = PackPeople(emails)
        self.options = PackOptions(desk.toolbox)
        self.outcome = PackOutcome()
        self.progress = ProgressStrip()
        self._asked: Newest[PackPlan] = Newest(desk.tasks, self._show)
        self._looked: Newest[Sequence[BlindLook]] = Newest(desk.tasks, self._show_looks)
        self._arrange()
        self._listen()
        self._follow()
        self._read()

    def _arrange(self) -> None:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.people, 1)
        row.addWidget(self.options)
        self.stack = QStackedWidget()
        self.stack.addWidget(choice)
        self.stack.addWidget(self.outcome)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.progress)
        self.open_button = self.add_button(Button(_("Open the folder"), icon="folder-open"))
        self.open_button.hide()
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", ButtonKind.MAIN), main=True)

    def _listen(self) -> None:
        self.people.changed.connect(self._look)
        self.options.changed.connect(self._follow)
        self.options.look_wanted.connect(self._look_at_words)
        self.progress.cancelled.connect(self._stop)
        self._desk.tasks.progressed.connect(self._show_progress)
        self._desk.news.committed.connect(self._follow_news)
        self.open_button.clicked.connect(lambda: open_folder(self._folder()))
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._confirm)
        self.finished.connect(self._leave)

    def _leave(self, _done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._desk.tasks.progressed.disconnect(self._show_progress)
        self._desk.news.committed.disconnect(self._follow_news)
        self._asked.drop()
        self._looked.drop()

    # --- what is shown -------------------------------------------------------------------------------

    def _read(self) -> None:
        workspace, toolbox = self._desk.workspace, self._desk.toolbox
        self._asked.ask(lambda _control: pack_plan(workspace, toolbox.packs()))

    def _follow_news(self, changes: ChangeSet) -> None:
        if changes.touches(*_CONCERNS) and not self._made and self._control is None:
            self._read()

    def _show(self, plan: PackPlan) -> None:
        first = self._plan is None
        self._plan = plan
        if first:
            self.options.show_challenge(plan.challenge)
        self.people.show_plan(plan)
        self._look()

    def _look(self) -> None:
        """See which words of the ticked packs' stories are still to be looked at."""
        if self._plan is not None and self._plan.challenge.blind:
            workspace, stories = self._desk.workspace, self._stories()
            self._looked.ask(lambda control: blind_looks(workspace, stories, control))
        self._follow()

    def _stories(self) -> frozenset[StoryId]:
        return self.people.stories()

    def _show_looks(self, looks: Sequence[BlindLook]) -> None:
        self._unseen = [look for look in looks if look.open]
        self.options.show_open(len(self._unseen), len(looks), sum(look.sounds for look in looks))
        self._follow()

    def _look_at_words(self) -> None:
        from learningstories.ui.blind_sheet import BlindSheet  # noqa: PLC0415 - most packs are not blind

        BlindSheet(self._desk, self, self._stories()).open()

    def _show_progress(self, label: str, done: int, total: int) -> None:
        if self._control is not None:
            self.progress.show_progress(label, done, total)

    def _is_blind(self) -> bool:
        return self._plan is not None and self._plan.challenge.blind

    def _follow(self) -> None:
        if self._made:
            return
        count = len(self.people.ticked())
        unseen = len(self._unseen) if self._unseen is not None and self._is_blind() else 0
        words = plural("Make {n} pack…", "Make {n} packs…", count).format(n=numeral(count))
        look = plural("Look at {n} story first…", "Look at {n} stories first…", unseen).format(n=unseen)
        self.confirm.set_text(look if unseen else words if count else _("Make packs…"))
        known = not self._is_blind() or self._unseen is not None
        self.confirm.setEnabled(count > 0 and known and self.options.is_right() and self._control is None)
        self.foot_note.setText(self._note)

    # --- what is done --------------------------------------------------------------------------------

    def _confirm(self) -> None:
        if self._made:
            self.accept()
        elif self._is_blind() and self._unseen:
            self._look_at_words()
        else:
            self._ask_folder()

    def _folder(self) -> Path:
        settings = self._desk.settings
        return output_folder(settings, _FOLDER, usual_folder(settings))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("A folder for the packs"), str(self._folder()))
        if chosen:
            self.make_in(Path(chosen))

    def make_in(self, folder: Path) -> None:
        """Make the packs and write them into a folder, as one step."""
        self._desk.settings.setValue(_FOLDER, str(folder))
        workspace, toolbox = self._desk.workspace, self._desk.toolbox
        order: PackOrder = self.options.order(folder, self.people.ticked())
        label = _("Making packs")
        self._note = ""
        self._control = self._desk.tasks.make(
            label,
            lambda control: make_packs(workspace, toolbox.packs(), order, control),
            lambda made: self._done(made, folder),
            self._failed,
        )
        self.progress.begin(label)
        self._follow()

    def _stop(self) -> None:
        if self._control is not None:
            self._control.stop()
        self._end(_("Stopped. No pack was made, and no file is left."))

    def _end(self, note: str) -> None:
        self._control = None
        self._note = note
        self.progress.begin("")
        self._follow()

    def _failed(self, error: Exception) -> None:
        self._end(advice(error) if isinstance(error, ExpectedError) else "")
        if not isinstance(error, ExpectedError):
            self._desk.tell(error)

    def _done(self, made: MadePacks, folder: Path) -> None:
        self._end("")
        self._made = True
        self.outcome.show_made(made, folder)
        self.stack.setCurrentIndex(_OUTCOME)
        told = plural("{n} pack is made", "{n} packs are made", len(made.packs)).format(n=len(made.packs))
        self.set_subtitle(told)
        self.foot_note.setText("")
        self.cancel.hide()
        self.open_button.show()
        self.confirm.set_text(_("Close"))
        self.confirm.setEnabled(True)
        self.confirm.setFocus()

    def may_leave(self) -> bool:
        """What is being made is waited for, or stopped first."""
        return self._control is None
