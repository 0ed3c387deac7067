"""Chooses the folder that is watched for new stories, or none."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.i18n import _
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.watching import Watching
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import NARROW, Sheet


class WatchSheet(Sheet):
    """Says which folder it is, and lets it be changed or left alone again."""

    def __init__(self, over: QWidget, watching: Watching) -> None:
        told = _(
            "New files in the folder are announced and shown to you as when you drop them; nothing is "
            "added by itself. The folder is remembered on this computer only."
        )
        super().__init__(over, _("Watch a folder"), told, NARROW)
        self._watching = watching
        self.folder = Label("", Text.STRONG, wrap=True)
        self.body.addWidget(self.folder)
        self.leave = self.add_button(Button(_("Stop watching")))
        self.close_button = self.add_button(Button(_("Close")))
        self.choose = self.add_button(Button(_("Choose a folder…"), Kind.MAIN), main=True)
        self.leave.clicked.connect(lambda: watching.watch(None))
        self.close_button.clicked.connect(self.accept)
        self.choose.clicked.connect(self._choose)
        watching.changed.connect(self._follow)
        self._follow()

    def _choose(self) -> None:
        begin = self._watching.folder or usual_folder()
        name = QFileDialog.getExistingDirectory(self, _("Choose the folder to be watched"), str(begin))
        if name:
            self._watching.watch(Path(name))

    def _follow(self) -> None:
        folder = self._watching.folder
        self.folder.setText(str(folder) if folder else _("No folder is watched."))
        self.leave.setVisible(folder is not None)
        self.choose.set_text(_("Choose another folder…") if folder else _("Choose a folder…"))
