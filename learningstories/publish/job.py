"""The order for a book as the typesetting process gets it: plain JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from learningstories.domain.showcase import Look, Paper
from learningstories.services.book_content import (
    BookContent,
    BookPicture,
    BookPromise,
    BookStory,
    RunningOrderRow,
)


def write_job(content: BookContent, labels: Mapping[str, str]) -> bytes:
    """The order as UTF-8; lone surrogates become question marks."""
    job = {"content": asdict(content), "labels": dict(labels)}
    return json.dumps(job, default=str, ensure_ascii=False).encode("utf-8", errors="replace")


def read_job(job: bytes) -> tuple[BookContent, dict[str, str]]:
    """The content and the labels of an order made by `write_job`."""
    fields = json.loads(job)
    return _content(fields["content"]), fields["labels"]


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
        }
    )


def _story(fields: dict[str, Any]) -> BookStory:
    return BookStory(
        **fields
        | {
            "pictures": tuple(
                BookPicture(**picture | {"path": Path(picture["path"])}) for picture in fields["pictures"]
            ),
            "promises": tuple(BookPromise(**promise) for promise in fields["promises"]),
        }
    )
