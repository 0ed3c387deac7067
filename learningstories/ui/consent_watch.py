"""Tells at once which saved outputs hold what somebody has just taken back."""

from PySide6.QtCore import QObject

from learningstories.services.changes import ChangeSet
from learningstories.ui.desk import Desk


class ConsentWatch(QObject):
    """Follows all that is stored, by whatever way it comes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.news.committed.connect(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        from learningstories.services.taken_back import may_take_back, taken_back_words  # noqa: PLC0415 - later

        if may_take_back(changes):
            workspace = self._desk.workspace
            self._desk.read(lambda _c: taken_back_words(workspace, changes), self._tell)

    def _tell(self, words: str) -> None:
        if words:
            self._desk.failed.emit(
                words
            )  # which leaves what was said of the step, and its Undo, where they are
