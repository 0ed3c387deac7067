"""What the guided tour shows: a page each, the thing on it that is pointed at, and a few sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.ui.shell import (
    OVERVIEW,
    RESULTS,
    REVIEWERS,
    SHORTLIST,
    SHOWCASE,
    STORIES,
    Shell,
)

Target = Callable[[Shell, QWidget], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """`target` finds what is pointed at on the page; what is not there is told of all the same."""

    page: str
    title: str
    words: str
    target: Target


def tour_steps() -> list[TourStep]:
    """In their order."""
    return [*_first(), *_readers(), *_last()]


def _first() -> list[TourStep]:
    return [
        TourStep(
            page=OVERVIEW,
            title=_("From top to bottom"),
            words=_(
                "These pages follow a challenge as it goes: stories come in, people read them, "
                "the best are chosen and told. Below you see when it closes, and that all is saved."
            ),
            target=lambda shell, _page: shell.sidebar,
        ),
        TourStep(
            page=OVERVIEW,
            title=_("What needs you"),
            words=_(
                "The overview says where the challenge stands and what waits for you. "
                "The button in each row does it."
            ),
            target=lambda _shell, page: getattr(page, "needs", None),
        ),
        TourStep(
            page=STORIES,
            title=_("Add stories"),
            words=_(
                "Drop mails, Word files or a form's answers anywhere in the window. You see what was "
                "understood before anything is stored. Each story knows whether it came in time."
            ),
            target=lambda _shell, page: getattr(page, "add_button", None),
        ),
    ]


def _readers() -> list[TourStep]:
    return [
        TourStep(
            page=REVIEWERS,
            title=_("People who read"),
            words=_(
                "Share stories out evenly, then make packs: files that reviewers read at home, without "
                "an account or a network. What they send back adds up by itself."
            ),
            target=lambda _shell, page: getattr(page, "pack_button", None),
        ),
        TourStep(
            page=RESULTS,
            title=_("How sure it is"),
            words=_(
                "Strict and generous readers are evened out. Each bar shows where a story most likely "
                "stands; where bars overlap, nobody can tell yet."
            ),
            target=lambda _shell, page: getattr(page, "stack", None),
        ),
    ]


def _last() -> list[TourStep]:
    return [
        TourStep(
            page=SHORTLIST,
            title=_("What fits the evening"),
            words=_(
                "A proposal keeps to your rules and your time, and every story that is not in it says why. "
                "Drag stories to put them in order."
            ),
            target=lambda _shell, page: getattr(page, "card", None),
        ),
        TourStep(
            page=SHOWCASE,
            title=_("The book, and everything else"),
            words=_(
                "The showcase book is seen here as it will print, with talk cards, the host's script, web "
                "pages and more. Only what authors agreed to is in them."
            ),
            target=lambda _shell, page: getattr(page, "list", None),
        ),
        TourStep(
            page=OVERVIEW,
            title=_("Nothing can go wrong"),
            words=_(
                "Undo takes back any step, even tomorrow. Ctrl+K finds everything by a few letters, "
                "and F1 is help on what you see. Now look round."
            ),
            target=lambda shell, _page: shell.menuBar(),
        ),
    ]
