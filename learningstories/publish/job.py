"""The order for a book, a call or a document as the typesetting process gets it: plain JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from learningstories.domain.showcase import Look, Paper
from learningstories.publish.call_job import read_call
from learningstories.publish.document_job import read_document
from learningstories.services.book_content import (
    BookContent,
    BookPicture,
    BookPromise,
    BookStory,
    RunningOrderRow,
)
from learningstories.services.booklet_content import BallotLine, BallotQuestion, BookletContent
from learningstories.services.call_content import CallContent
from learningstories.services.document_content import DocumentContent


def write_job(content: BookContent, labels: Mapping[str, str]) -> bytes:
    """The order for a book as UTF-8; lone surrogates become question marks."""
    return _written({"content": asdict(content), "labels": dict(labels)})


def write_call(content: CallContent) -> bytes:
    """The order for a call, in the same way."""
    return _written({"call": asdict(content)})


def write_booklet(content: BookletContent, labels: Mapping[str, str]) -> bytes:
    """The order for a reading booklet, in the same way."""
    return _written({"booklet": asdict(content), "labels": dict(labels)})


def read_job(
    job: bytes,
) -> tuple[BookContent | BookletContent, dict[str, str]] | CallContent | DocumentContent:
    """What was ordered: a book or a booklet with its labels, a call, or a document of words."""
    fields = json.loads(job)
    if "document" in fields:
        return read_document(fields["document"])
    if "call" in fields:
        return read_call(fields["call"])
    if "booklet" in fields:
        return _booklet(fields["booklet"]), fields["labels"]
    return _content(fields["content"]), fields["labels"]


def _written(job: dict[str, Any]) -> bytes:
    return json.dumps(job, default=str, ensure_ascii=False).encode("utf-8", errors="replace")


def _content(fields: dict[str, Any]) -> BookContent:
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


def _booklet(fields: dict[str, Any]) -> BookletContent:
    return BookletContent(
        **fields
        | {
            "book": _content(fields["book"]),
            "steps": tuple(fields["steps"]),
            "points": tuple(fields["points"]),
            "further": tuple(
                BallotQuestion(question=each["question"], points=tuple(each["points"]))
                for each in fields["further"]
            ),
            "lines": tuple(BallotLine(**line) for line in fields["lines"]),
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
