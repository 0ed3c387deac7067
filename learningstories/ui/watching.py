"""The folder that is watched for a challenge on this computer, and the notice of what is new in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from learningstories.i18n import _, plural
from learningstories.ui.desk import Desk
from learningstories.ui.shell import Shell
from learningstories.ui.tokens import Role
from learningstories.ui.watched_folder import WatchedFolder
from learningstories.ui.widgets.notice import Notice

_KEY = "watched/"


class Watching(QObject):
    """What is new is announced, and shown in the preview when the person asks; nothing adds itself.

    Which folder it is stays in this computer's settings: the file may be opened on another.
    """

    changed = Signal()

    def __init__(self, desk: Desk, shell: Shell, memory: Path | None = None) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._notice: Notice | None = None
        self._watched: WatchedFolder | None = None
        with desk.workspace.read() as unit:
            self._id = str(unit.challenge().id)
        self._memory = (memory or _own_folder()) / f"{self._id}.json"
        kept = str(desk.settings.value(_KEY + self._id) or "")
        if kept:
            self._begin(Path(kept))

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, if there is one."""
        return self._watched.folder if self._watched is not None else None

    def watch(self, folder: Path | None) -> None:
        """Watch a folder from now on, or none."""
        self.close()
        if folder is None:
            self._desk.settings.remove(_KEY + self._id)
        else:
            self._desk.settings.setValue(_KEY + self._id, str(folder))
            self._begin(folder)
        self.changed.emit()

    def note(self, paths: Sequence[Path]) -> None:
        """Files are being looked at, from wherever they were offered."""
        if self._watched is not None:
            self._watched.remember(paths)

    def close(self) -> None:
        """Watch no more, for now."""
        self._forget()
        if self._watched is not None:
            self._watched.close()
            self._watched.deleteLater()
            self._watched = None

    def _begin(self, folder: Path) -> None:
        self._watched = WatchedFolder(folder, self._memory, parent=self)
        self._watched.found.connect(self._announce)

    def _announce(self, paths: list[Path]) -> None:
        self._forget()
        folder = self.folder
        told = plural("{n} new file in {folder}", "{n} new files in {folder}", len(paths)).format(
            n=f"{len(paths):,}", folder=folder.name if folder else ""
        )
        self._notice = self._shell.tell_above(told, Role.ACCENT, _("Look at them"), lambda: self._show(paths))
        self._notice.done.connect(self._gone)

    def _show(self, paths: list[Path]) -> None:
        self._desk.go.emit("add", paths)

    def _forget(self) -> None:
        if self._notice is not None:
            self._notice.done.emit()

    def _gone(self) -> None:
        self._notice = None


def _own_folder() -> Path:
    from platformdirs import user_state_path  # noqa: PLC0415 - only where a folder is watched

    return user_state_path("Learning Stories", appauthor=False) / "watched"
