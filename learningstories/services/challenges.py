"""Making a challenge and changing it."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.errors import ChallengeInvalid
from learningstories.domain.showcase import Book, BookId
from learningstories.i18n import _
from learningstories.services.changes import StepKind
from learningstories.services.meanwhile import refuse_clashes
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace


def found(workspace: Workspace, challenge: Challenge) -> None:
    """Store the challenge of a new, empty file."""
    with workspace.change(_("Make the challenge"), kind=StepKind.START) as unit:
        unit.challenges.add(challenge)


def new_id() -> ChallengeId:
    """An id for a challenge that is about to be made."""
    return ChallengeId(uuid4())


def alter(workspace: Workspace, *, seen: Challenge | None = None, **fields: Any) -> Challenge:
    """Change fields of the challenge; raises `ChallengeInvalid` and then changes nothing.

    A scale cannot become too short for the ratings that are there. With `seen`, the challenge as it was
    shown, raises `ChangedMeanwhile` where others changed the same since.
    """
    with workspace.change(_("Change the challenge")) as unit:
        before = unit.challenge()
        if seen is not None:
            refuse_clashes(seen, before, fields)
        challenge = replace(before, **fields)
        points = len(challenge.scale)
        shorter = points < len(before.scale)
        if shorter and any(reading.value and reading.value > points for reading in unit.readings.all()):
            raise ChallengeInvalid("scale", "in_use")
        unit.challenges.replace(challenge)
    return challenge


def book_of(unit: UnitOfWork) -> Book:
    """How the book should look, as chosen or by default."""
    books = unit.books.all()
    return books[0] if books else Book(id=BookId(uuid4()))


def alter_book(workspace: Workspace, **fields: Any) -> Book:
    """Change the look of the book."""
    with workspace.change(_("Change the book"), merge="book") as unit:
        return put_book(unit, **fields)


def put_book(unit: UnitOfWork, **fields: Any) -> Book:
    """Change the look of the book, inside a step that is under way."""
    known = unit.books.all()
    book = replace(book_of(unit), **fields)
    if known:
        unit.books.replace(book)
    else:
        unit.books.add(book)
    return book
