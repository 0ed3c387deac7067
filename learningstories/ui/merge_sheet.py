"""Takes in what reviewers send back: shows what would become of it, and stores nothing before that."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, numeral, plural
from learningstories.services.merging import MergeReport, merge, preview
from learningstories.services.pack_port import Packs
from learningstories.services.progress import Control
from learningstories.services.return_rows import Fate, ReturnRow, looked_at
from learningstories.services.returned import Arrival
from learningstories.services.sentences import advice
from learningstories.ui.desk import Desk
from learningstories.ui.merge_sources import MergeSources, NoReturns
from learningstories.ui.merge_words import merged_words
from learningstories.ui.one_line import in_one_line
from learningstories.ui.progress_strip import ProgressStrip
from learningstories.ui.return_table import ReturnTable
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import WIDE, Sheet
from learningstories.ui.window_sheets import TAKING_IN

MOST_PASTED = 5_000_000
Bring = Callable[[Packs, Control], list[Arrival]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """All that came by now, and what would become of it."""

    came: tuple[Arrival, ...]
    rows: tuple[ReturnRow, ...]


class MergeSheet(Sheet):
    """Files, folders, mails and texts become rows; the main button takes all of them in as one step."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over, _("Take in returns"), size=WIDE)
        self.setObjectName(TAKING_IN)
        self._desk = desk
        self._looked = _Looked(came=(), rows=())
        self._waiting: list[Bring] = []
        self._control: Control | None = None
        self._storing = False
        self._note = ""
        self.sources = MergeSources(self)
        self.returns = ReturnTable(_("Returns"))
        self.empty = NoReturns(self.sources)
        self.progress = ProgressStrip()
        self._arrange()
        self._listen()
        self._follow()

    def _arrange(self) -> None:
        self.more = Button(_("Add more"), icon="plus")
        self.more.setMenu(self.sources.menu(self.more))
        self.top_actions.addWidget(self.more)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.returns)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.progress)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)

    def _listen(self) -> None:
        self.sources.files.connect(self.offer)
        self.sources.text.connect(self.take_text)
        self.sources.nothing.connect(self._say)
        self.progress.cancelled.connect(self._stop)
        self._desk.tasks.progressed.connect(self._show_progress)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.take_in)
        self.finished.connect(self._leave)

    # --- what is offered -----------------------------------------------------------------------------

    def offer(self, paths: Sequence[Path]) -> None:
        """Look into files, folders and mails, off the thread, beside what came before."""
        if paths:
            wanted = list(paths)
            self._bring(lambda files, control: list(_stepped(files.arrivals(wanted), control)))

    def take_text(self, text: str) -> None:
        """Look for returns in a text that was copied from a mail."""
        self._bring(lambda files, _control: files.pasted(text[:MOST_PASTED]))

    def _bring(self, bring: Bring) -> None:
        self._note = ""
        self._waiting.append(bring)
        if self._control is None and not self._storing:
            self._look()

    def _look(self) -> None:
        bring, before = self._waiting.pop(0), self._looked.came
        workspace, toolbox = self._desk.workspace, self._desk.toolbox

        def work(control: Control) -> _Looked:
            files = toolbox.packs()
            known = {(each.path, each.data) for each in before}
            new = [each for each in bring(files, control) if (each.path, each.data) not in known]
            came = (*before, *new)
            report = preview(workspace, files, came)
            with workspace.read() as unit:
                return _Looked(came=came, rows=tuple(looked_at(unit, report.files)))

        label = _("Looking at returns")
        self._control = self._desk.tasks.read(label, work, self._show, self._fail)
        self.progress.begin(label)
        self._follow()

    def _show(self, looked: _Looked) -> None:
        added = len(looked.came) > len(self._looked.came)
        self._looked = looked
        self.returns.show_rows(looked.rows)
        if not looked.rows or not added:
            self._note = _("There is no return in it that is not here already.")
        self._end()

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, ExpectedError):
            self._desk.tell(error)
            return
        self._say(advice(error))

    def _stop(self) -> None:
        """Give up what is looked at now, and what waits."""
        self._waiting.clear()
        if self._control is not None:
            self._control.stop()
        self._note = _("Stopped.")
        self._end()

    def _end(self) -> None:
        self._control = None
        self._storing = False
        self.progress.begin("")
        if self._waiting:
            self._look()
        self._follow()

    # --- what is shown -------------------------------------------------------------------------------

    def _show_progress(self, label: str, done: int, total: int) -> None:
        if self._control is not None:
            self.progress.show_progress(label, done, total)

    def _say(self, sentence: str) -> None:
        self._note = sentence
        self._follow()

    def _follow(self) -> None:
        rows = self._looked.rows
        self.stack.setCurrentIndex(1 if rows else 0)
        self.more.setVisible(bool(rows))
        told = _("nothing is stored until you choose so · every return is kept as it came")
        found = plural("{n} found", "{n} found", len(rows)).format(n=numeral(len(rows)))
        self.set_subtitle(f"{found} · {told}" if rows else "")
        new, held = self._count(Fate.TAKEN, Fate.LOOK), self._count(Fate.HELD)
        refused = self._count(Fate.REFUSED)
        parts = [_("{n} to take in").format(n=numeral(new)), *_further(held, refused)] if rows else []
        self.foot_note.setText(in_one_line([*parts, *([self._note] if self._note else [])]))
        words = plural("Take in {n} return", "Take in {n} returns", new).format(n=numeral(new))
        self.confirm.set_text(words if new else _("Keep what is held") if held else _("Take in"))
        self.confirm.setEnabled(new + held > 0 and self._control is None and not self._storing)

    def _count(self, *fates: Fate) -> int:
        return sum(row.fate in fates for row in self._looked.rows)

    # --- how it ends ---------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Store all of it as one step."""
        workspace, toolbox, came = self._desk.workspace, self._desk.toolbox, self._looked.came
        self._storing = True
        label = _("Taking in returns")
        self.progress.stop.hide()  # it is one step of a second or two
        self._desk.tasks.write(
            label, lambda _control: merge(workspace, toolbox.packs(), came), self._done, self._fail
        )
        self.progress.begin(label)
        self._follow()

    def _done(self, report: MergeReport) -> None:
        self._storing = False
        self.accept()
        self._desk.said.emit(merged_words(report), True)
        self._desk.go.emit("reviewers", None)

    def _leave(self, _done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._desk.tasks.progressed.disconnect(self._show_progress)
        if self._control is not None:
            self._control.stop()

    def may_leave(self) -> bool:
        """What is being stored is waited for."""
        return not self._storing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.sources.press(QKeySequence(event.keyCombination())):
            super().keyPressEvent(event)


def _stepped(arrivals: Iterator[Arrival], control: Control) -> Iterator[Arrival]:
    for done, each in enumerate(arrivals):
        control.step(done, 0)
        yield each


def _further(held: int, refused: int) -> Iterator[str]:
    if held:
        yield plural("{n} to be held", "{n} to be held", held).format(n=numeral(held))
    if refused:
        yield plural("{n} is no return of use", "{n} are no returns of use", refused).format(
            n=numeral(refused)
        )
