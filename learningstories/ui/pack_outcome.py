"""What was written where: a row a pack, with its size and the words that open it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _, listed, numeral, plural
from learningstories.services.pack_order import LARGE_FOR_MAIL, TOO_LARGE_FOR_MAIL, MadePack, MadePacks
from learningstories.services.wording import size_words
from learningstories.ui.pack_phrase_sheet import phrase_advice
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, FILES, STORIES, SIZE, PHRASE = range(5)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LOOKS = (
    ColumnLook(look=Look.TITLE, width=136, least=100),
    ColumnLook(look=Look.TEXT, width=190, stretch=True, least=120),
    ColumnLook(look=Look.MUTED_NUMBER, width=72),
    ColumnLook(look=Look.CHIP, width=190, least=110),
    ColumnLook(look=Look.TEXT, width=300),  # whole, to be read out
)
_MOST_NAMED = 12


class OutcomeModel(QAbstractTableModel):
    """Reviewer, files, how many stories, size, words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.packs: Sequence[MadePack] = ()
        self._titles = (_("Reviewer"), _("Files"), _("Stories"), _("Size"), _("Opens with"))

    def show_packs(self, packs: Sequence[MadePack]) -> None:
        """Show these packs."""
        self.beginResetModel()
        self.packs = packs
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.packs)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        made, column = self.packs[index.row()], index.column()
        if role == _DISPLAY:
            files = files_words(made)
            chip, stories = size_chip(made)[0], numeral(len(made.pack.stories))
            return (made.reviewer.name, files, stories, chip, made.pack.phrase)[column]
        return size_chip(made) if role == CHIP and column == SIZE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class PackOutcome(QWidget):
    """The words are shown here at once; later they can be looked up with the pack."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where = Label("", Text.STRONG, wrap=True)
        self.large = Label("", role=Role.SPARK, wrap=True)
        self.protected = Label("", wrap=True)
        self.model = OutcomeModel(self)
        self.table = Table(_("The packs that were made"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.table.set_compact(compact=True)
        self.copy = Button(_("Copy these words"), icon="copy", small=True)
        self.copy_all = Button(_("Copy all words"), icon="copy", small=True)
        self.copied = Label("", Text.SMALL, Role.MUTED)
        self._arrange()
        self.copy.clicked.connect(self._copy)
        self.copy_all.clicked.connect(self._copy_all)
        self.table.row_changed.connect(lambda _row: self.copied.setText(""))

    def _arrange(self) -> None:
        self._words = QWidget()
        row = QHBoxLayout(self._words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.copy_all)
        row.addWidget(self.copied, 1)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.where, self.large, self.protected):
            column.addWidget(widget)
        column.addWidget(card, 1)
        column.addWidget(self._words)

    def show_made(self, made: MadePacks, folder: Path) -> None:
        """Show what was made."""
        files = sum(len(each.files) for each in made.packs)
        told = plural("{n} file is in {folder}", "{n} files are in {folder}", files)
        self.where.setText(told.format(n=numeral(files), folder=folder))
        self.model.show_packs(made.packs)
        self.table.choose_row(0)
        large = large_words(made)
        self.large.setText(large)
        self.large.setVisible(bool(large))
        words = any(each.pack.protected for each in made.packs)
        advice = _("They can be looked up later at the reviewer's pack.")
        self.protected.setText(f"{phrase_advice()} {advice}")
        for widget in (self.protected, self._words):
            widget.setVisible(words)
        self.copy_all.setVisible(len(made.packs) > 1)
        self.table.setColumnHidden(PHRASE, not words)
        self.table.set_columns(_LOOKS)

    def _copy(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.packs):
            made = self.model.packs[row]
            QGuiApplication.clipboard().setText(made.pack.phrase)
            self.copied.setText(_("Copied: the words for {name}").format(name=made.reviewer.name))

    def _copy_all(self) -> None:
        lines = [f"{made.reviewer.name}: {made.pack.phrase}" for made in self.model.packs]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.setText(_("Copied: all words, with whose they are"))


def files_words(made: MadePack) -> str:
    """Their name once, and what each of them ends in."""
    files = made.files
    endings = listed(path.suffix for path in files)
    return f"{files[0].stem} ({endings})" if len(files) > 1 else files[0].name


def size_chip(made: MadePack) -> tuple[str, Role]:
    """How large what is to be sent is, and whether a mail carries it."""
    size = size_words(made.mailed)
    if made.mailed > TOO_LARGE_FOR_MAIL:
        return _("{size}, not by mail").format(size=size), Role.BAD
    if made.mailed > LARGE_FOR_MAIL:
        return _("{size}, large for mail").format(size=size), Role.SPARK
    return size, Role.TEXT


def large_words(made: MadePacks) -> str:
    """What is to be said of packs that mails carry badly; "" where there is nothing."""
    too_large = made.larger_than(TOO_LARGE_FOR_MAIL)
    large = [each for each in made.larger_than(LARGE_FOR_MAIL) if each not in too_large]
    parts = []
    if large:
        told = _("Over 8 MB, which some mailboxes refuse: {names}.")
        parts.append(told.format(names=_names(large)))
    if too_large:
        told = _("Over 20 MB, too much for a mail: {names}. Hand them over on a stick or a shared folder.")
        parts.append(told.format(names=_names(too_large)))
    return " ".join(parts)


def _names(packs: Sequence[MadePack]) -> str:
    named = listed(made.reviewer.name for made in packs[:_MOST_NAMED])
    more = len(packs) - _MOST_NAMED
    return named + (_(" and {n} more").format(n=more) if more > 0 else "")
