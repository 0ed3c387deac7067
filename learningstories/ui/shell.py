"""The window's frame: sidebar, pages, menus, messages, progress. It knows nothing of what the pages do."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.actions import Actions, Menu
from learningstories.ui.file_drop import local_files
from learningstories.ui.first_size import open_at
from learningstories.ui.page_stack import PageFactory, PageStack
from learningstories.ui.sidebar import NavEntry, Sidebar
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.ui.progress_strip import ProgressStrip
    from learningstories.ui.widgets.notice import Notice, Toasts

_GEOMETRY, _PAGE = "window/geometry", "window/page"
OVERVIEW, STORIES, REVIEWERS = "overview", "stories", "reviewers"
RESULTS, SHORTLIST, SHOWCASE = "results", "shortlist", "showcase"
PROMISES = "promises"


def standard_entries() -> list[NavEntry]:
    """The pages that the sidebar leads to."""
    return [
        NavEntry(name=OVERVIEW, words=_("Overview"), icon="compass"),
        NavEntry(name=STORIES, words=_("Stories"), icon="book-open"),
        NavEntry(name=REVIEWERS, words=_("Reviewers"), icon="users"),
        NavEntry(name=RESULTS, words=_("Results"), icon="chart-no-axes-column"),
        NavEntry(name=SHORTLIST, words=_("Shortlist"), icon="list-checks"),
        NavEntry(name=SHOWCASE, words=_("Showcase"), icon="presentation"),
        NavEntry(name=PROMISES, words=_("Promises"), icon="sparkles"),
    ]


class Shell(QMainWindow):
    """Pages come from `factories` and are made when first shown; there may be more than the sidebar names.

    Size and last page are kept in `settings`.
    """

    files_dropped = Signal(list)  # list[Path]
    page_shown = Signal(str)
    painted = Signal()  # once, right after the first paint
    closed = Signal()

    def __init__(
        self,
        factories: Mapping[str, PageFactory],
        settings: QSettings,
        entries: Sequence[NavEntry] | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self.was_painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        open_at(self, 1440, 900)
        self.registry = Actions(self)
        self.sidebar = Sidebar(standard_entries() if entries is None else entries)
        self.pages = PageStack(factories)
        self._notices = QVBoxLayout()
        self._notices.setContentsMargins(24, 0, 24, 0)
        self._notices.setSpacing(8)
        self.setCentralWidget(self._frame())
        self.sidebar.chosen.connect(self.go)
        self.pages.shown.connect(self._follow_page)
        self._offer_pages()
        geometry = settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def _frame(self) -> QWidget:
        whole = QWidget()
        whole.setProperty("role", "canvas")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addLayout(self._notices)
        self._column.addWidget(self.pages, 1)
        row.addLayout(self._column, 1)
        return whole

    @cached_property
    def progress(self) -> "ProgressStrip":
        """Says what long work is doing."""
        from learningstories.ui.progress_strip import ProgressStrip  # noqa: PLC0415 - not for the first paint

        strip = ProgressStrip()
        self._column.addWidget(strip)
        return strip

    @cached_property
    def toasts(self) -> "Toasts":
        """What is said at the foot of the pages for a while."""
        from learningstories.ui.widgets.notice import Toasts  # noqa: PLC0415 - not for the first paint

        toasts = Toasts(self.pages)
        self.pages.currentChanged.connect(toasts.stay_on_top)
        return toasts

    def ready_to_tell(self) -> None:
        """Make what tells of a step before one is done, while nobody waits."""
        _made = self.toasts

    def _offer_pages(self) -> None:
        """A menu leads to each page, and Ctrl with a number does."""
        for place, entry in enumerate(self.sidebar.entries(), 1):
            keys = f"Ctrl+{place}" if place < 10 else ""  # noqa: PLR2004 - there are so many digits
            go = partial(self.go, entry.name)
            self.registry.add(
                f"page-{entry.name}", entry.words, Menu.VIEW, go, shortcut=keys, icon_name=entry.icon
            )

    def draw_again(self) -> None:
        """Draw everything anew: letters that were missing may have come."""
        from PySide6.QtWidgets import QTextEdit  # noqa: PLC0415 - not for the first paint

        for text in self.findChildren(QTextEdit):
            document = text.document()
            document.markContentsDirty(0, document.characterCount())
        for widget in self.findChildren(QWidget):
            widget.update()

    def set_challenge(self, title: str, community: str = "") -> None:
        """Name the challenge in the sidebar and in the window's title."""
        self.sidebar.title.setText(title)
        self.sidebar.community.setText(community)
        self.sidebar.community.setVisible(bool(community))
        self.setWindowTitle(
            _("{title} · Learning Stories").format(title=title) if title else "Learning Stories"
        )

    def set_count(self, name: str, count: str) -> None:
        """Show a count at a page's entry; "" for none."""
        self.sidebar.item(name).set_count(count)

    def set_foot(self, closing: str, saved: str) -> None:
        """The sidebar's two last lines: "Closes in 4 days 6 h" and "Saved · backed up 17:40"."""
        self.sidebar.closing.say(closing)
        self.sidebar.saved.say(saved)

    def go(self, name: str) -> QWidget:
        """Show a page and return it; raises KeyError for no such page."""
        return self.pages.show_page(name)

    def start(self, otherwise: str = OVERVIEW) -> QWidget:
        """Show the page that was open last, or `otherwise`."""
        last = str(self._settings.value(_PAGE) or "")
        name = last if last in self.sidebar.names() and last in self.pages.names() else otherwise
        if name in self.sidebar.names():
            self.sidebar.item(name).setFocus()
        return self.go(name)

    def _follow_page(self, name: str) -> None:
        self.sidebar.mark(name)
        if name in self.sidebar.names():
            self._settings.setValue(_PAGE, name)
        self.page_shown.emit(name)

    def show_sidebar(self, *, visible: bool) -> None:
        """The reading page has a side of its own."""
        self.sidebar.setVisible(visible)

    def tell(
        self,
        sentence: str,
        role: Role = Role.OK,
        button: str = "",
        action: Callable[[], object] | None = None,
        seconds: int = 10,
    ) -> "Notice":
        """Say what happened at the foot of the page, for a while, with one thing to do about it (Undo)."""
        return self.toasts.show(sentence, role, button, action, seconds)

    def tell_above(
        self,
        sentence: str,
        role: Role = Role.BAD,
        button: str = "",
        action: Callable[[], object] | None = None,
    ) -> "Notice":
        """Say over the pages what stays true until it is closed or acted upon; the same only once."""
        from learningstories.ui.widgets.notice import Notice, forget_same  # noqa: PLC0415 - not for the first paint

        forget_same(self._notices, sentence)
        notice = Notice(sentence, role, button, action)
        self._notices.setContentsMargins(24, 12, 24, 0)
        self._notices.addWidget(notice)
        notice.done.connect(lambda: self._drop_notice(notice))
        return notice

    def _drop_notice(self, notice: "Notice") -> None:
        self._notices.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        if not self._notices.count():
            self._notices.setContentsMargins(24, 0, 24, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window is on the screen, so that what is slow can begin."""
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped anywhere; a filter would look at every event, and showing brings many."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the files on."""
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1, where a sheet keeps it from the menu, and Shift+F10."""
        from learningstories.ui.widgets.menu_key import opened_by_menu_key  # noqa: PLC0415 - as late as may be

        if event.matches(QKeySequence.StandardKey.HelpContents) and "help" in self.registry:
            self.registry["help"].trigger()
        elif not opened_by_menu_key(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was left, if it may be left now."""
        if not self.may_close():
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.closed.emit()
        super().closeEvent(event)
