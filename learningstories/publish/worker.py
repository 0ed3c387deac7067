"""The process that typesets: `python -m learningstories.publish.worker`; its order comes as a line of JSON.

It is a process of its own because the typesetter cannot be stopped, keeps the memory it has used, and
takes the process with it when memory runs out. Each line it prints is one JSON object: progress, then
the outcome. It loads what most orders need before it reads its own, so that it can be kept ready.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from learningstories.domain.errors import GlyphMissing, TypesettingFailed
from learningstories.publish.book_job import typeset_book
from learningstories.publish.document_job import typeset_document
from learningstories.publish.facts import Fact, FactKind
from learningstories.publish.typesetting import Typeset


def main(job: Path, folder: Path, result: Path) -> None:
    """Make what `job` orders, with `folder` for scratch files; print what happens."""
    try:
        _say(**_make(job, folder, result))
    except GlyphMissing as error:
        _say(refused="glyph", character=error.character, number=error.number)
    except TypesettingFailed as error:
        _say(refused="typesetting", cause=error.cause, number=error.number)
    except OSError as error:
        _say(refused="system", errno=error.errno, cause=error.strerror or str(error))


def _make(job: Path, folder: Path, result: Path) -> dict[str, object]:
    typeset, facts = _typeset(json.loads(job.read_bytes()), folder)
    if typeset.obstacle:
        facts.append(Fact(FactKind.NOT_ACCESSIBLE, detail=typeset.obstacle))
    result.write_bytes(typeset.pdf)
    return {
        "bytes": len(typeset.pdf),
        "accessible": not typeset.obstacle,
        "facts": [asdict(fact) for fact in facts],
    }


def _typeset(fields: dict[str, Any], folder: Path) -> tuple[Typeset, list[Fact]]:
    """What the order asks for, and what to tell of it; what few orders need is loaded for them only."""
    typeset = typeset_document if "document" in fields else typeset_book
    if "call" in fields:
        from learningstories.publish.call_job import typeset_call as typeset  # noqa: PLC0415
    elif "booklet" in fields:
        from learningstories.publish.booklet_job import typeset_booklet as typeset  # noqa: PLC0415
    return typeset(fields, folder, lambda done: _say(done=done))


def _say(**news: object) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if ordered := sys.stdin.readline():  # none where whoever had it wait has gone
        main(*map(Path, json.loads(ordered)))
