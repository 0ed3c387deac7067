"""The process that makes the book: `python -m learningstories.publish.worker JOB FOLDER RESULT`.

It is a process of its own because the typesetter cannot be stopped, keeps the memory it has used, and
takes the process with it when memory runs out. Each line it prints is one JSON object: progress, then
the outcome.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from learningstories.domain.errors import GlyphMissing, TypesettingFailed
from learningstories.publish.facts import Fact, FactKind
from learningstories.publish.job import read_job
from learningstories.publish.typesetting import Typesetter
from learningstories.publish.volume import Binder


def main(job: Path, folder: Path, result: Path) -> None:
    """Make the book that `job` orders, with `folder` for scratch files; print what happens."""
    try:
        _say(**_make(job, folder, result))
    except GlyphMissing as error:
        _say(refused="glyph", character=error.character, number=error.number)
    except TypesettingFailed as error:
        _say(refused="typesetting", cause=error.cause, number=error.number)
    except OSError as error:
        _say(refused="system", errno=error.errno, cause=error.strerror or str(error))


def _make(job: Path, folder: Path, result: Path) -> dict[str, object]:
    content, labels = read_job(job.read_bytes())
    binder = Binder(content, labels, folder)
    volume = binder.bind(lambda done: _say(done=done))
    typeset = Typesetter(folder, content.dated).typeset(volume)
    result.write_bytes(typeset.pdf)
    facts = list(dict.fromkeys(binder.facts))
    if typeset.obstacle:
        facts.append(Fact(FactKind.NOT_ACCESSIBLE, detail=typeset.obstacle))
    with pypdfium2.PdfDocument(typeset.pdf) as document:
        pages = len(document)
    return {
        "pages": pages,
        "bytes": len(typeset.pdf),
        "accessible": not typeset.obstacle,
        "facts": [asdict(fact) for fact in facts],
    }


def _say(**news: object) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
