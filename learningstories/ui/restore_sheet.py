"""The backups of a challenge, what each holds against now, and the way back to one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.backup_words import holding_words
from learningstories.services.backups import Backup, Backups, Holding, Why
from learningstories.services.opened_kind import ENDING
from learningstories.services.progress import Control
from learningstories.services.rescue import RescueReport
from learningstories.services.toolbox import Toolbox
from learningstories.ui.backups_model import LOOKS, BackupsModel
from learningstories.ui.folder_opener import open_folder
from learningstories.ui.tasks import Tasks
from learningstories.ui.telling import advice_on
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import Sheet
from learningstories.ui.widgets.table import Table

_SIZE = (1040, 640)
Make = Callable[[Why, Callable[[Backup], object]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """`told` says why the challenge itself cannot be read, if it cannot."""

    now: Holding | None
    told: str
    backups: Sequence[tuple[Backup, Holding | None]]


class RestoreSheet(Sheet):
    """`wanted` carries the backup to go back to, `rescued` a new file and what came of it; then it is closed.

    A challenge is rescued only while it is not open.
    """

    wanted = Signal(object)
    rescued = Signal(object)

    def __init__(self, toolbox: Toolbox, tasks: Tasks, path: Path, over: QWidget) -> None:
        told = _("Going back makes a backup of what there is first, so that it can be taken back, too.")
        super().__init__(over, _("Backups of “{name}”").format(name=path.stem), told, _SIZE)
        self._tasks, self._path, self._shelf, self._toolbox = tasks, path, toolbox.backups, toolbox
        self._backups: Sequence[Backup] = ()
        self._make: Make | None = None
        self.now = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.model = BackupsModel(self)
        self.table = Table(_("Backups"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.table.opened.connect(lambda _row: self._go_back())
        self.body.addWidget(self.now)
        self.body.addWidget(self.table, 1)
        self.folder = self.add_button(Button(_("Show the folder"), icon="folder-open"))
        self.make = self.add_button(Button(_("Make a backup now"), icon="archive-restore"))
        self.rescue = self.add_button(Button(_("Save what can be read…"), icon="download"))
        self.back = self.add_button(Button(_("Go back to this one"), icon="history"))
        self.add_button(Button(_("Close"), Kind.MAIN), main=True).clicked.connect(self.accept)
        self.folder.clicked.connect(self._show_folder)
        self.make.clicked.connect(self._make_one)
        self.back.clicked.connect(self._go_back)
        self.rescue.clicked.connect(self._ask_where)
        self.back.setEnabled(False)
        self.table.row_changed.connect(lambda row: self.back.setEnabled(row >= 0))
        self._read()

    def make_with(self, make: Make | None) -> None:
        """How one is made now; None where the challenge is not open."""
        self._make = make
        self.make.setVisible(make is not None)
        self.rescue.setVisible(make is None)

    def _read(self) -> None:
        shelf, path = self._shelf, self._path
        self._tasks.read("", lambda control: _look(shelf(), path, control), self._show, self._failed)

    def _show(self, found: _Found) -> None:
        self._backups = [backup for backup, _holding in found.backups]
        self.model.show_backups(found.backups, found.now)
        none = "" if self._backups else _("There are no backups of it yet.")
        now = holding_words(found.now) if found.now is not None else found.told
        self.now.setText(f"{now}\n{none}" if none else now)
        self.back.setEnabled(bool(self._backups))
        if self._backups:
            self.table.selectRow(0)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self.rescue.setEnabled(True)
        self.now.setText(advice_on(error))

    def _make_one(self) -> None:
        if self._make is not None:
            self._make(Why.WANTED, self._made)

    def _made(self, _backup: Backup) -> None:
        self._read()

    def _go_back(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._backups):
            self.accept()
            self.wanted.emit(self._backups[row])

    def _ask_where(self) -> None:
        wanted = self._path.with_name(_("{name} rescued").format(name=self._path.stem) + ENDING)
        title, kinds = _("Save what can be read"), _("Challenges (*.stories)")
        name, _kind = QFileDialog.getSaveFileName(self, title, str(wanted), kinds)
        if name:
            self.rescue.setEnabled(False)
            target, path, work = Path(name).with_suffix(ENDING), self._path, self._toolbox.rescue
            self._tasks.write(
                _("Saving what can be read"),
                lambda control: (target, work(path, target, control)),
                self._saved,
                self._failed,
            )

    def _saved(self, done: tuple[Path, RescueReport]) -> None:
        self.accept()
        self.rescued.emit(done)

    def _show_folder(self) -> None:
        folder = self._backups[0].file.parent if self._backups else self._shelf().folder
        shown = folder.is_dir() and open_folder(folder)
        told = _("This folder cannot be shown here: {folder}").format(folder=folder)
        self.foot_note.setText("" if shown else told)


def _look(shelf: Backups, path: Path, control: Control) -> _Found:
    now, told = None, ""
    try:
        now = shelf.holding(path)
    except ExpectedError as error:
        told = advice_on(error)
    found, every = [], shelf.of(path)
    for place, backup in enumerate(every):
        control.step(place, len(every))
        found.append((backup, _readable(shelf, backup)))
    return _Found(now=now, told=told, backups=found)


def _readable(shelf: Backups, backup: Backup) -> Holding | None:
    """None of one that was damaged, or that went since."""
    try:
        return shelf.holding(backup.file)
    except ExpectedError:
        return None
