"""What became of the returns that came, to be read at any time; what is held can be tried again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from learningstories.i18n import _, in_context, numeral, plural
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.flags import open_choices
from learningstories.services.merging import MergeReport, merge, packs_to_bring_back
from learningstories.services.progress import Control
from learningstories.services.return_log import return_log
from learningstories.services.return_rows import Fate, ReturnRow, kept
from learningstories.ui.desk import Desk
from learningstories.ui.merge_words import merged_words
from learningstories.ui.return_table import ReturnTable
from learningstories.ui.tasks import Newest
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.chips import FilterBar
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.sheet import WIDE, Sheet

_ALL, _LOOK, _HELD = "all", "look", "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The returns, how many contradictions are open, how many packs can be had back for what is held."""

    rows: Sequence[ReturnRow] = ()
    open_choices: int = 0
    packs_gone: int = 0


class ReturnsSheet(Sheet):
    """The newest first; every return is kept for ever, as it came."""

    def __init__(self, desk: Desk, over: QWidget, shown: str = _ALL) -> None:
        super().__init__(over, _("Returns"), _("Every return is kept as it came. The newest first."), WIDE)
        self._desk = desk
        self._found = _Read()
        self._asked: Newest[_Read] = Newest(desk.tasks, self._show)
        self.filters = FilterBar(
            [(_ALL, in_context("returns", "All")), (_LOOK, _("To look at")), (_HELD, _("Held"))]
        )
        self.returns = ReturnTable(_("Returns"))
        self.empty = EmptyState(
            "inbox",
            _("No returns yet"),
            _("What reviewers send back is told here once it is taken in."),
            _("Take in returns…"),
        )
        self._arrange()
        self._listen()
        self.filters.choose(shown)
        self._read()

    def _arrange(self) -> None:
        self.top_actions.addWidget(self.filters)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.returns)
        self.stack.addWidget(self.empty)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.stack, 1)
        self.again = self.add_button(Button(_("Try the held ones again"), icon="rotate-ccw"))
        self.bring_back = self.add_button(Button("", icon="package"))
        self.conflicts = self.add_button(Button(_("Contradicting answers…"), icon="git-compare"))
        self.more = self.add_button(Button(_("Take in returns…"), icon="inbox"))
        self.close_button = self.add_button(Button(_("Close"), ButtonKind.MAIN), main=True)
        for button in (self.again, self.bring_back, self.conflicts):
            button.hide()

    def _listen(self) -> None:
        self.filters.chosen.connect(lambda _key: self._fill())
        self.again.clicked.connect(lambda: self._try_again(bring_back=False))
        self.bring_back.clicked.connect(lambda: self._try_again(bring_back=True))
        self.conflicts.clicked.connect(lambda: self._leave_for("conflicts"))
        self.more.clicked.connect(lambda: self._leave_for("merge"))
        self.empty.wanted.connect(lambda: self._leave_for("merge"))
        self.close_button.clicked.connect(self.accept)
        self._desk.news.committed.connect(self._follow)
        self.finished.connect(self._leave)

    def _leave(self, _done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._desk.news.committed.disconnect(self._follow)
        self._asked.drop()

    def _leave_for(self, sheet: str) -> None:
        self.accept()
        self._desk.go.emit(sheet, None)

    def _read(self) -> None:
        workspace, toolbox = self._desk.workspace, self._desk.toolbox

        def read(_control: Control) -> _Read:
            lines, gone = return_log(workspace), packs_to_bring_back(workspace, toolbox.packs())
            with workspace.read() as unit:
                choices = len(open_choices(unit))
                return _Read(rows=kept(unit, lines), open_choices=choices, packs_gone=gone)

        self._asked.ask(read)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.RETURN, Kind.STORY, Kind.REVIEWER, Kind.PACK, Kind.READING, Kind.RESOLUTION):
            self._read()

    def _show(self, found: _Read) -> None:
        self._found, rows = found, found.rows
        counts = {
            _ALL: len(rows),
            _LOOK: sum(row.is_to_look_at for row in rows),
            _HELD: sum(row.fate is Fate.HELD for row in rows),
        }
        for key, count in counts.items():
            self.filters.chip(key).set_count(numeral(count))
        self.filters.setVisible(bool(rows))
        self.again.setVisible(counts[_HELD] > 0)
        back = plural("Bring its pack back", "Bring {n} packs back", found.packs_gone)
        self.bring_back.set_text(back.format(n=numeral(found.packs_gone)))
        self.bring_back.setVisible(found.packs_gone > 0)
        self._enable(enabled=True)
        self.conflicts.setVisible(found.open_choices > 0)
        self._fill()

    def _fill(self) -> None:
        rows = {
            _ALL: self._found.rows,
            _LOOK: [row for row in self._found.rows if row.is_to_look_at],
            _HELD: [row for row in self._found.rows if row.fate is Fate.HELD],
        }
        self.returns.show_rows(rows[str(self.filters.key())])
        self.stack.setCurrentIndex(0 if self._found.rows else 1)

    def _enable(self, *, enabled: bool) -> None:
        for button in (self.again, self.bring_back):
            button.setEnabled(enabled)

    def _try_again(self, *, bring_back: bool) -> None:
        workspace, toolbox = self._desk.workspace, self._desk.toolbox
        self._enable(enabled=False)
        self._desk.write(
            _("Trying returns again"),
            lambda _control: merge(workspace, toolbox.packs(), (), bring_back=bring_back),
            self._tried,
        )

    def _tried(self, report: MergeReport) -> None:
        self._enable(enabled=True)
        if not report.files:
            self.foot_note.setText(_("None of them can be taken in yet."))
            return
        told = plural("{n} of them is different now.", "{n} of them are different now.", len(report.files))
        self.foot_note.setText(f"{told.format(n=len(report.files))} {merged_words(report)}")
