"""The process that typesets: `python -m learningstories.publish.worker JOB FOLDER RESULT`.

It is a process of its own because the typesetter cannot be stopped, keeps the memory it has used, and
takes the process with it when memory runs out. Each line it prints is one JSON object: progress, then
the outcome.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from learningstories.domain.errors import CallTooLong, GlyphMissing, TypesettingFailed
from learningstories.publish.ballot_data import ballot_data
from learningstories.publish.call_volume import call_volume
from learningstories.publish.document_job import document_volume
from learningstories.publish.facts import Fact, FactKind
from learningstories.publish.job import read_job
from learningstories.publish.typesetting import BOOK, BOOKLET, CALL, Typeset, Typesetter
from learningstories.publish.volume import Binder
from learningstories.services.book_content import BookContent
from learningstories.services.booklet_content import BookletContent
from learningstories.services.call_content import CallContent
from learningstories.services.document_content import DocumentContent


def main(job: Path, folder: Path, result: Path) -> None:
    """Make what `job` orders, with `folder` for scratch files; print what happens."""
    try:
        _say(**_make(job, folder, result))
    except GlyphMissing as error:
        _say(refused="glyph", character=error.character, number=error.number)
    except TypesettingFailed as error:
        _say(refused="typesetting", cause=error.cause, number=error.number)
    except CallTooLong:
        _say(refused="too_long")
    except OSError as error:
        _say(refused="system", errno=error.errno, cause=error.strerror or str(error))


def _make(job: Path, folder: Path, result: Path) -> dict[str, object]:
    ordered = read_job(job.read_bytes())
    if isinstance(ordered, CallContent):
        volume, facts = call_volume(ordered, folder)
        typeset = Typesetter(folder, ordered.dated, CALL).typeset(volume)
    elif isinstance(ordered, DocumentContent):
        volume, facts = document_volume(ordered, folder)
        typeset = Typesetter(folder, ordered.dated, f"{ordered.template}.typ").typeset(volume)
    else:
        typeset, facts = _bound(*ordered, folder)
    if typeset.obstacle:
        facts.append(Fact(FactKind.NOT_ACCESSIBLE, detail=typeset.obstacle))
    with pypdfium2.PdfDocument(typeset.pdf) as document:
        pages = len(document)
    if pages > 1 and isinstance(ordered, CallContent):
        raise CallTooLong
    result.write_bytes(typeset.pdf)
    return {
        "pages": pages,
        "bytes": len(typeset.pdf),
        "accessible": not typeset.obstacle,
        "facts": [asdict(fact) for fact in facts],
    }


def _bound(
    content: BookContent | BookletContent, labels: dict[str, str], folder: Path
) -> tuple[Typeset, list[Fact]]:
    """A book or a booklet of stories, and what to tell of it."""
    booklet = content if isinstance(content, BookletContent) else None
    book = content.book if isinstance(content, BookletContent) else content
    binder = Binder(book, labels, folder, ballot_data(booklet) if booklet else None)
    volume = binder.bind(lambda done: _say(done=done))
    typeset = Typesetter(folder, book.dated, BOOKLET if booklet else BOOK).typeset(volume)
    return typeset, list(dict.fromkeys(binder.facts))


def _say(**news: object) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
