"""Decides about stories that wait for it: which ones, why, and whether they are taken."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.story import StoryState
from learningstories.i18n import _, numeral, plural
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.deciding import ToDecide, decide, to_decide
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.cells import SECOND_LINE, ColumnLook, Look
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import Sheet
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_TICK, _NUMBER, _TITLE, _TOLD = range(4)
_LOOKS = (
    ColumnLook(look=Look.CHECK, width=40, least=40),
    ColumnLook(look=Look.MUTED_NUMBER, width=52, least=44),
    ColumnLook(look=Look.TITLE, width=240, stretch=True, least=160),
    ColumnLook(look=Look.MUTED, width=300, stretch=True, least=160),
)
_SIZE = (860, 620)


class DecideModel(QAbstractTableModel):
    """Stories to tick; `altered` comes when others are ticked."""

    altered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ToDecide] = ()
        self._left: set[int] = set()

    def show_rows(self, rows: Sequence[ToDecide]) -> None:
        """Show these, all ticked but those that were not before."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        self.altered.emit()

    def ticked(self) -> list[int]:
        """The numbers of those that are ticked."""
        return [row.number for row in self.rows if row.number not in self._left]

    def flip(self, row: int) -> None:
        """Tick a row, or no more."""
        self._left ^= {self.rows[row].number}
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.altered.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a story."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Tick, number, title, what is to be decided."""
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The words of a cell, and the tick."""
        row, column = self.rows[index.row()], index.column()
        if role == _DISPLAY:
            return ("", f"#{row.number}", row.title, row.told)[column]
        if role == SECOND_LINE and column == _TITLE:
            return row.author
        if role == int(Qt.ItemDataRole.ToolTipRole) and column == _TOLD:
            return row.told
        if role == _CHECK and column == _TICK:
            return Qt.CheckState.Unchecked if row.number in self._left else Qt.CheckState.Checked
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """What the columns are."""
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return ("", "#", _("Story"), _("What is to be decided"))[section]
        return None


class DecideSheet(Sheet):
    """Stories in one state; each decision is one step. It is left when nothing is to be decided any more.

    `story_wanted` asks to see the story itself.
    """

    story_wanted = Signal(int)

    def __init__(self, desk: Desk, over: QWidget, state: StoryState) -> None:
        title, told, take, leave = _words(state)
        super().__init__(over, title, told, _SIZE)
        self._desk, self._state = desk, state
        self._take_words, self._leave_words = take, leave
        self._gone = False
        self._asked: Newest[tuple[ToDecide, ...]] = Newest(desk.tasks, self._show)
        self.model = DecideModel(self)
        self.table = Table(title)
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.reason = text_field(_("In a sentence"))
        self.body.addWidget(self.table, 1)
        hint = _("It is kept in the history and shown with the decision.")
        self.body.addWidget(Field(_("The reason"), self.reason, hint))
        self.look = self.add_button(Button(_("Read the story"), icon="book-open"))
        self.cancel = self.add_button(Button(_("Cancel")))
        self.leave_out = self.add_button(Button(leave, ButtonKind.DANGER, "x"))
        self.take = self.add_button(Button(take, ButtonKind.MAIN, "check"), main=True)
        self._listen()
        self._read()

    def _listen(self) -> None:
        self.table.checked.connect(self.model.flip)
        self.table.opened.connect(self._look)
        self.look.clicked.connect(lambda: self._look(self.table.currentIndex().row()))
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(partial(self._decide, take=True))
        self.leave_out.clicked.connect(partial(self._decide, take=False))
        self.model.altered.connect(self._follow)
        self.reason.textChanged.connect(self._follow)
        self.finished.connect(self._leave)
        self._desk.news.committed.connect(self._follow_news)
        self._follow()

    def _leave(self) -> None:
        self._gone = True
        self._asked.drop()

    def _read(self) -> None:
        workspace, lists, state = self._desk.workspace, self._desk.lists, self._state
        self._asked.ask(lambda _control: to_decide(workspace, lists, state))

    def _show(self, found: tuple[ToDecide, ...]) -> None:
        if not found:
            self.accept()
            return
        self.model.show_rows(found)
        self.table.choose_row(0)

    def _follow(self) -> None:
        count = len(self.model.ticked())
        may = count > 0 and bool(self.reason.text().strip())
        for button, words in ((self.take, self._take_words), (self.leave_out, self._leave_words)):
            button.set_text(f"{words} ({numeral(count)})" if len(self.model.rows) > 1 else words)
            button.setEnabled(may)
        self.look.setEnabled(bool(self.model.rows))
        self.foot_note.setText("" if may or not count else _("Say why, and decide."))

    def _follow_news(self, changes: ChangeSet) -> None:
        if not self._gone and changes.touches(Kind.STORY, Kind.CHALLENGE, Kind.READING):
            self._read()

    def _look(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            number = self.model.rows[row].number
            self.reject()
            self.story_wanted.emit(number)

    def _decide(self, *_clicked: object, take: bool) -> None:
        numbers, reason, desk, state = (
            self.model.ticked(),
            self.reason.text().strip(),
            self._desk,
            self._state,
        )

        def work(_control: Control) -> Sequence[int]:
            return decide(desk.workspace, state, numbers, reason, take=take)

        def tell(done: Sequence[int]) -> None:
            told = plural("Decided about #{number}", "Decided about {n} stories", len(done))
            desk.said.emit(told.format(number=done[0], n=numeral(len(done))), True)

        desk.write(_("Storing"), work, tell)


def _words(state: StoryState) -> tuple[str, str, str, str]:
    """Title, what it is about, and the words of the two decisions."""
    if state is StoryState.LATE:
        told = _("They came after the deadline and its grace. What you decide can be taken back.")
        return _("Late stories"), told, _("Accept"), _("Refuse")
    titles: dict[StoryState, Callable[[], str]] = {
        StoryState.CONCERN: lambda: _("Stories with a concern"),
        StoryState.OTHER_LANGUAGE: lambda: _("Stories in other languages"),
        StoryState.TOO_LONG: lambda: _("Stories over the word limit"),
        StoryState.TOO_SHORT: lambda: _("Stories under the word limit"),
    }
    told = _("By the rules they may not take part. What you decide can be taken back.")
    if state is StoryState.CONCERN:
        told = _("A reader raised it. What you decide can be taken back.")
    return titles[state](), told, _("Eligible all the same"), _("Not eligible")
