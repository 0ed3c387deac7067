"""Writes reminders as mail drafts, to those who are ticked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, listed, numeral, plural
from learningstories.services.progress import Control
from learningstories.services.reminders import Reminders, write_reminders
from learningstories.services.reviewer_list import ReviewerLine, ReviewerList, reviewer_list
from learningstories.services.reviewer_state import PackState, may_be_reminded, pack_state
from learningstories.services.reviewer_words import pack_words
from learningstories.services.sentences import advice
from learningstories.ui.desk import Desk
from learningstories.ui.folder_opener import open_folder
from learningstories.ui.people_picker import PeoplePicker, PickRow
from learningstories.ui.reviewer_list_model import ROLES
from learningstories.ui.usual_folder import output_folder, usual_folder
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (820, 640)
_FOLDER = "reminders/folder"


class RemindSheet(Sheet):
    """At first those of `emails` are ticked, or all from whom nothing came back."""

    def __init__(self, desk: Desk, over: QWidget, emails: Sequence[str] = ()) -> None:
        told = _("A draft for each, which your mail program opens. Nothing is sent by itself.")
        super().__init__(over, _("Write reminders"), told, _SIZE)
        self._desk = desk
        self._emails = frozenset(emails)
        self._silent: frozenset[str] = frozenset()
        self._folder: Path | None = None
        self.picker = PeoplePicker(
            _("Whom to remind"), [(_("Who has not answered"), lambda row: row.email in self._silent)]
        )
        self.nobody = EmptyState("mail", _("Nobody has a pack of which something is still to come."), "")
        self.nobody.hide()
        self.body.addWidget(self.nobody, 1)
        self.body.addWidget(self.picker, 1)
        self.open_button = self.add_button(Button(_("Open the folder"), icon="folder-open"))
        self.open_button.hide()
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)
        self.open_button.clicked.connect(self._open_folder)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._ask_folder)
        self.picker.model.altered.connect(self._follow)
        self._follow()
        workspace, lists = desk.workspace, desk.lists
        desk.read(lambda _control: reviewer_list(workspace, lists), self._show)

    def _show(self, found: ReviewerList) -> None:
        lines = [line for line in found.lines if may_be_reminded(line)]
        states = {line.reviewer.email: pack_state(line, found.returns_until) for line in lines}
        self._silent = frozenset(email for email, state in states.items() if state is PackState.SILENT)
        rows = [
            PickRow(
                email=line.reviewer.email,
                name=line.reviewer.name,
                told=_progress(line),
                chip=(pack_words(line, found.returns_until, found.zone), ROLES[states[line.reviewer.email]]),
            )
            for line in lines
        ]
        self.nobody.setVisible(not rows)
        self.picker.setVisible(bool(rows))
        self.picker.model.show_rows(rows, self._emails or self._silent or frozenset(states))

    def _follow(self) -> None:
        count = len(self.picker.model.ticked())
        words = plural("Write {n} draft…", "Write {n} drafts…", count).format(n=numeral(count))
        self.confirm.set_text(words if count else _("Write drafts…"))
        self.confirm.setEnabled(count > 0)

    def _ask_folder(self) -> None:
        settings = self._desk.settings
        begin = str(output_folder(settings, _FOLDER, usual_folder(settings)))
        chosen = QFileDialog.getExistingDirectory(self, _("A folder for the drafts"), begin)
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, folder: Path) -> None:
        """Write the drafts off the thread."""
        self._desk.settings.setValue(_FOLDER, str(folder))
        workspace, lists, emails = self._desk.workspace, self._desk.lists, self.picker.model.ticked()
        self.confirm.setEnabled(False)

        def work(control: Control) -> Reminders:
            return write_reminders(workspace, lists, folder, emails, control)

        self._desk.tasks.read(
            _("Writing reminders"), work, lambda made: self._done(made, folder), self._failed
        )

    def _done(self, made: Reminders, folder: Path) -> None:
        self._folder = folder
        told = plural(
            "{n} draft is in {folder}: look at it and send it with your mail program.",
            "{n} drafts are in {folder}: look at them and send them with your mail program.",
            len(made.files),
        )
        words = [told.format(n=len(made.files), folder=folder.name or folder)] if made.files else []
        if made.without_address:
            names = listed(made.without_address)
            words.append(_("These have no address that can be written to: {names}.").format(names=names))
        self.foot_note.setText(" ".join(words))
        self.open_button.setVisible(bool(made.files))
        self.cancel.set_text(_("Close"))
        self._follow()

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def _failed(self, error: Exception) -> None:
        self._follow()
        if not isinstance(error, ExpectedError):
            self._desk.tell(error)
            return
        self.foot_note.setText(advice(error))


def _progress(line: ReviewerLine) -> str:
    return _("{read} of {wanted} read").format(read=line.answered, wanted=line.wanted)
