"""Opens packs off the thread, each in a window of its own, and asks for the words of protected ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.errors import PackLocked, PhraseWrong
from learningstories.services.toolbox import Toolbox
from learningstories.ui.accessibility import tell_roles
from learningstories.ui.fonts import register_main_fonts
from learningstories.ui.responsiveness import load_ahead
from learningstories.ui.shell import Shell
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme

if TYPE_CHECKING:
    from uuid import UUID

    from learningstories.services.offline_reading import OfflineReading
    from learningstories.services.progress import Control
    from learningstories.ui.pack_window import PackWindow
    from learningstories.ui.phrase_sheet import PhraseSheet

_AHEAD = ("pack_window",)


@dataclass(slots=True)
class _Opening:
    """A pack that is being opened: in `frame` if it is given; `sheet` once its words are asked for.

    `forget` is whether its answers are to be removed.
    """

    path: Path
    frame: Shell | None
    forget: bool
    sheet: PhraseSheet | None = None


class PackWindows(QObject):
    """`shown` carries a window that is new, `raised` one that was open, `refused` why there is none.

    `left` comes when the words of a pack were asked for and not given.
    """

    shown = Signal(object)
    raised = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(
        self, toolbox: Toolbox, theme: Theme, settings: QSettings, front: Callable[[], QWidget]
    ) -> None:
        """`front` gives the window that questions are asked in."""
        super().__init__()
        self._toolbox, self._theme, self._settings, self._front = toolbox, theme, settings, front
        self.tasks = Tasks(self)
        self.windows: dict[UUID, PackWindow] = {}

    def frame(self) -> Shell:
        """A frame without a sidebar: the page brings its own."""
        frame = Shell({}, self._settings, [])
        frame.show_sidebar(visible=False)
        return frame

    def open_soon(self, path: Path) -> None:
        """Show an empty window at once, and open a pack in it."""
        frame = self.frame()
        frame.show()
        self.open(path, frame)

    def open(self, path: Path, frame: Shell | None = None, *, forget: bool = False) -> None:
        """Open a pack; the signals tell what comes of it. `forget` asks whether to remove its answers."""
        opening = _Opening(path.resolve(), frame, forget)
        opened = next((each for each in self.windows.values() if each.path == opening.path), None)
        if opened is not None:
            self._raise(opened, opening)
            return
        self.warm_up()
        self._read(opening)

    def open_again(self, window: PackWindow, frame: Shell) -> PackWindow:
        """Show the pack of a window that was closed in another frame; its words are not asked for again."""
        reading = window.desk.reading
        self._show(_Opening(window.path, frame, forget=False), reading)
        return self.windows[reading.contents.id]

    def load_ahead(self) -> None:
        """Load what a pack's window is made of, before one is wanted."""
        self.tasks.read("", lambda _control: load_ahead(_AHEAD))

    def warm_up(self) -> None:
        """Start what makes pages of stories' texts, which takes a moment."""
        to_html = self._toolbox.documents.to_html
        self.tasks.read("", lambda _control: to_html(""))

    def close(self) -> None:
        """Close every window."""
        for window in list(self.windows.values()):
            window.leaving.close_now()
        self.tasks.close()

    def _read(self, opening: _Opening, phrase: str = "") -> None:
        tools = self._toolbox

        def work(_control: Control) -> OfflineReading:
            from learningstories.services.offline_reading import open_offline  # noqa: PLC0415

            return open_offline(opening.path, tools.packs(), tools.answers_folder(), tools.clock, phrase)

        self.tasks.read("", work, partial(self._show, opening), partial(self._fail, opening))

    def _show(self, opening: _Opening, reading: OfflineReading) -> None:
        from learningstories.ui.pack_window import PackWindow  # noqa: PLC0415 - not for the first paint

        if opening.sheet is not None:
            opening.sheet.accept()
        key = reading.contents.id
        if key in self.windows:
            self._raise(self.windows[key], opening)
            return
        register_main_fonts()
        tell_roles()
        shell = opening.frame or self.frame()
        window = PackWindow(reading, self._toolbox, self._theme, self._settings, shell)
        self.windows[key] = window
        window.closed.connect(lambda _window: self._closed(key))
        window.show()
        self.shown.emit(window)
        if opening.forget:
            window.ask_forget()

    def _closed(self, key: UUID) -> None:
        window = self.windows.pop(key, None)
        if window is not None:
            window.shell.deleteLater()
            window.deleteLater()

    def _raise(self, window: PackWindow, opening: _Opening) -> None:
        if opening.frame is not None:
            opening.frame.close()
        self.raised.emit(window)
        if opening.forget:
            window.ask_forget()

    def _fail(self, opening: _Opening, error: Exception) -> None:
        if isinstance(error, PackLocked):
            self._ask(opening)
        elif isinstance(error, PhraseWrong) and opening.sheet is not None:
            from learningstories.services.sentences import advice  # noqa: PLC0415 - most starts need none

            opening.sheet.refuse(advice(error))
        else:
            self.refused.emit(error)
            if opening.sheet is not None:
                opening.sheet.accept()
            if opening.frame is not None:
                opening.frame.close()

    def _ask(self, opening: _Opening) -> None:
        from learningstories.ui.phrase_sheet import PhraseSheet  # noqa: PLC0415 - not for the first paint

        register_main_fonts()
        tell_roles()
        opening.sheet = PhraseSheet(opening.frame or self._front(), opening.path.name)
        opening.sheet.given.connect(lambda phrase: self._read(opening, phrase))
        opening.sheet.finished.connect(lambda done: None if done else self._leave(opening))
        opening.sheet.open()

    def _leave(self, opening: _Opening) -> None:
        if opening.frame is not None:
            opening.frame.close()
        self.left.emit()
