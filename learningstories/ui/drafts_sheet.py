"""Shortlists that are kept as drafts: two side by side, and the way back to one of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from learningstories.i18n import _, listed, numeral, plural
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.shortlist_drafts import (
    MOST_NAME,
    Draft,
    compared,
    drafts,
    keep_draft,
    remove_draft,
    take_up,
)
from learningstories.ui.desk import Desk
from learningstories.ui.drafts_model import LOOKS, DraftsModel
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, icon_button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.fields import choice_field, text_field
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.sheet import MEDIUM, Sheet
from learningstories.ui.widgets.table import Table

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_TOOLTIP = Qt.ItemDataRole.ToolTipRole


class DraftsSheet(Sheet):
    """Keep the shortlist under a name above; below two drafts, of which the first can be taken up."""

    def __init__(self, desk: Desk, over: QWidget, results: "Results | None") -> None:
        told = _("Keep the shortlist as it stands, try something else, and compare.")
        super().__init__(over, _("Drafts of the shortlist"), told, MEDIUM)
        self._desk = desk
        self._results = results
        self._drafts: Sequence[Draft] = ()
        self._asked: Newest[Sequence[Draft]] = Newest(desk.tasks, self._show)
        self.name = text_field(_("Without the long ones"), most=MOST_NAME)
        self.name.setAccessibleName(_("A name for this draft"))
        self.keep = Button(_("Keep this draft"), icon="archive-restore")
        self.first, self.second = choice_field([]), choice_field([])
        self.remove = icon_button("trash-2", _("Remove the draft on the first side"))
        self.model = DraftsModel(self)
        self.table = Table(_("Two drafts side by side"))
        self.facts = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.take_up = Button(_("Take up the first"), icon="undo-2")
        self._picked = False  # until then the newest draft stands first
        for button in (self.keep, self.remove, self.take_up):
            button.setEnabled(False)
        self._arrange()
        self._listen()
        self._read()

    def _arrange(self) -> None:
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.name, 1)
        keep.addWidget(self.keep)
        pair = QGridLayout()
        pair.setHorizontalSpacing(8)
        for place, (words, field) in enumerate(((_("First"), self.first), (_("Second"), self.second))):
            field.setAccessibleName(words)
            label = Label(words, Text.SMALL, Role.MUTED)
            label.setBuddy(field)
            pair.addWidget(label, 0, 3 * place)
            pair.addWidget(field, 0, 3 * place + 1)
            pair.setColumnStretch(3 * place + 1, 1)
        pair.addWidget(self.remove, 0, 2)
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.table.set_compact(compact=True)
        self.body.addLayout(keep)
        self.body.addLayout(pair)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.table, 1)
        self.add_button(self.take_up)
        close = self.add_button(Button(_("Close"), ButtonKind.MAIN), main=True)
        close.clicked.connect(self.accept)

    def _listen(self) -> None:
        self.name.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.take_up.clicked.connect(self._take_up)
        for field in (self.first, self.second):
            field.activated.connect(lambda _row: self._pick())
        self.finished.connect(lambda _done: self._asked.drop())
        self._desk.news.committed.connect(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.SHORTLIST_DRAFT, Kind.CHOICE, Kind.PAUSE, Kind.LOCK):
            self._read()

    def _read(self) -> None:
        workspace, results = self._desk.workspace, self._results
        self._asked.ask(lambda _control: drafts(workspace, results))

    def _show(self, found: Sequence[Draft]) -> None:
        self._drafts = found
        kept = [place for place, draft in enumerate(found) if draft.id is not None]
        self._refill(self.first, kept[0] if kept else 0)
        self._refill(self.second, 0)
        self.keep.setEnabled(any(draft.id is None for draft in found))
        self._compare()

    def _refill(self, field: QComboBox, usual: int) -> None:
        chosen = field.currentData()
        field.clear()
        for draft in self._drafts:
            field.addItem(draft.name, str(draft.id))
            by = _("{what}, by {who}").format(what=draft.name, who=draft.made_by)
            field.setItemData(field.count() - 1, plain_tooltip(by if draft.made_by else draft.name), _TOOLTIP)
        known = field.findData(chosen) if chosen is not None and self._picked else -1
        field.setCurrentIndex(known if known >= 0 else usual)
        field.setEnabled(bool(self._drafts))

    def _pick(self) -> None:
        self._picked = True
        self._compare()

    def _compare(self) -> None:
        first, second = self._chosen(self.first), self._chosen(self.second)
        kept = first is not None and first.id is not None
        self.take_up.setEnabled(kept)
        self.remove.setEnabled(kept)
        if first is None or second is None:
            self.model.show_pair((_("First"), _("Second")), ())
            self.facts.setText(_("No draft is kept yet."))
            return
        self.model.show_pair((first.name, second.name), compared(first, second))
        self.facts.setText("\n".join(_told(draft) for draft in (first, second)))

    def _chosen(self, field: QComboBox) -> Draft | None:
        row = field.currentIndex()
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def _keep(self) -> None:
        workspace, results, name = self._desk.workspace, self._results, self.name.text()
        self._desk.write(
            _("Storing"),
            lambda _control: keep_draft(workspace, results, name),
            lambda _done: self.name.clear(),
            tell=_("The draft is kept"),
        )

    def _remove(self) -> None:
        workspace, key = self._desk.workspace, self._key()
        if key is not None:
            self._desk.write(
                _("Storing"), lambda _control: remove_draft(workspace, key), tell=_("The draft is removed")
            )

    def _take_up(self) -> None:
        workspace, key = self._desk.workspace, self._key()
        if key is not None:
            self._desk.write(
                _("Storing"),
                lambda _control: take_up(workspace, key),
                self._tell_missing,
                tell=_("The draft is the shortlist again"),
            )

    def _tell_missing(self, missing: Sequence[int]) -> None:
        if missing:
            numbers = listed(f"#{number}" for number in missing)
            told = _("These stories cannot be on the shortlist any more: {numbers}").format(numbers=numbers)
            self._desk.said.emit(told, False)

    def _key(self) -> UUID | None:
        chosen = self._chosen(self.first)
        return chosen.id if chosen is not None else None


def _told(draft: Draft) -> str:
    count = plural("{n} story", "{n} stories", len(draft.stories)).format(n=len(draft.stories))
    told = _("{name}: {count}, {minutes} min and {pauses} min of pauses, {odds} expected among the best")
    return told.format(
        name=draft.name,
        count=count,
        minutes=draft.minutes,
        pauses=draft.pause_minutes,
        odds=numeral(draft.odds, ".1f"),
    )
