"""The orders for the typesetting process: plain JSON as UTF-8, in which lone surrogates are question marks.

Beside each there is a module that reads it there: book_job, booklet_job, call_job, document_job.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from learningstories.services.book_content import BookContent
    from learningstories.services.booklet_content import BookletContent
    from learningstories.services.call_content import CallContent
    from learningstories.services.document_content import DocumentContent


def write_job(content: "BookContent", labels: Mapping[str, str]) -> bytes:
    """The order for a book."""
    return _written({"content": asdict(content), "labels": dict(labels)})


def write_call(content: "CallContent") -> bytes:
    """The order for a call."""
    return _written({"call": asdict(content)})


def write_booklet(content: "BookletContent", labels: Mapping[str, str]) -> bytes:
    """The order for a reading booklet."""
    return _written({"booklet": asdict(content), "labels": dict(labels)})


def write_document(content: "DocumentContent") -> bytes:
    """The order for a document of words."""
    return _written({"document": asdict(content)})


def _written(job: dict[str, Any]) -> bytes:
    return json.dumps(job, default=str, ensure_ascii=False).encode("utf-8", errors="replace")
