"""What is done with the row that is shown: corrected, decided, understood otherwise, tried again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from learningstories.services.drafts import Draft
from learningstories.services.preview import preview
from learningstories.services.progress import Control
from learningstories.ui.add_detail import AddDetail
from learningstories.ui.add_model import AddModel
from learningstories.ui.candidate import Candidate, Choice
from learningstories.ui.desk import Desk
from learningstories.ui.intake import Intake


class AddDeeds(QObject):
    """Follows what the detail asks for. `moved` carries the row that is to be shown next."""

    moved = Signal(object)

    def __init__(self, desk: Desk, model: AddModel, detail: AddDetail, intake: Intake) -> None:
        super().__init__(model)
        self._desk, self._model, self._detail, self._intake = desk, model, detail, intake
        self.shown: Candidate | None = None
        fields = detail.fields
        fields.corrected.connect(lambda field, value: self._change(lambda c: c.correct(**{field: value})))
        fields.timed.connect(lambda moment: self._change(lambda c: c.give_time(moment)))
        fields.taken.connect(self.take_as)
        fields.parted.connect(self.part)
        detail.versions.decided.connect(lambda choice: self._change(lambda c: c.decide(Choice(choice))))
        detail.again.connect(self.try_again)
        model.dataChanged.connect(self._follow)

    def show(self, candidate: Candidate | None) -> None:
        """Show the details of one row."""
        self.shown = candidate
        self._detail.setVisible(candidate is not None)
        if candidate is not None:
            self._detail.show_candidate(candidate)

    def take_as(self, draft: Draft | None) -> None:
        """Understand the file in another of its ways."""
        if self.shown is not None and draft is not None:
            self.shown.take_as(draft)
            self._model.tell(self.shown)
            self.show(self.shown)

    def part(self) -> None:
        """Make a row of each attachment."""
        if self.shown is not None:
            apart = self.shown.apart()
            self._model.exchange(self.shown, apart)
            self.moved.emit(apart[0])

    def try_again(self) -> None:
        """Read a file again that was mended meanwhile."""
        candidate = self.shown
        path = candidate.found.origin.path if candidate is not None else None
        if candidate is None or path is None:
            return
        intake, source = self._intake, candidate.found.source

        def read(control: Control) -> list[Candidate]:
            found = preview([path], intake.reception(), control).found
            return intake.candidates([each for each in found if each.source == source] or found)

        self._desk.read(read, partial(self._exchange, candidate))

    def _exchange(self, old: Candidate, new: list[Candidate]) -> None:
        if new and old in self._model.candidates:
            self._model.exchange(old, new)
            self.moved.emit(new[0])

    def _change(self, change: Callable[[Candidate], None]) -> None:
        if self.shown is not None:
            change(self.shown)
            self._model.tell(self.shown)

    def _follow(self) -> None:
        if self.shown is not None:
            self._detail.follow(self.shown)
