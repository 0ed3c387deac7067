"""The ways by which files come into a window: dropped, pasted, or new in the folder that is watched."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.ui.desk import Desk
from learningstories.ui.shell import Shell
from learningstories.ui.window_sheets import WindowSheets

if TYPE_CHECKING:
    from learningstories.services.sorting_out import SortedOut
    from learningstories.ui.watching import Watching
    from learningstories.ui.widgets.sheet import Sheet


class Arrivals(QObject):
    """Light: what it opens is loaded when it is first asked for."""

    def __init__(self, desk: Desk, shell: Shell, sheets: WindowSheets) -> None:
        super().__init__(shell)
        self._desk, self._shell, self._sheets = desk, shell, sheets
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
        with suppress(ExpectedError):  # a file that is gone by now is told of by whatever needs it
            self._watching = self.watching

    def bring(self, paths: Sequence[Path]) -> None:
        """Show what files are: returns lead to where they are taken in, all others may be stories."""
        from learningstories.services.sorting_out import may_hold_returns, sort_out  # noqa: PLC0415

        if self._sheets.is_taking_in():
            self.take_in(paths)
        elif may_hold_returns(paths):
            files = self._desk.toolbox.packs()
            label = _("Looking at the files")
            self._desk.read(lambda control: sort_out(files, paths, control), self._share_out, label=label)
        else:
            self.offer(paths)

    def _share_out(self, found: SortedOut) -> None:
        if not found.returns:
            self.offer(found.others)
            return
        sheet = self.take_in(found.returns)
        if found.others:
            sheet.finished.connect(lambda _done: self.offer(found.others))

    def take_in(self, paths: Sequence[Path] = ()) -> Sheet:
        """Show what is understood of returns: these, or those that wait in the watched folder."""
        wanted = paths or self._desk.waiting
        self.watching.note(wanted)
        return self._sheets.take_in(wanted)

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
        """Show what is understood of the clipboard: a return that somebody copied, or a story."""
        from learningstories.services.sorting_out import holds_pasted_return  # noqa: PLC0415
        from learningstories.ui.add_sheet import AddSheet  # noqa: PLC0415

        text = QGuiApplication.clipboard().text()
        if holds_pasted_return(text):
            self._sheets.take_in().take_text(text)
        else:
            AddSheet.paste(self._desk, self._shell)

    def watch(self) -> None:
        """Choose the folder that is watched."""
        from learningstories.ui.watch_sheet import WatchSheet  # noqa: PLC0415

        WatchSheet(self._shell, self.watching).open()

    def close(self) -> None:
        """The window closes."""
        if self._watching is not None:
            self._watching.close()
