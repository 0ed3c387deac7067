"""Asked before a pack's window closes: nothing is half stored, and what is not sent yet is told."""

from PySide6.QtCore import QObject, Signal

from learningstories.services.offline_reading import Unsent
from learningstories.ui.pack_desk import PackDesk
from learningstories.ui.pack_page import PackPage
from learningstories.ui.shell import Shell
from learningstories.ui.waits_to_close import WaitsToClose


class PackLeaving(QObject):
    """`send_wanted` when the person would rather send the answers first."""

    send_wanted = Signal()

    def __init__(self, shell: Shell, desk: PackDesk, page: PackPage) -> None:
        super().__init__(shell)
        self._shell, self._page, self._reading = shell, page, desk.reading
        self._waits = WaitsToClose(shell, desk)
        self._told = False
        shell.may_close = self.may_close

    def may_close(self) -> bool:
        """Whether the window may close now; if not, why is said."""
        if not self._waits.may_close():
            return False
        unsent = self._unsent()
        if self._told or not unsent.is_there:
            return True
        from learningstories.ui.unsent_sheets import UnsentSheet  # noqa: PLC0415 - not for the first paint

        if not any(sheet.isVisible() for sheet in self._shell.findChildren(UnsentSheet)):
            sheet = UnsentSheet(self._shell, unsent, all_read=self._page.is_all_read())
            sheet.send_wanted.connect(self.send_wanted)
            sheet.close_wanted.connect(self.close_now)
            sheet.open()
        return False

    def close_now(self) -> None:
        """Close without a question; what is half done is taken back."""
        self._told = True
        self._waits.close_now()

    def _unsent(self) -> Unsent:
        """What is kept and not sent, or is being typed."""
        known = self._reading.unsent()
        if not known.answers and self._page.saver.unsettled():
            return Unsent(answers=1, wish=known.wish, answered=max(1, known.answered))
        return known
