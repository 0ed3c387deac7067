"""Offers to save a challenge elsewhere when its file is gone: a stick was pulled out, a folder moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from learningstories.domain.errors import Cancelled, CannotWrite, ExpectedError, FileExists
from learningstories.i18n import _
from learningstories.services.opened_kind import ENDING
from learningstories.ui.telling import advice_on
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.services.backups import Backup
    from learningstories.services.progress import Control
    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.safe_keeping import SafeKeeping
    from learningstories.ui.widgets.notice import Notice


class SavingElsewhere(QObject):
    """Looks after the file whenever something could not be stored in one window."""

    def __init__(self, window: ChallengeWindow, keeping: SafeKeeping, path: Path) -> None:
        super().__init__(window)
        self._window, self._keeping, self._path = window, keeping, path
        self._told: Notice | None = None
        if window.desk.challenge.copy_to is not None:
            window.desk.failed.connect(self._look)

    def _look(self, _sentence: str) -> None:
        path = self._path
        self._keeping.tasks.read("", lambda _c: path.exists(), self._tell)

    def _tell(self, is_there: bool) -> None:  # noqa: FBT001 - what was found
        if is_there or self._keeping.window_on(self._path) is not self._window:
            return
        if self._told is not None and isValid(self._told):
            return  # it stays where somebody may be about to press it
        told = _(
            "“{name}” is not in its place any more. All that was stored in it can be saved in another place, "
            "and you go on there."
        ).format(name=self._path.stem)
        shell = self._window.shell
        self._told = shell.tell_above(told, Role.SPARK, _("Save it elsewhere…"), self._ask)

    def _ask(self) -> None:
        title, kinds = _("Save it elsewhere"), _("Challenges (*.stories)")
        wanted = str(Path.home() / self._path.name)
        name, _kind = QFileDialog.getSaveFileName(self._window.shell, title, wanted, kinds)
        if not name:
            return
        target = Path(name).with_suffix(ENDING).resolve()
        label = _("Saving the challenge elsewhere")
        self._keeping.tasks.write(
            label, lambda c: self._save(target, c), lambda used: self._go_on(target, used), self._failed
        )

    def _save(self, target: Path, control: Control) -> Backup | None:
        """From the file that is still open, or else the newest backup, which is given."""
        shelf, copy_to = self._window.desk.toolbox.backups(), self._window.desk.challenge.copy_to
        try:
            if copy_to is not None:
                copy_to(target, control)
        except (Cancelled, CannotWrite, FileExists):
            raise
        except ExpectedError:
            backups = shelf.of(self._path)
            if not backups:
                raise
            shelf.copy(backups[0].file, target, control)
            return backups[0]
        return None

    def _go_on(self, target: Path, used: Backup | None) -> None:
        from learningstories.services.backup_words import day_words  # noqa: PLC0415 - hardly ever needed

        window = self._keeping.go_on_in(self._path, target)
        if window is None:
            return
        told = _("The challenge is in “{name}” from now on.").format(name=target.name)
        if used is not None:
            told = _("The challenge is in “{name}” from now on, as it was on {when}.").format(
                name=target.name, when=day_words(used.at)
            )
        window.shell.tell_above(told, Role.OK if used is None else Role.SPARK)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self._window.shell.tell_above(advice_on(error), Role.BAD, _("Save it elsewhere…"), self._ask)
