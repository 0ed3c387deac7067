"""Results that were kept, and what has changed between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout

from learningstories.domain.errors import KeptResultsUnreadable, NoSuchKeptResults
from learningstories.i18n import _, in_context
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.draft_line import DraftLine
from learningstories.services.kept_results import MOST_NAME, change_since, keep_results, remove_results
from learningstories.services.progress import Control
from learningstories.services.results_change import ResultsChange
from learningstories.services.results_change_words import change_words
from learningstories.services.sentences import advice
from learningstories.services.wording import moment_words
from learningstories.ui.desk import Desk
from learningstories.ui.kept_model import LOOKS, Column, KeptModel
from learningstories.ui.measures import scaled
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, icon_button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import UNSTORED, choice_field, text_field
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.table import Table

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_NOW = "now"
# Below each width of the table, the column is left out: it says least.
_ROOM = {Column.READ: 700, Column.CHANCE: 620}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    """One of what can be chosen; `who` kept it."""

    words: str
    key: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """What has changed, or why that cannot be told."""

    change: ResultsChange | None
    sentences: Sequence[str]


class KeptView(ResultsView):
    """Keep the results under a name above; below one of them against another, or against now."""

    def __init__(self, desk: Desk, feed: ResultsFeed) -> None:
        super().__init__(desk, feed)
        self._results: Results | None = None
        self._listed: Newest[tuple[Sequence[DraftLine], str]] = Newest(desk.tasks, self._show_drafts)
        self._compared: Newest[_Compared] = Newest(desk.tasks, self._show_change)
        self.name = text_field(_("Before the last returns"), most=MOST_NAME)
        self.name.setAccessibleName(_("A name for these results"))
        self.name.setProperty(UNSTORED, True)
        self.keep = Button(_("Keep these results"), icon="archive-restore")
        self.before, self.after = choice_field([]), choice_field([])
        self.before.setAccessibleName(in_context("comparison", "From"))
        self.after.setAccessibleName(in_context("comparison", "To"))
        self.swap = icon_button("git-compare", _("Swap the two"))
        self.remove = icon_button("trash-2", _("Remove the results that are chosen as From"))
        self.told = Label("", wrap=True)
        self.model = KeptModel(self)
        self.table = Table(_("What has changed"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.table.set_compact(compact=True)
        self._arrange()
        self._listen()
        self._read()

    def _arrange(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(int(Column.IS), Qt.SortOrder.AscendingOrder)
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.name, 1)
        keep.addWidget(self.keep)
        pair = QGridLayout()
        pair.setHorizontalSpacing(8)
        for place, (words, field) in enumerate(
            ((in_context("comparison", "From"), self.before), (in_context("comparison", "To"), self.after))
        ):
            label = Label(words, Text.SMALL, Role.MUTED)
            label.setBuddy(field)
            pair.addWidget(label, 0, 3 * place)
            pair.addWidget(field, 0, 3 * place + 1)
            pair.setColumnStretch(3 * place + 1, 1)
        pair.addWidget(self.remove, 0, 2)
        pair.addWidget(self.swap, 0, 5)
        head = Card(padding=14, spacing=10)
        head.body.addLayout(keep)
        head.body.addLayout(pair)
        head.body.addWidget(self.told)
        self._below = Card(padding=0)
        self._below.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self._below, 1)
        column.addStretch(0)
        self.keys_to = self.name

    def _listen(self) -> None:
        self.name.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.swap.clicked.connect(self._swap)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.opened.connect(self._open)
        for field in (self.before, self.after):
            field.activated.connect(lambda _row: self._compare())
        self.desk.news.committed.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the story's name comes first."""
        super().resizeEvent(event)
        for column, least in _ROOM.items():
            self.table.setColumnHidden(column, self.width() < scaled(least))
        self.table.set_columns(LOOKS)

    def show_results(self, results: "Results | None") -> None:
        self._results = results
        self.keep.setEnabled(results is not None)
        self._read()

    # --- what there is to compare ------------------------------------------------------------------------

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.RESULTS_DRAFT):
            self._read()

    def _read(self) -> None:
        lists = self.desk.lists
        self._listed.ask(lambda _control: (lists.drafts(), lists.challenge().zone))

    def _show_drafts(self, found: tuple[Sequence[DraftLine], str]) -> None:
        drafts, zone = found
        known = {str(self.before.itemData(row)) for row in range(self.before.count())}
        options = [
            _Option(words=_called(draft, zone), key=str(draft.id), who=draft.made_by) for draft in drafts
        ]
        now = [_Option(words=_("Now"), key=_NOW)] if self._results is not None else []
        _refill(self.before, options)
        _refill(self.after, [*now, *options])
        kept_just_now = [option.key for option in options if option.key not in known]
        if known and kept_just_now:
            self.before.setCurrentIndex(self.before.findData(kept_just_now[0]))
        self.remove.setEnabled(bool(drafts))
        self._compare()

    def _compare(self) -> None:
        before, after = _key(self.before), _key(self.after)
        other = self._results if self.after.currentData() == _NOW else after
        if before is None or other is None:
            told = _("Keep the results now, and see later what new readings or other rules have changed.")
            self._compared.drop()
            self.swap.setEnabled(False)
            self._show_change(_Compared(change=None, sentences=(told,)))
            return
        workspace = self.desk.workspace

        def work(_control: Control) -> _Compared:
            try:
                change = change_since(workspace, before, other)
            except (NoSuchKeptResults, KeptResultsUnreadable) as error:
                return _Compared(change=None, sentences=(advice(error),))
            return _Compared(change=change, sentences=change_words(change))

        self.swap.setEnabled(after is not None)
        self._compared.ask(work)

    def _show_change(self, found: _Compared) -> None:
        self._below.setVisible(found.change is not None)
        self.model.show_changes(found.change.stories if found.change else ())
        self.told.setText("\n".join(found.sentences))

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self.model.sort_by(Column(section), descending=order == Qt.SortOrder.DescendingOrder)

    # --- what is done ------------------------------------------------------------------------------------

    def _open(self, row: int) -> None:
        number, results = self.model.number_at(row), self._results
        if number is not None and results is not None and results.story(number) is not None:
            self.ranking_wanted.emit(number)

    def _swap(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        self.before.setCurrentIndex(self.before.findData(after))
        self.after.setCurrentIndex(self.after.findData(before))
        self._compare()

    def _keep(self) -> None:
        workspace, results, name = self.desk.workspace, self._results, self.name.text()
        if results is not None:
            self.desk.write(
                _("Keeping the results"),
                lambda _control: keep_results(workspace, results, name),
                lambda _done: self.name.clear(),
                tell=_("These results are kept"),
            )

    def _remove(self) -> None:
        workspace, key = self.desk.workspace, _key(self.before)
        if key is not None:
            self.desk.write(
                _("Removing kept results"),
                lambda _control: remove_results(workspace, key),
                tell=_("They are not kept any more"),
            )


def _called(draft: DraftLine, zone: str) -> str:
    return _("{name} · {moment}").format(
        name=draft.name, moment=moment_words(draft.made_at, zone, named=False)
    )


def _key(field: QComboBox) -> UUID | None:
    """The kept results that are chosen; None for none, and for those of now."""
    chosen = field.currentData()
    return UUID(chosen) if chosen not in (None, _NOW) else None


def _refill(field: QComboBox, options: Sequence[_Option]) -> None:
    """Offer these, and hold on to what was chosen."""
    chosen = field.currentData()
    field.clear()
    for option in options:
        field.addItem(option.words, option.key)
        told = _("{what}, by {who}").format(what=option.words, who=option.who) if option.who else option.words
        field.setItemData(field.count() - 1, plain_tooltip(told), Qt.ItemDataRole.ToolTipRole)
    field.setCurrentIndex(max(0, field.findData(chosen)))
    field.setEnabled(bool(options))
