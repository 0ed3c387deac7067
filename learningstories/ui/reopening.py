"""Knows what was open when the app ended without closing it: after a crash, or a log-out."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from learningstories.i18n import _, listed, plural
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.services.server_address import ServerAddress
    from learningstories.ui.start_page import StartPage
    from learningstories.ui.widgets.notice import Notice

MOST = 20
_OPEN, _AT_ONCE = "open/files", "open/again"


class Reopening:
    """Notes what is open in `settings`, so that the next start finds what this one never closed."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._left = _paths(settings.value(_OPEN))
        self._at_once = settings.value(_AT_ONCE, False, bool) is True
        self._leaving: set[Path | ServerAddress] = set()
        # Whatever brought the app down must not do so at every start. Else the first paint waits for no disk.
        if self._at_once:
            settings.setValue(_AT_ONCE, False)

    def note(self, files: "Iterable[Path | ServerAddress]") -> None:
        """Remember what is open now, with what an earlier start left and nobody has asked for yet."""
        shown = list(files)
        if self._leaving.issuperset(shown) and self._leaving:
            return
        if self._leaving:  # something new was opened: the person stayed after all
            self._leaving.clear()
            self._settings.setValue(_AT_ONCE, False)
        self._left = [file for file in self._left if file not in shown]
        self._store([*shown, *self._left])

    def leave(self, files: "Iterable[Path | ServerAddress]") -> None:
        """The person logs out: what is open now is opened again by itself at the next start."""
        self._leaving = set(files)
        if self._leaving:
            self._settings.setValue(_AT_ONCE, True)
            self._store(self._leaving)

    def again(self) -> "list[Path | ServerAddress]":
        """What is to be opened without a question."""
        if not self._at_once:
            return []
        found, self._left = self._still_there(), []
        return found

    def offer(
        self, start: "StartPage", open_all: "Callable[[list[Path | ServerAddress]], object]"
    ) -> "Notice | None":
        """Ask in the first window whether to open again what a crash has closed; None if there is nothing."""
        files = self._still_there()
        if not files:
            self._forget()
            return None
        from learningstories.ui.places import short_name  # noqa: PLC0415 - not for the first paint
        from learningstories.ui.widgets.notice import Notice  # noqa: PLC0415

        sentence = plural(
            "The app ended without closing {names}. Everything that was stored is there.",
            "The app ended without closing {n} files: {names}. Everything that was stored is there.",
            len(files),
        ).format(n=len(files), names=listed(short_name(file) for file in files))

        def again() -> None:
            self._left = []
            open_all(files)

        notice = Notice(sentence, Role.SPARK, _("Open again what was open"), again)
        notice.close_button.clicked.connect(self._forget)
        notice.done.connect(notice.hide)
        notice.done.connect(notice.deleteLater)
        start.notices.addWidget(notice)
        return notice

    def _still_there(self) -> "list[Path | ServerAddress]":
        if not self._left:
            return []
        from learningstories.ui.places import is_there  # noqa: PLC0415 - not for the first paint

        return [file for file in self._left if is_there(file)]

    def _forget(self) -> None:
        self._left = []
        self._store([])

    def _store(self, files: "Iterable[Path | ServerAddress]") -> None:
        self._settings.setValue(_OPEN, list(dict.fromkeys(map(str, files)))[:MOST])
        self._settings.sync()  # a crash leaves no time for it


def _paths(stored: object) -> "list[Path | ServerAddress]":
    lines = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
    if not lines:
        return []
    from learningstories.ui.places import place_of  # noqa: PLC0415 - not for the first paint

    places = (place_of(line) for line in lines[:MOST] if isinstance(line, str))
    return [each for each in places if each and (not isinstance(each, Path) or each.is_absolute())]
