"""Reads the order for a book back, and typesets it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from learningstories.domain.showcase import Look, Paper
from learningstories.publish.facts import Fact
from learningstories.publish.typesetting import BOOK, Typeset, Typesetter
from learningstories.publish.volume import Binder
from learningstories.services.book_content import (
    BookContent,
    BookPicture,
    BookPromise,
    BookStory,
    RunningOrderRow,
)


def typeset_book(
    job: dict[str, Any], folder: Path, progress: Callable[[int], None]
) -> tuple[Typeset, list[Fact]]:
    """The book that is ordered, and what to tell of it; `progress` hears of each story."""
    content = read_book(job["content"])
    binder = Binder(content, job["labels"], folder)
    typeset = Typesetter(folder, content.dated, BOOK).typeset(binder.bind(progress))
    return typeset, list(dict.fromkeys(binder.facts))


def read_book(fields: dict[str, Any]) -> BookContent:
    """The content whose fields these are."""
    return BookContent(
        **fields
        | {
            "dated": date.fromisoformat(fields["dated"]),
            "paper": Paper(fields["paper"]),
            "look": Look(fields["look"]),
            "subtitle": tuple(fields["subtitle"]),
            "running_order": tuple(RunningOrderRow(**row) for row in fields["running_order"]),
            "stories": tuple(_story(story) for story in fields["stories"]),
            "cover": fields["cover"] and _picture(fields["cover"]),
            "imprint": tuple(fields["imprint"]),
            "readers": tuple(fields["readers"]),
        }
    )


def _story(fields: dict[str, Any]) -> BookStory:
    return BookStory(
        **fields
        | {
            "pictures": tuple(_picture(picture) for picture in fields["pictures"]),
            "promises": tuple(BookPromise(**promise) for promise in fields["promises"]),
            "questions": tuple(fields["questions"]),
        }
    )


def _picture(fields: dict[str, Any]) -> BookPicture:
    return BookPicture(**fields | {"path": Path(fields["path"])})
