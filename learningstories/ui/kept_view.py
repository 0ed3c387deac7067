"""Results that were kept, and what has changed between two of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.results_draft import ResultsDraft
from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.figures import figures
from learningstories.services.progress import Control
from learningstories.services.wording import short_moment
from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.fields import choice_field, text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.table import Table

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.kept_results import ChangedPlace
    from learningstories.services.results import Results

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_NOW = "now"
_LOOKS = (
    ColumnLook(look=Look.TITLE, width=280, stretch=True, least=160),
    ColumnLook(look=Look.MUTED_NUMBER, width=80),
    ColumnLook(look=Look.STRONG_NUMBER, width=80),
    ColumnLook(look=Look.NUMBER, width=90),
    ColumnLook(look=Look.MUTED_NUMBER, width=120),
    ColumnLook(look=Look.CHIP, width=150),
)


class KeptView(ResultsView):
    """Keep the results under a name above; below one of them against another, or against now."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self._now: dict[str, Any] | None = None
        self._drafts: dict[str, ResultsDraft] = {}
        self._asked: Newest[tuple[list[ResultsDraft], str]] = Newest(desk.tasks, self._show_drafts)
        self.name = text_field(_("Before the last returns"), most=120)
        self.name.setAccessibleName(_("A name for these results"))
        self.keep = Button(_("Keep these results"), icon="archive-restore")
        self.before, self.after = choice_field([]), choice_field([])
        self.before.setAccessibleName(_("From"))
        self.after.setAccessibleName(_("To"))
        self.remove = Button(_("Remove the first"), icon="x")
        self.told = Label("", wrap=True)
        self.model = ChangesModel(self)
        self.table = Table(_("What has changed"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.set_compact(compact=True)
        self._arrange()
        self.name.textChanged.connect(lambda _text: self._follow_name())
        self.name.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        for field in (self.before, self.after):
            field.activated.connect(lambda _row: self._compare())
        desk.news.committed.connect(self._follow)
        self._read()

    def _arrange(self) -> None:
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.name, 1)
        keep.addWidget(self.keep)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for words, field in ((_("From"), self.before), (_("To"), self.after)):
            label = Label(words, Text.SMALL, Role.MUTED)
            label.setBuddy(field)
            pair.addWidget(label)
            pair.addWidget(field, 1)
        pair.addWidget(self.remove)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(keep)
        column.addLayout(pair)
        column.addWidget(self.told)
        column.addWidget(card, 1)
        self.setFocusProxy(self.name)

    def show_results(self, results: "Results | None") -> None:
        self._now = figures(results) if results is not None else None
        self._read()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.RESULTS_DRAFT):
            self._read()

    def _follow_name(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()) and self._now is not None)

    def _read(self) -> None:
        workspace = self.desk.workspace

        def read(_control: Control) -> tuple[list[ResultsDraft], str]:
            from learningstories.services.kept_results import kept_results  # noqa: PLC0415 - brings NumPy

            with workspace.read() as unit:
                zone = unit.challenge().zone
            return kept_results(workspace), zone

        self._asked.ask(read)

    def _show_drafts(self, found: tuple[list[ResultsDraft], str]) -> None:
        drafts, zone = found
        self._drafts = {str(draft.id): draft for draft in drafts}
        options = [
            (f"{draft.name} · {short_moment(draft.made_at, zone)}", key)
            for key, draft in self._drafts.items()
        ]
        now = [(_("Now"), _NOW)] if self._now is not None else []
        _refill(self.before, options)
        _refill(self.after, [*now, *options])
        self.remove.setEnabled(bool(options))
        self._follow_name()
        self._compare()

    def _compare(self) -> None:
        from learningstories.services import kept_results as kept  # noqa: PLC0415 - brings NumPy along

        before, after = self._snapshot(self.before), self._snapshot(self.after)
        if before is None or after is None:
            self.model.show_changes(())
            self.told.setText(
                _("Keep the results now, and see later what new readings or other rules have changed.")
            )
            return
        self.model.show_changes(kept.changed_places(before, after))
        self.told.setText(kept.summary(before, after))

    def _snapshot(self, field: QComboBox) -> Any:
        key = field.currentData()
        if key == _NOW:
            return self._now
        draft = self._drafts.get(str(key))
        return draft.snapshot if draft is not None else None

    def _keep(self) -> None:
        name, results = self.name.text().strip(), self.feed.results
        if not name or results is None:
            return
        from learningstories.services.kept_results import keep_results  # noqa: PLC0415 - brings NumPy along

        workspace = self.desk.workspace
        self.desk.write(
            _("Keeping the results"),
            lambda _control: keep_results(workspace, results, name),
            lambda _done: self.name.clear(),
        )

    def _remove(self) -> None:
        draft = self._drafts.get(str(self.before.currentData()))
        if draft is None:
            return
        from learningstories.services.kept_results import drop_results  # noqa: PLC0415 - brings NumPy along

        workspace = self.desk.workspace
        self.desk.write(_("Removing kept results"), lambda _control: drop_results(workspace, draft))


class ChangesModel(QAbstractTableModel):
    """One row a story: its rank before and after, how far it moved, its estimates, and what became of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: Sequence[ChangedPlace] = ()
        self._titles = (_("Story"), _("Was"), _("Is"), _("Moved"), _("Estimate"), _("The best"))

    def show_changes(self, changes: "Sequence[ChangedPlace]") -> None:
        """Show these."""
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        change = self._changes[index.row()]
        words, tint = _crossing(str(change.crossing))
        if role == CHIP and index.column() == len(_LOOKS) - 1:
            return (words, tint) if words else None
        if role != _DISPLAY:
            return None
        return (
            f"{change.title} (#{change.number})",
            _rank(change.rank_before),
            _rank(change.rank_after),
            f"{change.moved:+}" if change.moved else "",
            f"{_points(change.score_before)} → {_points(change.score_after)}",
            words,
        )[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


def _crossing(crossing: str) -> tuple[str, Role]:
    return {
        "none": ("", Role.MUTED),
        "entered": (_("Came in"), Role.OK),
        "left": (_("Fell out"), Role.SPARK),
    }[crossing]


def _rank(rank: int | None) -> str:
    return f"{rank}." if rank is not None else "–"  # noqa: RUF001 - no rank


def _points(score: float | None) -> str:
    return f"{score:.2f}" if score is not None else "–"  # noqa: RUF001 - no estimate


def _refill(field: QComboBox, options: Sequence[tuple[str, str]]) -> None:
    """Offer these, and hold on to what was chosen."""
    chosen = field.currentData()
    field.clear()
    for words, key in options:
        field.addItem(words, key)
    field.setCurrentIndex(max(0, field.findData(chosen)))
    field.setEnabled(bool(options))
