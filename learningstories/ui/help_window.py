"""The window of help: contents and search at its side, the page beside them."""

from PySide6.QtCore import QModelIndex, QSettings, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from learningstories.i18n import _, language, plural
from learningstories.services.help_book import CONTENTS, HelpBook, search_words
from learningstories.ui.fonts import ui_font
from learningstories.ui.help_text import HelpText
from learningstories.ui.measures import widened
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.search_field import SearchField

HELP_PX = "help/letters"
_USUAL, _LEAST, _MOST = 15, 11, 30
_SIDE = 280
_PLACE = Qt.ItemDataRole.UserRole


class HelpWindow(QWidget):
    """`show_place` opens it at "page#heading"; it remembers the size of its letters."""

    def __init__(self, settings: QSettings, book: HelpBook | None = None) -> None:
        super().__init__()
        self._settings = settings
        self.book = book or HelpBook(language())
        self._past: list[str] = []
        self._at = -1
        self._px = _kept_size(settings)
        self.setWindowTitle(_("Help · Learning Stories"))
        self.resize(1080, 780)
        self.search = SearchField(_("Search the help…"), "Ctrl+F")
        self.search.setMaximumWidth(16_777_215)
        self.found = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.list = QListWidget()
        self.text = HelpText(self.book.picture, self._px)
        self.other_language = Label(_("This page is in English."), Text.SMALL, Role.MUTED, wrap=True)
        self._arrange()
        self._listen()
        self._show_contents()

    def show_place(self, place: str) -> None:
        """Show a page from a heading on, and bring the window up."""
        self.go(place)
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def go(self, place: str, words: list[str] | None = None) -> None:
        """Show a page, from which Back leads to the one before."""
        if self._at < 0 or self._past[self._at] != place:
            self._past = [*self._past[: self._at + 1], place]
            self._at = len(self._past) - 1
        self._show(place, words)

    def place(self) -> str:
        """What is shown."""
        return self._past[self._at] if self._past else ""

    # --- putting it together -------------------------------------------------------------------------

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(Divider(vertical=True))
        row.addWidget(self._page(), 1)

    def _side(self) -> QWidget:
        side = _ground("side")
        side.setFixedWidth(widened(_SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 16, 14, 14)
        column.addWidget(self.search)
        column.addWidget(self.found)
        self.list.setAccessibleName(_("Pages of the help"))
        self.list.setWordWrap(True)
        self.list.setFont(ui_font())
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.list, 1)
        return side

    def _page(self) -> QWidget:
        page = _ground("canvas")
        self.back = Button(kind=Kind.QUIET, icon="chevron-left", name=_("Back"))
        self.forward = Button(kind=Kind.QUIET, icon="chevron-right", name=_("Forward"))
        self.contents = Button(_("Contents"), Kind.QUIET, "list-ordered")
        self.smaller = Button(kind=Kind.QUIET, icon="zoom-out", name=_("Smaller letters"))
        self.larger = Button(kind=Kind.QUIET, icon="zoom-in", name=_("Larger letters"))
        bar = QHBoxLayout()
        for button in (self.back, self.forward, self.contents):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.smaller)
        bar.addWidget(self.larger)
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 12, 12, 12)
        column.addLayout(bar)
        column.addWidget(self.other_language)
        column.addWidget(self.text, 1)
        return page

    def _listen(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self.text.place_wanted.connect(self.go)
        self.back.clicked.connect(lambda: self._step(-1))
        self.forward.clicked.connect(lambda: self._step(1))
        self.contents.clicked.connect(lambda: self.go(CONTENTS))
        self.smaller.clicked.connect(lambda: self._size(self._px - 1))
        self.larger.clicked.connect(lambda: self._size(self._px + 1))
        keys = QKeySequence.StandardKey
        QShortcut(keys.Back, self, lambda: self._step(-1))
        QShortcut(keys.Forward, self, lambda: self._step(1))
        QShortcut(keys.ZoomIn, self, self.larger.click)
        QShortcut(keys.ZoomOut, self, self.smaller.click)
        QShortcut(QKeySequence("Ctrl+0"), self, lambda: self._size(_USUAL))
        QShortcut(keys.Close, self, self.close)
        QShortcut(QKeySequence("Esc"), self, self._escape)

    # --- what happens ------------------------------------------------------------------------------------

    def _show(self, place: str, words: list[str] | None = None) -> None:
        name, _hash, anchor = place.partition("#")
        page = self.book.page(name)
        self.text.show_page(page, anchor, words)
        self.other_language.setVisible(page.language != language())
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._past) - 1)
        if not self.search.text().strip():
            for row in range(self.list.count()):
                if self.list.item(row).data(_PLACE) == page.name:
                    self.list.setCurrentRow(row)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._past):
            self._at += by
            self._show(self.place())

    def _size(self, px: int) -> None:
        self._px = min(max(px, _LEAST), _MOST)
        self._settings.setValue(HELP_PX, self._px)
        self.text.set_px(self._px)

    def _search(self, typed: str) -> None:
        if not search_words(typed):
            self._show_contents()
            return
        hits = self.book.search(typed)
        self.list.clear()
        for hit in hits:
            self._add(f"{hit.title}\n{hit.excerpt}", hit.place)
        told = plural("{n} place", "{n} places", len(hits)).format(n=len(hits))
        self.found.setText(told if hits else _("Nothing in the help has all these words."))
        self.found.show()

    def _show_contents(self) -> None:
        self.list.clear()
        self.found.hide()
        for name in self.book.names:
            self._add(self.book.page(name).title, name)
        self.list.setCurrentIndex(QModelIndex())

    def _add(self, words: str, place: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_PLACE, place)

    def _open(self, item: QListWidgetItem) -> None:
        self.go(str(item.data(_PLACE)), search_words(self.search.text()))

    def _open_first(self) -> None:
        if self.list.count():
            self.list.setCurrentRow(0)
            self._open(self.list.item(0))

    def _escape(self) -> None:
        """First out of the search, then out of the window."""
        self.search.clear() if self.search.text() else self.close()

    def sizeHint(self) -> QSize:
        return QSize(1080, 780)


def _ground(role: str) -> QWidget:
    made = QWidget()
    made.setProperty("role", role)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def _kept_size(settings: QSettings) -> int:
    kept = str(settings.value(HELP_PX) or "")
    return min(max(int(kept), _LEAST), _MOST) if kept.isascii() and kept.isdigit() else _USUAL
