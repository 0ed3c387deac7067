"""Reads what is offered off the thread, and hands over what was found while the rest is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import Cancelled, StoryUnreadable
from learningstories.i18n import _
from learningstories.services.deliveries import Part
from learningstories.services.drafts import Draft, Variant
from learningstories.services.form_columns import FormMatch
from learningstories.services.form_memory import known_forms
from learningstories.services.found import Found, understood
from learningstories.services.preview import Preview, Reception, preview
from learningstories.services.progress import Control
from learningstories.ui.candidate import Candidate
from learningstories.ui.clipboard import Pasted, as_png
from learningstories.ui.desk import Desk

SHOW_EVERY = 0.25  # seconds
Work = Callable[[Control, Preview], object]


@dataclass(slots=True)
class Drop:
    """One thing that was offered: what was made of it so far, and how it ended."""

    names: list[str] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    matches: list[FormMatch] = field(default_factory=list)
    completed: list[tuple[Candidate, Found]] = field(default_factory=list)
    stopped: bool = False
    dropped: bool = False
    failed: bool = False

    def settle(self) -> list[Candidate]:
        """Take over what was found for some rows after they were handed over."""
        for candidate, found in self.completed:
            candidate.read_again(found)
        return [candidate for candidate, _found in self.completed]


class Intake(QObject):
    """One drop is read at a time; those that are offered meanwhile wait.

    `arrived` carries candidates as they are read, `progressed` what was read last and how far it is,
    `ended` the drop when nothing more of it comes. It outlives its sheet for as long as a thread reads.
    """

    arrived = Signal(list)
    progressed = Signal(str, int, int)
    ended = Signal(object)

    def __init__(self, desk: Desk, challenge: Challenge) -> None:
        super().__init__()
        self._desk = desk
        self._challenge = challenge
        self._waiting: list[tuple[Work, Sequence[str]]] = []
        self._control: Control | None = None
        self._drop = Drop()

    # --- what is offered -------------------------------------------------------------------------

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders."""
        self._begin(
            lambda control, into: preview(paths, self.reception(), control, into), [p.name for p in paths]
        )

    def read_pasted(self, pasted: Pasted, source: str | None = None) -> None:
        """Read what was pasted or typed, and is no file."""
        named = _("pasted") if source is None else source

        def work(_control: Control, into: Preview) -> None:
            now = self._desk.toolbox.clock()
            try:
                found = understood(self._draft(pasted, named), self._challenge, now=now)
                into.found.append(replace(found, source=named))
            except StoryUnreadable as failure:
                into.found.append(Found(source=named, failure=failure, received_at=now))

        self._begin(work)

    def _draft(self, pasted: Pasted, source: str) -> Draft:
        documents = self._desk.toolbox.documents
        if pasted.picture is not None:
            name = _("pasted picture") + ".png"
            return documents.take_in_part(Part(name=name, data=as_png(pasted.picture))).draft
        if pasted.html:
            page = Part(name=f"{source}.html", data=pasted.html.encode("utf-8", "replace"))
            return _whole(documents.take_in_part(page).draft)
        return documents.read_text(pasted.text, source)

    def reception(self) -> Reception:
        """With what things are received now; not for the interface's thread."""
        with self._desk.workspace.read() as unit:
            forms = known_forms(unit)
        return Reception(
            challenge=self._challenge,
            reader=self._desk.toolbox.documents,
            now=self._desk.toolbox.clock(),
            forms=forms,
        )

    # --- how it goes -----------------------------------------------------------------------------

    def is_busy(self) -> bool:
        """Whether something is being read."""
        return self._control is not None

    def stop(self, *, keep: bool) -> None:
        """Read no further; what was read so far is kept, or dropped with the rest."""
        self._waiting.clear()
        self._drop.stopped = True
        self._drop.dropped = not keep
        if self._control is not None:
            self._control.stop()

    def _begin(self, work: Work, names: Sequence[str] = ()) -> None:
        if self._control is not None:
            self._waiting.append((work, names))
            return
        self._drop = drop = Drop(names=list(names))

        def read(control: Control) -> Drop:
            _Reading(self, drop).run(work, control)
            return drop

        tasks = self._desk.tasks
        self._control = tasks.read(_("Reading files"), read, self._finish, self._fail)

    def _finish(self, drop: Drop) -> None:
        self._control = None
        if self._waiting:
            self._begin(*self._waiting.pop(0))
        self.ended.emit(drop)

    def _fail(self, error: Exception) -> None:
        self._drop.failed = True
        self._finish(self._drop)
        self._desk.tell(error)

    def candidates(self, found: Sequence[Found]) -> list[Candidate]:
        """Rows for what was found, with their words made; not for the interface's thread."""
        made = [Candidate(each, self._challenge) for each in found]
        for candidate in made:
            candidate.prepare()
        return made


class _Reading:
    """The part that runs in a reader's thread."""

    def __init__(self, intake: Intake, drop: Drop) -> None:
        self._intake = intake
        self._drop = drop
        self._preview = Preview()
        self._handed: list[Found] = []
        self._told = 0.0

    def run(self, work: Work, control: Control) -> None:
        followed = Control(lambda done, total: self._step(control, done, total))
        try:
            work(followed, self._preview)
        except Cancelled:
            self._drop.stopped = True
        if not self._drop.dropped:
            self._hand_over()
            self._drop.matches = self._preview.matches
            # A message's pictures may have come to it after it was shown.
            pairs = zip(self._drop.candidates, self._handed, self._preview.found, strict=True)
            self._drop.completed += [(row, found) for row, handed, found in pairs if found is not handed]

    def _step(self, control: Control, done: int, total: int) -> None:
        control.step(done, total)
        if monotonic() - self._told >= SHOW_EVERY:
            self._hand_over()
            last = self._preview.found[-1].source if self._preview.found else ""
            self._intake.progressed.emit(last, done, total)
            self._told = monotonic()

    def _hand_over(self) -> None:
        new = self._preview.found[len(self._handed) :]
        self._handed += new
        if new:
            made = self._intake.candidates(new)
            self._drop.candidates += made
            self._intake.arrived.emit(made)


def _whole(draft: Draft) -> Draft:
    """All of what was pasted: somebody has chosen it already."""
    ways = [way.variant for way in draft.alternatives]
    return draft.as_alternative(ways.index(Variant.WHOLE_PAGE)) if Variant.WHOLE_PAGE in ways else draft
