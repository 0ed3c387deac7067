"""Reads the order for a reading booklet back, and typesets it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from learningstories.publish.ballot_data import ballot_data
from learningstories.publish.book_job import read_book
from learningstories.publish.facts import Fact
from learningstories.publish.typesetting import BOOKLET, Typeset, Typesetter
from learningstories.publish.volume import Binder
from learningstories.services.booklet_content import BallotLine, BallotQuestion, BookletContent


def typeset_booklet(
    job: dict[str, Any], folder: Path, progress: Callable[[int], None]
) -> tuple[Typeset, list[Fact]]:
    """The booklet that is ordered, and what to tell of it; `progress` hears of each story."""
    content = _booklet(job["booklet"])
    binder = Binder(content.book, job["labels"], folder, ballot_data(content))
    typeset = Typesetter(folder, content.book.dated, BOOKLET).typeset(binder.bind(progress))
    return typeset, list(dict.fromkeys(binder.facts))


def _booklet(fields: dict[str, Any]) -> BookletContent:
    return BookletContent(
        **fields
        | {
            "book": read_book(fields["book"]),
            "steps": tuple(fields["steps"]),
            "points": tuple(fields["points"]),
            "further": tuple(
                BallotQuestion(question=each["question"], points=tuple(each["points"]))
                for each in fields["further"]
            ),
            "lines": tuple(BallotLine(**line) for line in fields["lines"]),
        }
    )
