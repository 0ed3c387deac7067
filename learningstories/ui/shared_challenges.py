"""Joins challenges on servers to the windows: asked for, made, opened again, and copied to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.opened_kind import ENDING
from learningstories.services.saving import fit_name
from learningstories.ui.server_sheet import ServerSheet
from learningstories.ui.telling import advice_on, tell_in
from learningstories.ui.tokens import Role
from learningstories.ui.usual_folder import usual_folder

if TYPE_CHECKING:
    from learningstories.domain.challenge import Challenge
    from learningstories.services.entering import Entered
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.server_address import ServerAddress
    from learningstories.ui.app import Windows
    from learningstories.ui.challenge_sheet import ChallengeSheet
    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.shell import Shell


# What only changes something; all else that a reader tries is refused by the server, with a sentence.
_NOT_READERS = (
    "add",
    "change",
    "copy-file",
    "paste",
    "person",
    "reviewer-add",
    "reviewer-edit",
    "reviewer-give",
    "reviewer-merge",
    "reviewer-packs",
    "reviewer-remind",
    "story-edit",
    "story-restore",
    "story-withdraw",
    "watch",
)


class SharedChallenges(QObject):
    """One sheet at a time asks; what else is to be opened waits for it."""

    def __init__(self, windows: Windows) -> None:
        super().__init__(windows)
        self._windows = windows
        self._waiting: list[ServerAddress] = []
        self._asking: ServerSheet | None = None

    def choose(self) -> None:
        """Ask for an address, and open what is there."""
        self._sheet(self._windows.front()).open()

    def open(self, address: ServerAddress) -> None:
        """Open a challenge with the password that is kept, or ask; a window on it comes to the front."""
        if address in self._windows.windows:
            self._windows.bring_up(self._windows.windows[address].shell)
        elif self._asking is not None and isValid(self._asking):
            self._waiting.append(address)
        else:
            sheet = self._sheet(self._windows.front())
            sheet.open()
            sheet.go_to(address.shown)

    def open_typed(self, typed: str) -> None:
        """The same for what somebody typed; the sheet says what is wrong with it."""
        sheet = self._sheet(self._windows.front())
        sheet.open()
        sheet.go_to(typed)

    def make(self, challenge: Challenge, asked: ChallengeSheet) -> None:
        """Ask for an empty database, and make a challenge there; `asked` is done then."""
        sheet = self._sheet(asked, challenge)
        sheet.entered.connect(lambda _entered: asked.accept())
        sheet.open()

    def again(self, challenge: OpenChallenge, frame: Shell) -> ChallengeWindow | None:
        """Show one anew whose window was closed, as the same person; None where that is refused."""
        if challenge.again is None:
            return self._windows.open(challenge.path, frame)
        try:
            return self._windows.show_opened(challenge.again(), frame)
        except ExpectedError as error:
            tell_in(self._windows.front(), advice_on(error))
            return None

    def welcome(self, window: ChallengeWindow) -> None:
        """What is different with a challenge on a server."""
        window.desk.copy_wanted.connect(lambda: self._copy(window))
        if window.desk.challenge.is_reader:
            told = _(
                "You take part in this challenge as a reader: you see what readers may see, and change "
                "nothing. Its owner can let you do more."
            )
            registry = window.shell.registry
            registry.only_if([name for name in _NOT_READERS if name in registry], lambda: told)
            window.shell.tell_above(told, Role.SPARK)

    def _sheet(self, over: QWidget, challenge: Challenge | None = None) -> ServerSheet:
        sheet = ServerSheet(self._windows.toolbox, self._windows.safe_keeping.tasks, over, challenge)
        self._asking = sheet
        sheet.entered.connect(self._entered)
        sheet.finished.connect(lambda _done: QTimer.singleShot(0, self, self._next))
        return sheet

    def _next(self) -> None:
        self._asking = None
        if self._waiting:
            self.open(self._waiting.pop(0))

    def _entered(self, entered: Entered) -> None:
        challenge = entered.challenge
        if challenge.address in self._windows.windows:
            challenge.close()
            self._windows.bring_up(self._windows.windows[challenge.address].shell)
            return
        window = self._windows.show_opened(challenge)
        if not entered.is_kept:
            window.shell.tell_above(
                _("The keyring did not take the password. It is asked for again next time."), Role.SPARK
            )

    def _copy(self, window: ChallengeWindow) -> None:
        copy_to = window.desk.challenge.copy_to
        if copy_to is None:
            return
        name = fit_name(window.desk.challenge.path.stem) or "challenge"
        title, kinds = _("Save a copy as a file"), _("Challenges (*.stories)")
        chosen, _kind = QFileDialog.getSaveFileName(
            window.shell, title, str(usual_folder(window.desk.settings) / f"{name}{ENDING}"), kinds
        )
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix.lower() == ENDING else target.with_name(target.name + ENDING)
        saved = _("Saved “{name}”; every line was compared").format(name=target.name)
        window.tasks.read(
            _("Saving the copy"),
            lambda control: copy_to(target, control),
            lambda _none: window.desk.said.emit(saved, False),
            window.desk.tell,
        )
