"""The stories of blind packs, and the replacements of one of them, as table rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _, plural
from learningstories.services.blind_draft import BlindDraft, Entry, part_words
from learningstories.services.blinding import BlindLook
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
STORY_LOOKS = (
    ColumnLook(look=Look.TEXT, width=150, stretch=True, least=90),
    ColumnLook(look=Look.CHIP, width=124, least=110),
)
ENTRY_LOOKS = (
    ColumnLook(look=Look.CHECK, width=40, least=40),
    ColumnLook(look=Look.TEXT, width=120, stretch=True, least=80),
    ColumnLook(look=Look.TEXT, width=100, least=80),
    ColumnLook(look=Look.MUTED, width=260, stretch=True, least=120),
    ColumnLook(look=Look.CHIP, width=160, least=90),
)
_TICK, _WAS, _BECOMES, _WHERE, _KIND = range(5)


class BlindStories(QAbstractTableModel):
    """A row a story, with whether somebody has looked at it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looks: Sequence[BlindLook] = ()
        self._titles = (_("Story"), "")

    def show_looks(self, looks: Sequence[BlindLook]) -> None:
        """Show these; where they are the same stories, nothing moves."""
        same = [look.story.id for look in looks] == [look.story.id for look in self.looks]
        if same and looks:
            self.looks = looks
            self.dataChanged.emit(self.index(0, 0), self.index(len(looks) - 1, len(STORY_LOOKS) - 1))
            return
        self.beginResetModel()
        self.looks = looks
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.looks)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(STORY_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        look = self.looks[index.row()]
        if role == _DISPLAY:
            return (f"#{look.story.number} {look.story.title}", look_chip(look)[0])[index.column()]
        return look_chip(look) if role == CHIP and index.column() == 1 else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class BlindEntries(QAbstractTableModel):
    """A row a replacement."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: BlindDraft | None = None
        self._titles = ("", _("Words"), _("Become"), _("Where"), _("Found as"))

    def show_draft(self, draft: BlindDraft) -> None:
        """Show the replacements of a story."""
        self.beginResetModel()
        self._draft = draft
        self.endResetModel()

    def tell(self) -> None:
        """A replacement was made or no longer."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(ENTRY_LOOKS) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._draft is None else len(self._draft.entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(ENTRY_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if self._draft is None:
            return None
        entry, column = self._draft.entries[index.row()], index.column()
        if role == _DISPLAY:
            return self._words(index.row(), entry)[column]
        if role == _CHECK and column == _TICK:
            return Qt.CheckState.Checked if entry.on else Qt.CheckState.Unchecked
        return _entry_chip(entry) if role == CHIP and column == _KIND else None

    def _words(self, row: int, entry: Entry) -> tuple[str, ...]:
        if self._draft is None:
            return ("",) * len(ENTRY_LOOKS)
        before, after = self._draft.around(row)
        where = f"{part_words(entry.cut.part)}: …{before}[{entry.cut.was}]{after}…"
        return ("", entry.cut.was, entry.cut.becomes, " ".join(where.split()), _entry_chip(entry)[0])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


def look_chip(look: BlindLook) -> tuple[str, Role]:
    """Whether somebody has looked at a story, as word and colour."""
    if look.decided is not None:
        return _("Approved"), Role.OK
    count = len(look.proposals)
    if not count:
        return _("Nothing found"), Role.TEXT
    return plural("{n} to look at", "{n} to look at", count).format(n=count), Role.SPARK


def _entry_chip(entry: Entry) -> tuple[str, Role]:
    if entry.is_by_hand:
        return _("By hand"), Role.ACCENT
    kinds = {
        "author": _("Author's name"),
        "e-mail": _("E-mail"),
        "link": _("Link"),
        "phone": _("Phone number"),
        "handle": _("Name on the web"),
    }
    return (kinds[entry.kind], Role.TEXT) if entry.sure else (_("A name, or a word?"), Role.SPARK)
