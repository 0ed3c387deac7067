"""The folders in the preferences: where new challenges and what is made from them are offered to be saved."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.tokens import Role
from learningstories.ui.usual_folder import chosen_folder, usual_folder
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text


class FolderChoice(QWidget):
    """One folder, in force as soon as it is chosen; `words` say what for, `usual` which it is otherwise."""

    def __init__(self, settings: QSettings, key: str, words: str, usual: str) -> None:
        super().__init__()
        self._settings, self._key, self._words, self._usual = settings, key, words, usual
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.choose = Button(_("Choose…"), icon="folder-open")
        self.choose.setAccessibleName(f"{words}: {self.choose.text()}")
        self.clear = Button(_("As usual"), Kind.QUIET)
        self.clear.setAccessibleName(f"{words}: {self.clear.text()}")
        self.choose.clicked.connect(self._choose)
        self.clear.clicked.connect(lambda: self._keep(""))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(words, wrap=True))
        column.addWidget(self.told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self.clear)
        row.addWidget(self.choose)
        self._show()

    def _choose(self) -> None:
        kept = chosen_folder(self._settings, self._key)
        begin = kept if kept is not None and kept.is_dir() else usual_folder(self._settings)
        chosen = QFileDialog.getExistingDirectory(self, self._words, str(begin))
        if chosen:
            self._keep(str(Path(chosen)))

    def _keep(self, folder: str) -> None:
        self._settings.setValue(self._key, folder)
        self._show()
        if not folder:
            self.choose.setFocus()

    def _show(self) -> None:
        folder = chosen_folder(self._settings, self._key)
        self.clear.setVisible(folder is not None)
        if folder is None:
            self.told.setText(self._usual)
        elif folder.is_dir():
            self.told.setText(str(folder))
        else:
            gone = _("{folder} is not there now. Until it is, it is as if none were chosen.")
            self.told.setText(gone.format(folder=folder))
