"""The states of the window that screenshots.py takes pictures of, each with how to get there."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from _controls import board
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.services.tour import whole_job
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import READING, ChallengeWindow
from learningstories.ui.help_window import HelpWindow
from learningstories.ui.presenter import Presenter
from learningstories.ui.presenter_notes import NotesWindow
from learningstories.ui.shell import OVERVIEW, RESULTS, REVIEWERS, SHORTLIST, SHOWCASE, STORIES
from learningstories.ui.tokens import Role
from learningstories.ui.tour import PAGES, settle
from learningstories.ui.widgets.sheet import Sheet

MANY = 2_000
_SLIDES = 4
_SHEETS = ("change", "call", "assign", "make_packs", "take_in", "returns", "remind", "history", "about")
_ADDED = "the-whistle-and-the-list.md"
_STORY = (
    "---\ntitle: The whistle and the list\nauthor: Marta Sol\nemail: marta@example.org\n---\n\n"
    + "We learned the list by heart, and the whistle taught us when to forget it. " * 20
)
Pictures = Iterator[tuple[str, QWidget]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The challenges that are shown."""

    full: Path
    empty: Path
    many: Path
    story: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a state begins with."""

    windows: Windows
    files: Files
    size: QSize

    def open(self, path: Path) -> ChallengeWindow:
        """A challenge's window, when it has what it asked for."""
        window = self.windows.open(path)
        if window is None:
            raise FileNotFoundError(path)
        window.shell.resize(self.size)
        settle(window.tasks.is_idle)
        return window


def made_files(folder: Path, tools: Toolbox, states: Sequence[str]) -> Files:
    """Make the challenges: one that is finished, one without anything in it, one with very much."""
    from learningstories.main import main  # noqa: PLC0415 - it joins everything

    done = whole_job(tools, folder / "full", Control())
    story = folder / _ADDED
    story.write_text(_STORY, "utf-8")
    with redirect_stdout(StringIO()):
        for name in ("empty", "many"):
            dates = ["--closes", "2013-03-21 23:59", "--zone", "Europe/London"]
            main(["new", str(folder / f"{name}.stories"), "--title", "Learning Stories 2013", *dates])
        if "many" in states:
            main(["add", str(folder / "many.stories"), str(_table(folder / "answers.csv"))])
    return Files(full=done.file, empty=folder / "empty.stories", many=folder / "many.stories", story=story)


def _table(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Title", "Name", "E-mail", "Your story"])
        for number in range(MANY):
            text = f"On day {number} of learning I was wrong in a new way, number {number * 7}. " * 9
            who = (f"Author {number}", f"a{number}@example.org")
            rows.writerow([f"What day {number} taught me", *who, text])
    return path


def _start(seen: Seen) -> Pictures:
    seen.windows.start_if_empty()
    start = seen.windows.start
    if start is not None:
        start.resize(seen.size)
        settle(lambda: True)
        yield "window", start


def _pages(window: ChallengeWindow) -> Pictures:
    for page in PAGES:
        window.desk.go.emit(page, _reader(window) if page == READING else None)
        settle(window.tasks.is_idle)
        yield page, window.shell


def _reader(window: ChallengeWindow) -> str | None:
    with window.desk.workspace.read() as unit:
        return min((reviewer.email for reviewer in unit.reviewers.all()), default=None)


def _full(seen: Seen) -> Pictures:
    yield from _pages(seen.open(seen.files.full))


def _empty(seen: Seen) -> Pictures:
    window = seen.open(seen.files.empty)
    for page in PAGES:
        if page != READING:
            window.desk.go.emit(page, None)
            settle(window.tasks.is_idle)
            yield page, window.shell


def _many(seen: Seen) -> Pictures:
    window = seen.open(seen.files.many)
    for page in (OVERVIEW, STORIES):
        window.desk.go.emit(page, None)
        settle(window.tasks.is_idle)
        yield page, window.shell


def _sheets(seen: Seen) -> Pictures:
    window = seen.open(seen.files.full)
    openers: Mapping[str, Callable[[], object]] = {
        **{name: getattr(window.sheets, name) for name in _SHEETS},
        "add": lambda: window.add_files([seen.files.story]),
        "preferences": lambda: seen.windows.preferring.show(over=window.shell),
        "problem": window.shell.registry["problem"].trigger,
        "shortcuts": window.shell.registry["shortcuts"].trigger,
    }
    for name, show in openers.items():
        show()
        settle(window.tasks.is_idle)
        yield name, window.shell
        for sheet in window.shell.findChildren(Sheet):
            if sheet.isVisible():
                sheet.reject()


def _said(seen: Seen) -> Pictures:
    """What is told, and what lies over a page."""
    window = seen.open(seen.files.full)
    window.desk.go.emit(STORIES, None)
    window.shell.tell_above("“story.docx” cannot be read. Ask its author to save it as PDF.", Role.BAD)
    window.desk.said.emit("5 stories are added", True)
    settle(window.tasks.is_idle)
    yield "error", window.shell
    window.shell.registry["tour"].trigger()
    settle(window.tasks.is_idle)
    yield "tour", window.shell
    window.desk.go.emit(STORIES, None)
    window.desk.go.emit("commands", "sto")
    settle(window.tasks.is_idle)
    yield "command-box", window.shell
    book = HelpWindow(window.desk.settings)
    book.resize(seen.size)
    book.go("deadlines#decide-about-late-stories", ["late"])
    book.show()
    settle(lambda: True)
    yield "help", book
    book.close()


def _loading(seen: Seen) -> Pictures:
    """What is there before what was asked for is."""
    window = seen.windows.open(seen.files.full)
    if window is None:
        return
    window.shell.resize(seen.size)
    yield "opening", window.shell
    settle(window.tasks.is_idle)
    for page in (STORIES, REVIEWERS, RESULTS, SHORTLIST, SHOWCASE):
        window.desk.go.emit(page, None)
        yield page, window.shell
        settle(window.tasks.is_idle)
    window.add_files([seen.files.story])
    yield "adding", window.shell
    settle(window.tasks.is_idle)


def _evening(seen: Seen) -> Pictures:
    """The big screen, slide by slide, and what the host sees."""
    window = seen.open(seen.files.full)
    presenter = Presenter(window.desk, window.shell)
    presenter.start()
    settle(window.tasks.is_idle)
    session, stage = presenter.session, presenter.stage
    if session is None or stage is None:
        return
    stage.resize(seen.size)
    notes = NotesWindow(session)
    notes.resize(seen.size)
    notes.show()
    for place in range(_SLIDES):
        settle(window.tasks.is_idle)
        yield f"slide-{place}", stage
        yield f"notes-{place}", notes
        session.on()
    notes.close()
    presenter.leave()


def _controls(seen: Seen) -> Pictures:
    """Every kind of control: under the pointer, pressed, with the keyboard, chosen, not to be used."""
    seen.windows.start_if_empty()  # dresses the application
    yield "states", board(seen.size)


STATES: Mapping[str, Callable[[Seen], Pictures]] = {
    "start": _start,
    "full": _full,
    "empty": _empty,
    "many": _many,
    "sheets": _sheets,
    "said": _said,
    "controls": _controls,
    "loading": _loading,
    "evening": _evening,
}
