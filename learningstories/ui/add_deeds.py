"""What is done with the row that is shown: corrected, decided, understood otherwise, tried again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from learningstories.domain.errors import StoryUnreadable
from learningstories.i18n import _
from learningstories.services.drafts import Draft
from learningstories.services.found import Found
from learningstories.services.plan import Action
from learningstories.services.preview import Reception, again, keep_unread
from learningstories.services.progress import Control
from learningstories.ui.add_detail import AddDetail
from learningstories.ui.add_model import FROM, AddModel
from learningstories.ui.alike_words import other_words
from learningstories.ui.candidate import Candidate
from learningstories.ui.desk import Desk
from learningstories.ui.intake import Intake
from learningstories.ui.one_line import in_one_line


class AddDeeds(QObject):
    """Follows what the detail asks for.

    `moved` carries the row to be shown next, `said` a sentence; `corrected` tells that rows may now be
    like other stories than before.
    """

    moved = Signal(object)
    said = Signal(str)
    corrected = Signal()

    def __init__(self, desk: Desk, model: AddModel, detail: AddDetail, intake: Intake) -> None:
        super().__init__(model)
        self._desk, self._model, self._detail, self._intake = desk, model, detail, intake
        self.shown: Candidate | None = None
        fields = detail.fields
        fields.corrected.connect(lambda field, value: self._change(lambda c: c.correct(**{field: value})))
        fields.timed.connect(lambda moment: self._change(lambda c: c.give_time(moment)))
        fields.taken.connect(self.take_as)
        fields.parted.connect(self.part)
        detail.versions.decided.connect(lambda action: self._change(lambda c: c.decide(Action(action))))
        detail.changes.compare.connect(self.compare)
        detail.failure.again.connect(self.try_again)
        detail.failure.kept.connect(self.keep)
        model.dataChanged.connect(self._follow)
        model.corrected.connect(self.corrected)

    def show(self, candidate: Candidate | None) -> None:
        """Show the details of one row."""
        self.shown = candidate
        self._detail.setVisible(candidate is not None)
        if candidate is not None:
            self._detail.show_candidate(candidate)

    def show_again(self) -> None:
        """What the row is like may have been found out."""
        if self.shown is not None:
            self._detail.follow(self.shown)
            self._detail.changes.show_candidate(self.shown)

    def compare(self) -> None:
        """Show both texts whole, side by side."""
        from learningstories.ui.alike_sheet import AlikeSheet, AlikeText  # noqa: PLC0415 - few rows need it

        candidate = self.shown
        likeness, draft = (candidate.likeness, candidate.draft) if candidate is not None else (None, None)
        if candidate is None or likeness is None or draft is None:
            return
        told = in_one_line(part for part in (other_words(likeness), likeness.author) if part)
        there = AlikeText(title=likeness.title, markdown=likeness.markdown, told=told)
        told = in_one_line(part for part in (candidate.cells[FROM], draft.author) if part)
        found = AlikeText(title=draft.title, markdown=draft.markdown, told=told)
        AlikeSheet(self._desk, self._detail, there, found).open()

    def take_as(self, draft: Draft | None) -> None:
        """Understand the file in another of its ways."""
        if self.shown is not None and draft is not None:
            self.shown.take_as(draft)
            self._model.tell(self.shown)
            self.show(self.shown)
            self.corrected.emit()

    def part(self) -> None:
        """Make a row of each attachment."""
        if self.shown is not None:
            apart = self.shown.apart()
            self._model.exchange(self.shown, apart)
            self.corrected.emit()
            self.moved.emit(apart[0])

    def try_again(self) -> None:
        """Read a file again that was mended meanwhile."""
        if self.shown is not None:
            origin, intake = self.shown.read.origin, self._intake
            self._read_instead(self.shown, lambda control: again(origin, intake.reception(), control))

    def keep(self) -> None:
        """Keep a file that cannot be read, as a story whose text is still to come."""
        if self.shown is not None:
            found, intake = self.shown.read, self._intake
            self._read_instead(self.shown, lambda _control: [_kept(found, intake.reception())])

    def _read_instead(self, old: Candidate, read: Callable[[Control], list[Found]]) -> None:
        intake = self._intake

        def work(control: Control) -> list[Candidate]:
            return intake.candidates(read(control))

        self._desk.read(work, partial(self._exchange, old))

    def _exchange(self, old: Candidate, new: list[Candidate]) -> None:
        if not isValid(self) or not new or old not in self._model.candidates:
            return  # the sheet is gone, or the row
        self._model.exchange(old, new)
        self.corrected.emit()
        self.moved.emit(new[0])
        if new[0].draft is None:
            self.said.emit(_("“{name}” still cannot be read.").format(name=new[0].found.source))

    def _change(self, change: Callable[[Candidate], None]) -> None:
        if self.shown is not None:
            change(self.shown)
            self._model.tell(self.shown)
            self.corrected.emit()

    def _follow(self) -> None:
        if self.shown is not None:
            self._detail.follow(self.shown)


def _kept(found: Found, reception: Reception) -> Found:
    try:
        return keep_unread(found, reception)
    except StoryUnreadable as failure:  # it is gone, or far too big
        return replace(found, failure=failure)
