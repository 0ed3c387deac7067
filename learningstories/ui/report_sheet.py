"""Report a problem: shows what would be sent, to be copied or saved. Nothing is sent by the app."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, language
from learningstories.services.problem_report import problem_report
from learningstories.services.saving import save_whole
from learningstories.services.sentences import advice
from learningstories.ui.tokens import Role
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.sheet import MEDIUM, Sheet


class ReportSheet(Sheet):
    """A person reads all of it before deciding."""

    def __init__(self, over: QWidget, log_folder: Path) -> None:
        told = _("This is all that helps to find it: versions, and where in the app something went wrong.")
        super().__init__(over, _("Report a problem"), told, MEDIUM)
        self.body.addWidget(
            Label(
                _(
                    "Names, texts and files are not in it. Send it to whom you have the app from, with what "
                    "you did, what you expected, and what happened. The app itself sends nothing."
                ),
                role=Role.MUTED,
                wrap=True,
            )
        )
        self.text = QPlainTextEdit(problem_report(log_folder, _further()))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "field")
        self.text.setAccessibleName(_("What would be sent"))
        self.body.addWidget(self.text, 1)
        self.copy = self.add_button(Button(_("Copy"), icon="copy"))
        self.save = self.add_button(Button(_("Save…"), icon="save"))
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        close.clicked.connect(self.accept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.foot_note.setText(_("Copied."))

    def _save(self) -> None:
        place = usual_folder() / "learning-stories-report.txt"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), str(place))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save it as a text."""
        try:
            save_whole(path, self.text.toPlainText().encode("utf-8"))
        except ExpectedError as error:
            self.foot_note.setText(advice(error))
            return
        self.foot_note.setText(_("Saved."))


def _further() -> dict[str, str]:
    """What only the window knows."""
    screen = QGuiApplication.primaryScreen()
    return {
        "Qt": QLibraryInfo.version().toString(),
        "Platform": QGuiApplication.platformName(),
        "Language": language(),
        "Screen": f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}",
    }
