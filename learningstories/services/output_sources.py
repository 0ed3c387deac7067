"""What each kind of output is made of, so that nothing else makes a saved one out of date."""

from dataclasses import fields
from typing import Any

from learningstories.domain.showcase import Book
from learningstories.i18n import _
from learningstories.services.changes import Kind, merged
from learningstories.services.ports import UnitOfWork

_OF_BOOKS = frozenset({"book", "large-print"})
_PROMISES = _OF_BOOKS | {"script", "cards", "introductions"}
_PLAIN = frozenset({"ics", "xlsx", "csv", "json", "archive"})  # they have no look
_ONLY_BOOK = frozenset({"paper", "bleed", "fours"})
_SHEETS = frozenset({"title", "look"})

_READ = frozenset({Kind.STORY, Kind.READING, Kind.REVIEWER})
_CHOSEN = frozenset({Kind.CHOICE, Kind.LOCK, Kind.PAUSE})
_ALL = frozenset(Kind) - {Kind.SAVED_OUTPUT, Kind.PACK, Kind.RETURN, Kind.RESOLUTION, Kind.FORM}
_SOURCES: dict[str, frozenset[Kind]] = {
    "letters": _READ | _CHOSEN | {Kind.CHALLENGE},
    "account": _READ | _CHOSEN | {Kind.CHALLENGE, Kind.CHOOSING_RULES},
    "xlsx": _READ | _CHOSEN | {Kind.CHALLENGE},
    "csv": _READ | _CHOSEN | {Kind.CHALLENGE},
    "json": _ALL,
    "archive": _ALL,
}


def shows(kind: str) -> tuple[bool, bool]:
    """Whether the kind shows what people will do because of its stories, and because of the evening."""
    return kind in _PROMISES, kind == "cards"


def chosen_look(book: Book, kind: str) -> tuple[Any, ...]:
    """What the organiser chose, wherever it is kept, as far as it concerns the kind."""
    if kind in _PLAIN:
        return ()
    own = book.options.get(kind, {})
    if kind in _OF_BOOKS:
        left = {"id", "options"} | (_ONLY_BOOK if kind != "book" else set())
        return (own, *(getattr(book, each.name) for each in fields(book) if each.name not in left))
    return (own, *(getattr(book, name) for name in sorted(_SHEETS)))


def changed_since(unit: UnitOfWork, step: int, kind: str) -> list[str]:
    """What is otherwise than after that step of history, in words; what was taken back is not."""
    sources = _SOURCES.get(kind, frozenset())
    if not sources or unit.latest() == step:
        return []
    steps = unit.news(step)
    both = merged((), (change for line in steps for change in line.changes.records))
    changed = {change.kind for change in both if change.before != change.after} & sources
    return list(dict.fromkeys(_words(each) for each in Kind if each in changed))


def _words(kind: Kind) -> str:
    """What a kind of record is to a person."""
    named = {
        Kind.STORY: _("stories"),
        Kind.VERSION: _("stories"),
        Kind.ATTACHMENT: _("stories"),
        Kind.REVIEWER: _("reviewers"),
        Kind.READING: _("readings"),
        Kind.CHALLENGE: _("the challenge"),
        Kind.PROMISE: _("promises"),
        Kind.ASSIGNMENT: _("who reads what"),
    }
    return named.get(kind) or _("the shortlist and the choices")
