"""All steps of the challenge, with who and when, and Undo for the newest."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services.changes import OF_THE_SHORTLIST, ChangeSet, HistoryLine
from learningstories.services.changes import Kind as ChangeKind
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.history_model import LOOKS, HistoryModel
from learningstories.ui.tasks import Newest
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import choice_field
from learningstories.ui.widgets.sheet import Sheet
from learningstories.ui.widgets.table import Table

STEPS = 200
_SIZE = (820, 680)
_MOST_LABEL = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    lines: Sequence[HistoryLine]
    undo: str | None
    redo: str | None
    zone: str


class HistorySheet(Sheet):
    """The newest step first; earlier ones are read when they are asked for."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(
            over, _("History"), _("Everything that was done here, by whom and when; the newest first."), _SIZE
        )
        self._desk, self._over = desk, over
        self._limit = STEPS
        self._left = False
        self._asked: Newest[_Past] = Newest(desk.tasks, self._show)
        self.model = HistoryModel(self)
        self.table = Table(_("History"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self._add_top()
        self.body.addWidget(self.table, 1)
        self.earlier = self.add_button(Button(_("Earlier steps"), icon="history"))
        self.undo = self.add_button(Button(_("Undo"), icon="undo-2"))
        self.redo = self.add_button(Button(_("Redo"), icon="redo-2"))
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        close.clicked.connect(self.accept)
        self.earlier.clicked.connect(self._read_earlier)
        self.undo.clicked.connect(lambda: self._move(undoing=True))
        self.redo.clicked.connect(lambda: self._move(undoing=False))
        self.earlier.hide()
        self.redo.hide()
        self.undo.setEnabled(False)
        self.finished.connect(self._leave)
        desk.news.committed.connect(self._follow)
        self._read()

    def _add_top(self) -> None:
        self.about = choice_field([(_("Everything"), ()), (_("The shortlist"), OF_THE_SHORTLIST)])
        self.about.setAccessibleName(_("What the steps are about"))
        self.about.currentIndexChanged.connect(lambda _row: self._read())
        self.forget = Button(icon="trash-2", name=_("Forget older steps…"))
        self.top_actions.setSpacing(8)
        self.top_actions.addWidget(self.about)
        self.top_actions.addWidget(self.forget)
        self.forget.clicked.connect(self._ask_to_forget)

    def _leave(self) -> None:
        self._left = True
        self._asked.drop()

    def _read(self) -> None:
        if self._left:
            return
        workspace, lists, limit = self._desk.workspace, self._desk.lists, self._limit
        kinds = tuple(ChangeKind(each) for each in self.about.currentData() or ())

        def read(_control: Control) -> _Past:
            return _Past(
                lines=workspace.history(kinds=kinds, limit=limit),
                undo=workspace.undo_label(),
                redo=workspace.redo_label(),
                zone=lists.challenge().zone,
            )

        self._asked.ask(read)

    def _ask_to_forget(self) -> None:
        from learningstories.ui.forget_history_sheet import ForgetHistorySheet  # noqa: PLC0415 - seldom wanted

        ForgetHistorySheet(self._desk, self._over).open()

    def _read_earlier(self) -> None:
        self._limit += STEPS * 5
        self._read()

    def _show(self, past: _Past) -> None:
        place = self.table.verticalScrollBar().value()
        self.model.show_lines(past.lines, past.zone)
        self.table.verticalScrollBar().setValue(place)
        self.earlier.setVisible(len(past.lines) >= self._limit)
        self.undo.setEnabled(past.undo is not None)
        self.undo.set_text(_("Undo: {step}").format(step=_short(past.undo)) if past.undo else _("Undo"))
        self.redo.setVisible(past.redo is not None)
        self.redo.set_text(_("Redo: {step}").format(step=_short(past.redo or "")))

    def _move(self, *, undoing: bool) -> None:
        workspace = self._desk.workspace
        self.undo.setEnabled(False)
        self._desk.tasks.write(
            "",
            lambda _c: workspace.undo() if undoing else workspace.redo(),
            lambda _label: self._read(),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self._read()
        self._desk.tell(error)

    def _follow(self, _changes: ChangeSet) -> None:
        self._read()


def _short(label: str) -> str:
    return label if len(label) <= _MOST_LABEL else label[: _MOST_LABEL - 1].rstrip() + "…"
