"""Runs the process that typesets: a PDF at the place wanted, or nothing there at all."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Thread
from typing import IO, Any

from learningstories.domain.errors import CallTooLong, ExpectedError, GlyphMissing, TypesettingFailed
from learningstories.publish.facts import Fact, FactKind, sentence
from learningstories.services.progress import Control
from learningstories.services.saving import beside_of, not_written

_WORKER = "learningstories.publish.worker"
_LOOK_EVERY = 0.05  # seconds; how soon a cancel is noticed
_LAST_WORDS = 2000  # bytes of a crash that are kept

News = dict[str, Any]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What was typeset; `notes` are sentences."""

    pages: int
    bytes: int
    accessible: bool
    notes: tuple[str, ...]


def press(job: bytes, target: Path, parts: int, control: Control) -> Pressed:
    """Have the order `job` typeset and put the PDF at `target`, replacing what is there.

    `control` hears one step for each of the `parts` and one for the typesetting. Raises
    `TypesettingFailed`, `GlyphMissing`, `CallTooLong`, `CannotWrite`, `DiskFull`, `Cancelled`;
    then `target` is as it was before.
    """
    total = parts + 1
    control.step(0, total)
    with _room_beside(target) as result, TemporaryDirectory(prefix="learning-stories-") as scratch:
        folder = Path(scratch, "pages")
        folder.mkdir()
        order = Path(scratch, "job.json")
        with _told_as(target):
            order.write_bytes(job)
        outcome = _watch(order, folder, result, lambda done: control.step(done, total))
        if "refused" in outcome:
            raise _refusal(outcome, target)
        control.step(total, total)
        with _told_as(target):
            result.replace(target)
    facts = [Fact(FactKind(each["kind"]), each["number"], each["detail"]) for each in outcome["facts"]]
    return Pressed(
        pages=outcome["pages"],
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
        case "too_long":
            return CallTooLong()
        case "system":
            return not_written(target, outcome["errno"], outcome["cause"])
        case _:
            return TypesettingFailed(outcome["cause"], outcome["number"])


def _watch(job: Path, folder: Path, result: Path, step: Step) -> News:
    """Run the worker to its end and return its last word; whatever goes wrong here ends the worker too."""
    with TemporaryFile() as complaints:
        worker = _start([str(job), str(folder), str(result)], complaints)
        try:
            outcome = _last_news(worker, step)
            worker.wait()
        finally:
            worker.kill()
            worker.wait()
            if worker.stdout:
                worker.stdout.close()
        if outcome is None:
            raise TypesettingFailed(_last_line(complaints) or f"exit code {worker.returncode}")
        return outcome


def _start(arguments: list[str], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    ours = str(Path(__file__).parents[2])  # so that a checkout that is not installed works too
    path = os.pathsep.join(filter(None, [ours, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603  # our own module, and paths that we made
        [sys.executable, "-X", "utf8", "-m", _WORKER, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=os.environ | {"PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows: no console flashes up
    )


def _last_news(worker: subprocess.Popen[bytes], step: Step) -> News | None:
    """Pass progress on until the worker says how it ended; None if it ended without a word."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(worker, lines), daemon=True).start()
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


def _listen(worker: subprocess.Popen[bytes], lines: SimpleQueue[bytes]) -> None:
    if worker.stdout:
        for line in worker.stdout:
            lines.put(line)
    lines.put(b"")


def _last_line(complaints: IO[bytes]) -> str:
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - _LAST_WORDS))
    return complaints.read().decode("utf-8", errors="replace").strip().rpartition("\n")[2]
