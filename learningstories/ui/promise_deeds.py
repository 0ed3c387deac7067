"""What can be done with promises, from the page and from the menu."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.promise import Outcome
from learningstories.i18n import _, listed, plural
from learningstories.services.promise_mail import Asked, write_questions
from learningstories.services.promises import PromiseLine, remove_promise, set_outcome
from learningstories.ui.desk import Desk
from learningstories.ui.guest_promise_sheet import GuestPromiseSheet
from learningstories.ui.usual_folder import output_folder, usual_folder

_FOLDER = "promises/folder"


class PromiseDeeds:
    """Acts on the promises of `desk`, over `page`."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self._desk, self._page = desk, page

    def add(self) -> None:
        """Type in what guests promise."""
        GuestPromiseSheet(self._desk, self._page).open()

    def edit(self, line: PromiseLine) -> None:
        """Change a guest's promise."""
        if line.reader is None:
            GuestPromiseSheet(self._desk, self._page, line).open()

    def remove(self, line: PromiseLine) -> None:
        """Take a guest's promise away."""
        workspace, number = self._desk.workspace, line.number
        self._desk.write("", lambda _c: remove_promise(workspace, number), tell=_("The promise is removed"))

    def note(self, line: PromiseLine, outcome: Outcome, told: str) -> None:
        """Note what became of a promise."""
        workspace, number = self._desk.workspace, line.number
        self._desk.write("", lambda _c: set_outcome(workspace, number, outcome, told))

    def ask(self) -> None:
        """Ask for a folder, and write a draft there for everybody who is to be asked now."""
        settings = self._desk.settings
        begin = str(output_folder(settings, _FOLDER, usual_folder(settings)))
        chosen = QFileDialog.getExistingDirectory(self._page, _("A folder for the drafts"), begin)
        if chosen:
            self.write_to(Path(chosen))

    def report(self) -> None:
        """What the promises came to."""
        from learningstories.ui.promise_report_sheet import PromiseReportSheet  # noqa: PLC0415 - when wanted

        PromiseReportSheet(self._desk, self._page).open()

    def write_to(self, folder: Path) -> None:
        """Write the drafts off the thread."""
        self._desk.settings.setValue(_FOLDER, str(folder))
        workspace = self._desk.workspace
        self._desk.write(
            _("Writing drafts"),
            lambda control: write_questions(workspace, folder, control),
            lambda made: self._desk.said.emit(asked_words(made, folder), bool(made.numbers)),
        )


def asked_words(made: Asked, folder: Path) -> str:
    """What came of it; whoever could not be written to is named."""
    told = plural(
        "{n} draft is in {folder}: look at it and send it with your mail program.",
        "{n} drafts are in {folder}: look at them and send them with your mail program.",
        len(made.files),
    )
    words = [told.format(n=len(made.files), folder=folder.name or folder)] if made.files else []
    if made.without_address:
        names = listed(made.without_address)
        words.append(_("To be asked in person, for there is no address: {names}.").format(names=names))
    return " ".join(words) or _("There is nobody to ask now.")
