"""The ways by which stories come into a window: offered, pasted, or new in the folder that is watched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from learningstories.ui.desk import Desk
from learningstories.ui.shell import Shell

if TYPE_CHECKING:
    from learningstories.ui.watching import Watching


class Arrivals(QObject):
    """Light: what it opens is loaded when it is first asked for."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._watching: Watching | None = None

    @property
    def watching(self) -> Watching:
        """The folder that is watched, which begins with the first question for it."""
        if self._watching is None:
            from learningstories.ui.watching import Watching  # noqa: PLC0415 - not for the first paint

            self._watching = Watching(self._desk, self._shell)
        return self._watching

    def start(self) -> None:
        """Watch the folder that was chosen before, if one was."""
        self._watching = self.watching

    def offer(self, paths: Sequence[Path]) -> None:
        """Show what is understood of some files, or ask for some."""
        from learningstories.ui.add_sheet import AddSheet  # noqa: PLC0415 - not needed for the first paint

        self.watching.note(paths)
        shown = [sheet for sheet in self._shell.findChildren(AddSheet) if sheet.isVisible()]
        if shown:
            shown[-1].offer(paths)
        else:
            AddSheet(self._desk, self._shell, paths).open()

    def paste(self) -> None:
        """Show what is understood of the clipboard."""
        from learningstories.ui.add_sheet import AddSheet  # noqa: PLC0415

        AddSheet.paste(self._desk, self._shell)

    def watch(self) -> None:
        """Choose the folder that is watched."""
        from learningstories.ui.watch_sheet import WatchSheet  # noqa: PLC0415

        WatchSheet(self._shell, self.watching).open()

    def close(self) -> None:
        """The window closes."""
        if self._watching is not None:
            self._watching.close()
