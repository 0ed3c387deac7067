"""Keeps a window open while something in it is still being stored or made, and closes it after."""

from PySide6.QtCore import QObject, QTimer

from learningstories.i18n import _
from learningstories.ui.bench import Bench
from learningstories.ui.shell import Shell
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.notice import Notice


class WaitsToClose(QObject):
    """Asked by the window before it closes; a failure keeps it open, so that it is read."""

    def __init__(self, shell: Shell, desk: Bench) -> None:
        super().__init__(shell)
        self._shell, self._desk = shell, desk
        self._notice: Notice | None = None
        self._at_once = False
        shell.may_close = self.may_close
        desk.failed.connect(lambda _sentence: self._stay())
        # Whatever finishes tells its outcome first.
        desk.tasks.busy_changed.connect(lambda _label: QTimer.singleShot(0, self, self._go_on))

    def may_close(self) -> bool:
        """Whether nothing is lost by closing now; if there is, say what is waited for."""
        label = self._desk.unfinished()
        if not label or self._at_once:
            return True
        if self._notice is None:
            sentence = _("“{work}” is not finished. The window closes as soon as it is.").format(work=label)
            words = _("Stop it and close")
            self._notice = self._shell.tell_above(sentence, Role.SPARK, words, self.close_now)
            self._notice.done.connect(self._forget)
        return False

    def close_now(self) -> None:
        """Close without waiting; what is half done is taken back."""
        self._at_once = True
        self._shell.close()

    def _stay(self) -> None:
        if self._notice is not None:
            self._notice.done.emit()

    def _forget(self) -> None:
        self._notice = None

    def _go_on(self) -> None:
        if self._notice is not None and not self._desk.unfinished():
            self.close_now()
