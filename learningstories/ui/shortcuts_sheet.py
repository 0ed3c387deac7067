"""All keys on one page, by menu and page: to search, to copy, to print."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services.command_match import match
from learningstories.ui.shortcut_list import Shortcut, as_text
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.cells import ColumnLook, Look
from learningstories.ui.widgets.search_field import SearchField
from learningstories.ui.widgets.sheet import Sheet
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LOOKS = (
    ColumnLook(look=Look.TITLE, width=260, stretch=True, least=180),
    ColumnLook(look=Look.MUTED, width=150, least=100),
    ColumnLook(width=200, least=120),
)
_SIZE = (760, 720)


class ShortcutModel(QAbstractTableModel):
    """What is done, where, and by which keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str, str]] = []

    def show_rows(self, shortcuts: Sequence[Shortcut]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = [(each.words, each.group, each.keys) for each in shortcuts]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row each."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, where, keys."""
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The words of a cell."""
        return self._rows[index.row()][index.column()] if index.isValid() and role == _DISPLAY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """What the columns are."""
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return (_("What it does"), _("Where"), _("Keys"))[section]
        return None


class ShortcutsSheet(Sheet):
    """Typing narrows the list to what has the letters in its words or is done by these keys."""

    def __init__(self, over: QWidget, shortcuts: Sequence[Shortcut]) -> None:
        told = _("The keys of every menu entry, and those that a page has for itself.")
        super().__init__(over, _("Keyboard shortcuts"), told, _SIZE)
        self._all = list(shortcuts)
        self._shown = self._all
        self.search = SearchField(_("Search words or keys…"), "Ctrl+F")
        self.search.setMaximumWidth(16_777_215)
        self.model = ShortcutModel(self)
        self.table = Table(_("Keyboard shortcuts"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.set_compact(compact=True)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.copy = self.add_button(Button(_("Copy as text"), icon="copy"))
        self.print_button = self.add_button(Button(_("Print…"), icon="printer"))
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.search.textChanged.connect(self._narrow)
        self.copy.clicked.connect(self._copy)
        self.print_button.clicked.connect(self._print)
        close.clicked.connect(self.accept)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip()
        self._shown = [each for each in self._all if not wanted or _has(each, wanted)]
        self.model.show_rows(self._shown)
        self.table.set_note("" if self._shown else _("Nothing has these letters."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._shown))
        self.foot_note.setText(_("Copied."))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - seldom wanted

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print the keyboard shortcuts"))
        if dialog.exec():
            _document(self._shown).print_(printer)
        dialog.deleteLater()


def _has(shortcut: Shortcut, wanted: str) -> bool:
    words = f"{shortcut.words} {shortcut.group}"
    return wanted.casefold() in shortcut.keys.casefold() or match(wanted, words) is not None


def _document(shortcuts: list[Shortcut]) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText(as_text(shortcuts))
    return document
