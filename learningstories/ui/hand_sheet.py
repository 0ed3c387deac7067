"""A sheet in which the organiser enters what reviewers answered by hand; nothing is stored before Merge."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.pack import ReturnBy
from learningstories.i18n import _, plural
from learningstories.services.by_hand import HandRating, PaperRoom, enter, paper_room, report_words
from learningstories.services.merging import MergeReport
from learningstories.ui.desk import Desk
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import Sheet


class HandSheet(Sheet):
    """What all such sheets do with what was entered; `merged` carries the report of it.

    `came_by` is how the answers came, and `told_of` what is said while they are taken in.
    """

    merged = Signal(object)

    def __init__(self, desk: Desk, over: QWidget, head: tuple[str, str], size: tuple[int, int]) -> None:
        super().__init__(over, *head, size)
        self._desk = desk
        self._leaving = False
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._merge)

    came_by: ReturnBy
    told_of: str

    def ratings(self) -> Sequence[HandRating]:
        """What is to be taken in."""
        raise NotImplementedError

    def source(self) -> str:
        """What the return is called; "" for what its kind is called."""
        return ""

    def is_empty(self) -> bool:
        """Whether nothing was entered that could be lost."""
        raise NotImplementedError

    def leaving_words(self) -> str:
        """What is said before that is thrown away."""
        raise NotImplementedError

    def follow(self) -> None:
        """Say what would be taken in, and what is still wrong."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """What was entered is not thrown away by one key."""
        if not self.is_empty() and not self._leaving:
            self._leaving = True
            self.foot_note.setText(self.leaving_words())
            return False
        return True

    def _offer(self, ready: int, *, enabled: bool) -> None:
        self.confirm.set_text(plural("Merge {n} answer", "Merge {n} answers", ready).format(n=ready))
        self.confirm.setEnabled(enabled)

    def _merge(self) -> None:
        workspace, files = self._desk.workspace, self._desk.toolbox.packs()
        ratings, by, name = self.ratings(), self.came_by, self.source()
        if not ratings:
            return
        self.confirm.setEnabled(False)
        self._desk.tasks.write(
            self.told_of,
            lambda _control: enter(workspace, files, ratings, by, name),
            self._done,
            self._failed,
        )

    def _done(self, report: MergeReport) -> None:
        self._desk.said.emit(report_words(report), True)
        self.merged.emit(report)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.follow()
        self._desk.tell(error)


def open_with_room(desk: Desk, make: Callable[[PaperRoom], HandSheet]) -> None:
    """Show such a sheet, once it is known who was given what."""
    workspace = desk.workspace

    def ask(room: PaperRoom) -> None:
        if room.packs:
            make(room).open()
        else:
            desk.said.emit(_("No packs were made yet, so there is nothing to enter."), False)

    desk.read(lambda _control: paper_room(workspace), ask)
