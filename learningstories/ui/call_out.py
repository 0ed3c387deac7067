"""How the call leaves the window: saved in one of its forms, or copied as text."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.calling import CallForm, SavedCall, call_text, save_call
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name
from learningstories.services.sentences import advice
from learningstories.ui.desk import Desk
from learningstories.ui.usual_folder import output_folder

_FOLDER = "call/folder"


class CallOut(QObject):
    """What leaves is made from what is stored then. `said` carries how it went, in a sentence.

    Saving goes on when the sheet is left, and the window tells how it went.
    """

    begun = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(desk)  # it outlives the sheet
        self._desk = desk
        self._page = page
        self._control: Control | None = None
        self._left = False
        self.title = ""

    @property
    def busy(self) -> bool:
        """Whether something is being saved."""
        return self._control is not None

    def save(self, form: CallForm) -> None:
        """Ask where to, and save the call there."""
        if self.busy:
            return
        folder = output_folder(self._desk.settings, _FOLDER, self._desk.challenge.path.parent)
        wanted = folder / f"{self._name(form)}{form}"
        name, _kind = QFileDialog.getSaveFileName(self._page, _heading(form), str(wanted), _kinds(form))
        if name:
            self.save_to(Path(name) if Path(name).suffix.lower() == form else Path(name + form))

    def save_to(self, target: Path) -> None:
        """Make the call from what is stored now, in place of whatever `target` was."""
        workspace, toolbox = self._desk.workspace, self._desk.toolbox
        self.begun.emit(_("Saving {name}…").format(name=target.name))
        # In the writers' queue, so that what was typed last is stored first.
        self._control = self._desk.tasks.write(
            _("Saving the call for stories"),
            lambda control: save_call(workspace, toolbox, target, control),
            self._saved,
            self._failed,
        )

    def copy(self) -> None:
        """Put the text on the clipboard."""
        workspace, toolbox = self._desk.workspace, self._desk.toolbox
        self._desk.tasks.read(
            "",
            lambda _c: call_text(workspace, toolbox),
            self._copied,
            self._failed,
        )

    def stop(self) -> None:
        """Give up what is being saved; what was there before stays."""
        if self._control is not None:
            self._control.stop()
            self._control = None
            self.said.emit(_("Stopped. Nothing was saved."))

    def leave(self) -> None:
        """The sheet closes."""
        self._left = True
        if not self.busy:
            self.deleteLater()

    def _name(self, form: CallForm) -> str:
        what = _("form") if form is CallForm.TEMPLATE else _("call for stories")
        return fit_name(f"{self.title} - {what}" if self.title else what)

    def _saved(self, saved: SavedCall) -> None:
        self._control = None
        self._desk.settings.setValue(_FOLDER, str(saved.path.parent))
        told = _("Saved as {name}").format(name=saved.path.name)
        if self._left:
            self._desk.said.emit(told, False)
            self.deleteLater()
        else:
            self.said.emit(told)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        if not self._left:
            self.said.emit(_("The text is on the clipboard: paste it into a mail."))

    def _failed(self, error: Exception) -> None:
        self._control = None
        if not self._left:
            self.said.emit(advice(error) if isinstance(error, ExpectedError) else "")
        else:
            self.deleteLater()
        if self._left or not isinstance(error, ExpectedError):
            self._desk.tell(error)


def _heading(form: CallForm) -> str:
    return _("Save the form template") if form is CallForm.TEMPLATE else _("Save the call for stories")


def _kinds(form: CallForm) -> str:
    return {
        CallForm.PDF: _("PDF (*.pdf)"),
        CallForm.PAGE: _("Web page (*.html)"),
        CallForm.TEXT: _("Text (*.txt)"),
        CallForm.TEMPLATE: _("Spreadsheet (*.csv)"),
    }[form]
