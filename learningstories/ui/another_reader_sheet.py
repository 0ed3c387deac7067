"""Stories that one more reading is worth most for are given to readers who have room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.assigning import ask_one_more, plan_one_more
from learningstories.services.distribution import Assigned
from learningstories.services.result_words import titled
from learningstories.ui.desk import Desk
from learningstories.ui.plan_sheet import REVIEWERS, Act, PlanSheet
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import ColumnLook, Look
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.table import Table

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.another_reader import WantsReader

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_LOOKS = (
    ColumnLook(look=Look.TITLE, width=240, stretch=True, least=140),
    ColumnLook(look=Look.NUMBER, width=70),
    ColumnLook(look=Look.MUTED, width=380, stretch=True, least=200),
)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_USUAL = 5


class AnotherReaderSheet(PlanSheet):
    """Above the stories, the most worthwhile first; below who would get which. Packs are offered next."""

    def __init__(self, desk: Desk, over: QWidget, wanted: "Sequence[WantsReader]", top: int) -> None:
        super().__init__(desk, over, _("Ask one more reader"), _told(desk), only_changes=True)
        self.tabs.choose(REVIEWERS)
        self._wanted = wanted
        self.stories = WantsModel(wanted, top, self)
        table = Table(_("Stories that one more reading is worth most for"))
        table.setModel(self.stories)
        table.set_columns(_LOOKS)
        table.set_compact(compact=True)
        card = Card(padding=0)
        card.body.addWidget(table)
        self.body.insertWidget(1, card, 1)
        most = max(len(wanted), 1)
        self.count = number_field(min(_USUAL, most), 1, most)
        words = Label(_("How many of these stories get one more reader"))
        words.setBuddy(self.count)
        self.count.setAccessibleName(words.text())
        self.controls.addWidget(words)
        self.controls.addWidget(self.count)
        self.controls.addStretch(1)
        self.count.valueChanged.connect(lambda _value: self._ask())
        self.confirm.set_text(_("Ask one more reader"))
        self._ask()

    def _ask(self) -> None:
        workspace, lists = self._desk.workspace, self._desk.lists
        numbers = frozenset(each.story.number for each in self._wanted[: self.count.value()])
        self.stories.mark(self.count.value())
        act = Act(
            label=_("Assigning stories"),
            plan=lambda _control: plan_one_more(workspace, lists, numbers),
            do=lambda _control: ask_one_more(workspace, lists, numbers),
            button=lambda new: plural("Give out {n} reading…", "Give out {n} readings…", new).format(
                n=numeral(new)
            ),
        )
        self.ask(act)

    def _done(self, done: Assigned) -> None:
        super()._done(done)
        emails = [reviewer.email for reviewer, _load in done.loads if done.given.get(reviewer.id)]
        if emails:
            self._desk.go.emit("packs", emails)


class WantsModel(QAbstractTableModel):
    """One row a story; of those that get a reader it says so."""

    def __init__(self, wanted: "Sequence[WantsReader]", top: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted, self._top, self._marked = wanted, top, 0
        self._titles = (_("Story"), _("Read"), _("Why one more"))

    def mark(self, count: int) -> None:
        """Mark the first `count`."""
        self._marked = count
        last = self.index(len(self._wanted) - 1, len(self._titles) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._wanted)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        from learningstories.services.another_reader import why_words  # noqa: PLC0415 - brings NumPy along

        wanted = self._wanted[index.row()]
        if role != _DISPLAY:
            return None
        now = wanted.story.n
        read = _("{now} → {then}").format(now=now, then=now + 1) if index.row() < self._marked else f"{now}"
        words = (titled(wanted.story.title, wanted.story.number), read)
        return (*words, why_words(wanted, self._top))[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


def _told(desk: Desk) -> str:
    told = _(
        "Where one more reading would tell most about who is among the best. Each goes to whoever has room, "
        "by language, themes and what they step aside from; new packs are offered next."
    )
    with desk.workspace.read() as unit:
        assigned = unit.assignments.exist()
    narrows = _(
        "So far everybody may read everything: from then on each has what was read before, and what is given."
    )
    return told if assigned else f"{told} {narrows}"
