"""Asks where the return file is to be, writes it there, and says what is in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.i18n import _
from learningstories.services.offline_reading import SavedReturn
from learningstories.services.opened_kind import RETURN_ENDING
from learningstories.ui.pack_desk import PackDesk
from learningstories.ui.usual_folder import usual_folder

_FOLDER = "returns/folder"


class ReturnOut(QObject):
    """The return of one open pack; `over` is the window that it is asked for in."""

    def __init__(self, desk: PackDesk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def save(self, before: Callable[[], object]) -> None:
        """Ask where to, and save; `before` stores what was typed last."""
        kinds = _("Return files (*{ending})").format(ending=RETURN_ENDING)
        name, _kind = QFileDialog.getSaveFileName(
            self._over, _("Save the return file"), str(self._folder() / self._name()), kinds
        )
        if not name:
            return
        target = _with_ending(Path(name))
        self._desk.settings.setValue(_FOLDER, str(target.parent))
        before()
        reading = self._desk.reading
        # In the writers' queue, so that what was typed last is in it.
        self._desk.write(
            _("Saving the return file"), lambda _control: reading.save_return(target), self._saved
        )

    def _saved(self, saved: SavedReturn) -> None:
        from learningstories.ui.return_sheet import ReturnSheet  # noqa: PLC0415 - brings mails along

        ReturnSheet(self._desk, self._over, saved).open()

    def _folder(self) -> Path:
        kept = Path(str(self._desk.settings.value(_FOLDER) or ""))
        return kept if kept.is_absolute() and kept.is_dir() else usual_folder()

    def _name(self) -> str:
        """As whoever takes returns in expects it: the pack's name with another ending."""
        return self._desk.reading.path.stem + RETURN_ENDING


def _with_ending(path: Path) -> Path:
    """The chosen file with the ending of returns, under a name that is free if the ending was not there."""
    if path.name.lower().endswith(RETURN_ENDING):
        return path
    stem = path.name.removesuffix(".txt").removesuffix(".lsreturn")
    number, target = 1, path.with_name(stem + RETURN_ENDING)
    while target.exists():
        number += 1
        target = path.with_name(f"{stem} ({number}){RETURN_ENDING}")
    return target
