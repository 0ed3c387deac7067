"""One window on one challenge: its pages, its menus, and what keeps them fresh."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.errors import ExpectedError, ServerGone
from learningstories.i18n import _, numeral
from learningstories.services.changes import ChangeSet
from learningstories.services.opened_kind import ENDING, PACK_ENDING
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.story_query import ChallengeLine
from learningstories.services.toolbox import Toolbox
from learningstories.ui.arrivals import Arrivals
from learningstories.ui.challenge_menus import add_menus
from learningstories.ui.command_menu import Commands
from learningstories.ui.connection_watch import ConnectionWatch
from learningstories.ui.consent_watch import ConsentWatch
from learningstories.ui.desk import Desk
from learningstories.ui.following import Following
from learningstories.ui.fonts import register_fallback_fonts
from learningstories.ui.page_stack import PageFactory
from learningstories.ui.responsiveness import keep_what_is_loaded, load_ahead
from learningstories.ui.shell import (
    OVERVIEW,
    PROMISES,
    RESULTS,
    REVIEWERS,
    SHORTLIST,
    SHOWCASE,
    STORIES,
    Shell,
)
from learningstories.ui.straight_ways import StraightWays
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme
from learningstories.ui.tokens import Role
from learningstories.ui.waits_to_close import WaitsToClose
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.window_sheets import WindowSheets

MINUTE_MS = 60_000
AHEAD_MS = 1_000  # between two pages that are made before anybody goes to them
WARM_UP_MS = 500  # by then the page has what it asked for
READING = "reading"
_PAGES = {
    OVERVIEW: ("overview_page", "OverviewPage"),
    STORIES: ("stories_page", "StoriesPage"),
    REVIEWERS: ("reviewers_page", "ReviewersPage"),
    RESULTS: ("results_page", "ResultsPage"),
    SHORTLIST: ("shortlist_page", "ShortlistPage"),
    SHOWCASE: ("showcase_page", "ShowcasePage"),
    PROMISES: ("promises_page", "PromisesPage"),
    READING: ("reading_page", "ReadingPage"),
}
_AHEAD = (
    *(module for module, _name in _PAGES.values()),
    "add_sheet",
    "call_sheet",
    "history_sheet",
    "story_edit_sheet",
)


class ChallengeWindow(QObject):
    """Puts a desk, a shell and the pages together. `new_wanted` and the like go to the application."""

    new_wanted = Signal()
    open_wanted = Signal()
    pack_wanted = Signal()
    file_wanted = Signal(object)
    closed = Signal(object)

    def __init__(
        self, challenge: OpenChallenge, toolbox: Toolbox, theme: Theme, settings: QSettings, shell: Shell
    ) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.desk = Desk(challenge, toolbox, tasks=self.tasks, theme=theme, settings=settings, parent=self)
        self.shell = shell
        self.shell.pages.offer(self._factories())
        self.shell.progress.follow(self.tasks)
        self.leaving = WaitsToClose(self.shell, self.desk)
        self.sheets = WindowSheets(self.desk, self.shell)
        self.straight = StraightWays(self.desk, self.shell)
        self.arrivals = Arrivals(self.desk, self.shell, self.sheets)
        self.commands = Commands(self.desk, self.shell)
        self.consents = ConsentWatch(self.desk)
        self._look_round = Following(self.desk, self)
        self.connection = ConnectionWatch(self.desk, shell, self._look_round)
        self._menus()
        self._listen()
        self._show_line(challenge.lists.challenge())
        self._minute = self._timer(MINUTE_MS, self._show_closing)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._make_ahead)

    def show(self, page: str = "") -> None:
        """Show the window: its frame at once, then the page that was open last, or `page`, and its list."""
        if page:
            self.shell.go(page)
        if self.shell.was_painted:
            QTimer.singleShot(0, self, self._after_first_paint)
        else:
            self.shell.painted.connect(self._after_first_paint)
        self.shell.show()

    def close(self) -> None:
        """Let go of the file; what is being written is finished or taken back first."""
        self._minute.stop()
        self._look_round.stop()
        self._ahead.stop()
        self.arrivals.close()
        self.sheets.leave()
        for name in self.shell.pages.made():
            leave = getattr(self.shell.pages.page(name), "leave", None)
            if leave is not None:
                leave()
        self.tasks.close()
        self.desk.challenge.close()
        self.closed.emit(self)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Open challenges and packs that are among the files, and offer the others as stories.

        Among returns a pack is told for what it is.
        """
        endings = (ENDING,) if self.sheets.is_taking_in() else (ENDING, PACK_ENDING)
        opened = [path for path in paths if path.suffix.lower() in endings]
        for path in opened:
            self.file_wanted.emit(path)
        others = [path for path in paths if path not in opened]
        if others:
            self._go("add", others)

    # --- putting it together -------------------------------------------------------------------------

    def _factories(self) -> dict[str, PageFactory]:
        return {page: partial(_page, module, name, self.desk) for page, (module, name) in _PAGES.items()}

    def _menus(self) -> None:
        add_menus(self)
        self.shell.registry.on_undo(
            lambda: self.desk.write("", lambda _c: self.desk.workspace.undo(), self._undone),
            lambda: self.desk.write("", lambda _c: self.desk.workspace.redo(), self._redone),
        )

    def _listen(self) -> None:
        self.desk.go.connect(self._go)
        self.desk.said.connect(self._say)
        self.desk.failed.connect(lambda sentence: self.shell.tell_above(sentence, Role.BAD))
        self.desk.news.committed.connect(self._follow)
        self.desk.backed_up_changed.connect(self._show_closing)
        self.tasks.failed.connect(self._tell_failed)
        self.shell.files_dropped.connect(self.add_files)
        self.shell.page_shown.connect(lambda name: self.shell.show_sidebar(visible=name != READING))
        self.shell.closed.connect(self.close)

    def _timer(self, every: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(do)
        timer.start(every)
        return timer

    # --- what happens ------------------------------------------------------------------------------------

    def _after_first_paint(self) -> None:
        if not self._minute.isActive():  # it was closed at once
            return
        if not self.shell.pages.name():
            self.shell.start()
        self._show_closing()
        QTimer.singleShot(WARM_UP_MS, self, self._warm_up)

    def _warm_up(self) -> None:
        """Load what is slow and was not needed yet: the fonts of rarer scripts, SQLAlchemy, the pages."""
        if not self._minute.isActive():
            return
        register_fallback_fonts()
        self.shell.draw_again()
        self._show_steps()
        self.desk.read(lambda _c: load_ahead(_AHEAD), self._loaded)

    def _loaded(self, _none: None) -> None:
        keep_what_is_loaded()
        self.shell.ready_to_tell()
        self.arrivals.start()
        self._ahead.start(AHEAD_MS)

    def _make_ahead(self) -> None:
        """Make one more page while nobody waits, so that it is there at once when it is gone to."""
        if not self.tasks.is_idle() or self.shell.pages.make_next():
            self._ahead.start(AHEAD_MS)

    def _go(self, page: str, argument: object) -> None:
        if page == "add":
            given = argument if isinstance(argument, list) else []
            (self.arrivals.bring if given else self.arrivals.offer)(given)
            return
        if page == "watch":
            self.arrivals.watch()
            return
        if page == "commands":
            self.commands.open(argument if isinstance(argument, str) else "")
            return
        if self._open_sheet(page, argument if isinstance(argument, list) else []):
            return
        shown = self.shell.go(page)
        show = getattr(shown, "show_argument", None)
        if argument is not None and show is not None:
            show(argument)

    def _open_sheet(self, name: str, given: list[Any]) -> bool:
        """Open a sheet by its name with what it is about; whether there is one of that name."""
        sheets: dict[str, Callable[[], object]] = {
            "change": self.sheets.change,
            "call": self.sheets.call,
            "present": self.sheets.present,
            "assign": self.sheets.assign,
            "returns": lambda: self.sheets.returns(*given),
            "conflicts": self.sheets.conflicts,
            "paper": self.sheets.paper,
            "mailed": self.sheets.mailed,
            "packs": lambda: self.sheets.make_packs(given),
            "remind": lambda: self.sheets.remind(given),
            "merge": lambda: self.arrivals.take_in(given),
        }
        straight = self.straight.ways().get(name)
        found = sheets.get(name) or (partial(straight, given) if straight is not None else None)
        if found is not None:
            found()
        return found is not None

    def _follow(self, _changes: ChangeSet) -> None:
        self._show_challenge()
        self._show_closing()
        self._show_steps()

    def _show_challenge(self) -> None:
        self._look_at(self._show_line)

    def _look_at(self, show: Callable[[ChallengeLine], object]) -> None:
        """A file is there at once; the window waits for no server."""
        lists = self.desk.lists
        if self.desk.challenge.address is None:
            show(lists.challenge())
        else:
            self.tasks.read("", lambda _c: lists.challenge(), show, self._look_round.fail)

    def _show_line(self, line: ChallengeLine) -> None:
        self.shell.set_challenge(line.title, line.community)
        self.shell.set_count(STORIES, numeral(line.stories) if line.stories else "")
        self.shell.set_count(REVIEWERS, numeral(line.reviewers) if line.reviewers else "")
        self.shell.set_count(SHORTLIST, numeral(line.chosen) if line.chosen else "")

    def _show_closing(self) -> None:
        self._look_at(self._show_foot)

    def _show_foot(self, line: ChallengeLine) -> None:
        from learningstories.services.backup_words import saved_words  # noqa: PLC0415 - not for the first paint
        from learningstories.services.wording import closing_words  # noqa: PLC0415

        now, address = self.desk.toolbox.clock(), self.desk.challenge.address
        closing = closing_words(line.closes_at, line.closes_at - now, line.zone)
        saved = saved_words(self.desk.backed_up, now)
        if address is not None:
            saved = _("Saved on {server}, as {name}").format(
                server=address.host, name=self.desk.workspace.who
            )
        self.shell.set_foot(closing, saved)

    def _show_steps(self) -> None:
        workspace = self.desk.workspace

        def read(_control: Control) -> tuple[str | None, str | None]:
            return workspace.undo_label(), workspace.redo_label()

        self.desk.read(read, lambda steps: self.shell.registry.show_steps(*steps))

    def _tell_failed(self, error: Exception) -> None:
        (self._look_round.fail if isinstance(error, ServerGone) else self.desk.tell)(error)

    def _say(self, sentence: str, undoable: bool) -> None:  # noqa: FBT001 - a signal's argument
        if undoable:
            self.shell.tell(sentence, Role.OK, _("Undo"), self.shell.registry["undo"].trigger)
        else:
            self.shell.tell(sentence, Role.OK)

    def _undone(self, label: str) -> None:
        redo = self.shell.registry["redo"].trigger
        self.shell.tell(_("Taken back: {step}").format(step=label), Role.ACCENT, _("Redo"), redo)

    def _redone(self, label: str) -> None:
        self.shell.tell(_("Done again: {step}").format(step=label), Role.ACCENT)


def _page(module: str, name: str, desk: Desk) -> QWidget:
    """A page whose module is loaded when the page is first shown, or why it cannot be shown."""
    from importlib import import_module  # noqa: PLC0415

    try:
        page: QWidget = getattr(import_module(f"learningstories.ui.{module}"), name)(desk)
    except ExpectedError as error:
        from learningstories.services.sentences import advice  # noqa: PLC0415 - not for the first paint

        return EmptyState("triangle-alert", _("This page cannot be shown"), advice(error))
    return page
