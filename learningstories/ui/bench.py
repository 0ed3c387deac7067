"""What every page works with, whatever is open: work off the thread, and words to the person."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from learningstories.domain.errors import ExpectedError
from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme

Outcome = TypeVar("Outcome")


class Bench(QObject):
    """The part of a window's desk that knows of no challenge.

    `go` asks for a page by its name, with what to show there (a story's number, say). `said` and
    `failed` carry a sentence to the window's banner; `said` tells whether Undo takes back what it says.
    `preferences_wanted` goes to the application.
    """

    go = Signal(str, object)
    said = Signal(str, bool)
    failed = Signal(str)
    preferences_wanted = Signal()

    def __init__(
        self,
        toolbox: Toolbox,
        *,
        tasks: Tasks,
        theme: Theme,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.toolbox = toolbox
        self.tasks = tasks
        self.theme = theme
        self.settings = settings

    def write(
        self,
        label: str,
        work: Callable[[Control], Outcome],
        done: Callable[[Outcome], None] | None = None,
        *,
        tell: str = "",
    ) -> Control:
        """Run `work` in the writers' queue; `done` gets its outcome, `tell` is said with an Undo."""

        def finish(outcome: Outcome) -> None:
            if tell:
                self.said.emit(tell, True)
            if done is not None:
                done(outcome)

        def again() -> None:
            self.write(label, work, done, tell=tell)

        return self.tasks.write(label, work, finish, lambda error: self.not_written(error, again))

    def unfinished(self) -> str:
        """What is being stored, or waits for it, as the person is told; "" when nothing does."""
        return self.tasks.writing()

    def not_written(self, error: Exception, _again: Callable[[], None]) -> None:
        """Something could not be stored; `_again` would try once more."""
        self.tell(error)

    def read(
        self, work: Callable[[Control], Outcome], done: Callable[[Outcome], None], *, label: str = ""
    ) -> Control:
        """Run `work` beside the writers; `done` gets its outcome here."""
        return self.tasks.read(label, work, done, self.tell)

    def tell(self, error: Exception) -> None:
        """Say in a sentence what went wrong; what nobody expected goes to the one handler of bugs."""
        if not isinstance(error, ExpectedError):
            raise error
        from learningstories.services.sentences import advice  # noqa: PLC0415 - not for the first paint

        self.failed.emit(advice(error))
