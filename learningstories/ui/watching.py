"""The folder that is watched for a challenge on this computer, and the notice of what is new in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from learningstories.i18n import _, numeral, plural
from learningstories.services.sorting_out import SortedOut, sort_out
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
        self._desk.wait_for([path for path in self._desk.waiting if path not in paths])
        if self._watched is not None:
            self._watched.remember(paths)

    def close(self) -> None:
        """Watch no more, for now."""
        self._forget()
        self._desk.wait_for(())
        if self._watched is not None:
            self._watched.close()
            self._watched.deleteLater()
            self._watched = None

    def _begin(self, folder: Path) -> None:
        self._watched = WatchedFolder(folder, self._memory, parent=self)
        self._watched.found.connect(self._look_at)

    def _look_at(self, paths: list[Path]) -> None:
        files = self._desk.toolbox.packs()
        self._desk.read(lambda control: sort_out(files, paths, control), self._announce)

    def _announce(self, found: SortedOut) -> None:
        if self._watched is None:  # it was left alone meanwhile
            return
        self._forget()
        self._desk.wait_for(found.returns)
        words = _("Look at them") if found.others else _("Take them in")
        told, paths = self._told(len(found.returns), len(found.others)), [*found.returns, *found.others]
        self._notice = self._shell.tell_above(told, Role.ACCENT, words, lambda: self._show(paths))
        self._notice.done.connect(self._gone)

    def _told(self, returns: int, others: int) -> str:
        told = plural("{n} new file in {folder}", "{n} new files in {folder}", others)
        if returns and others:
            told = plural(
                "{returns} new return and other files in {folder}",
                "{returns} new returns and other files in {folder}",
                returns,
            )
        elif returns:
            told = plural("{returns} new return in {folder}", "{returns} new returns in {folder}", returns)
        return told.format(
            n=numeral(others), returns=numeral(returns), folder=self.folder.name if self.folder else ""
        )

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
