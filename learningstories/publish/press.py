"""Runs the process that typesets: a PDF at the place wanted, or nothing there at all."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from learningstories.domain.errors import CallTooLong, ExpectedError, GlyphMissing, TypesettingFailed
from learningstories.publish.facts import Fact, FactKind, sentence
from learningstories.publish.pages import page_count
from learningstories.publish.workers import Workers
from learningstories.services.progress import Control
from learningstories.services.saving import beside_of, not_written

_LOOK_EVERY = 0.05  # seconds; how soon a cancel is noticed

News = dict[str, Any]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What was typeset; `notes` are sentences."""

    pages: int
    bytes: int
    accessible: bool
    notes: tuple[str, ...]


def press(
    job: bytes,
    target: Path,
    parts: int,
    control: Control,
    workers: Workers | None,
    most_pages: int | None = None,
) -> Pressed:
    """Have the order `job` typeset and put the PDF at `target`, replacing what is there.

    `control` hears one step for each of the `parts` and one for the typesetting. Without `workers` a process
    is started, and none waits for the next order. Raises `TypesettingFailed`, `GlyphMissing`, `CallTooLong`
    where there are more than `most_pages`, `CannotWrite`, `DiskFull`, `Cancelled`; then `target` is as it was
    before.
    """
    total = parts + 1
    control.step(0, total)
    with _room_beside(target) as result, TemporaryDirectory(prefix="learning-stories-") as scratch:
        folder = Path(scratch, "pages")
        folder.mkdir()
        order = Path(scratch, "job.json")
        with _told_as(target):
            order.write_bytes(job)
            outcome = _watch(workers, (order, folder, result), lambda done: control.step(done, total))
        if "refused" in outcome:
            raise _refusal(outcome, target)
        pages = page_count(result)
        if most_pages is not None and pages > most_pages:
            raise CallTooLong
        control.step(total, total)
        with _told_as(target):
            result.replace(target)
    facts = [Fact(FactKind(each["kind"]), each["number"], each["detail"]) for each in outcome["facts"]]
    return Pressed(
        pages=pages,
        bytes=outcome["bytes"],
        accessible=outcome["accessible"],
        notes=tuple(sentence(fact) for fact in facts),
    )


@contextmanager
def _room_beside(target: Path) -> Iterator[Path]:
    """A new empty file in the target's folder, gone afterwards unless it was moved."""
    path = beside_of(target)
    with _told_as(target):
        path.touch(exist_ok=False)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _told_as(target: Path) -> Iterator[None]:
    """Turns the system's refusals into ours."""
    try:
        yield
    except OSError as error:
        raise not_written(target, error.errno, error.strerror or str(error)) from error


def _refusal(outcome: News, target: Path) -> ExpectedError:
    match outcome["refused"]:
        case "glyph":
            return GlyphMissing(outcome["character"], outcome["number"])
        case "system":
            return not_written(target, outcome["errno"], outcome["cause"])
        case _:
            return TypesettingFailed(outcome["cause"], outcome["number"])


def _watch(workers: Workers | None, order: tuple[Path, Path, Path], step: Step) -> News:
    """Have the order done and return the last word of who did it; whatever goes wrong here ends that, too."""
    worker = (workers or Workers()).take()
    try:
        outcome = _last_news(worker.begin(*order), step)
        if outcome is None:
            raise TypesettingFailed(worker.last_words())
        return outcome
    finally:
        worker.end()
        if workers is not None:
            workers.make_ready()


def _last_news(lines: "SimpleQueue[bytes]", step: Step) -> News | None:
    """Pass progress on until the worker says how it ended; None if it ended without a word."""
    done = 0
    while True:
        step(done)
        try:
            line = lines.get(timeout=_LOOK_EVERY)
        except Empty:
            continue
        if not line:
            return None
        news: News = json.loads(line)
        if "done" not in news:
            return news
        done = news["done"]
