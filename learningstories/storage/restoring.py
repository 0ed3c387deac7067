"""Makes a backup ready to take the place of the challenge that it was made of."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from glob import escape
from pathlib import Path
from uuid import uuid4

from learningstories.services.changes import StepKind
from learningstories.services.ports import NewStep
from learningstories.services.progress import Control
from learningstories.storage.challenge_file import engine_of, upgrade_file
from learningstories.storage.copying import copy_whole, sweep
from learningstories.storage.failures import told
from learningstories.storage.journal import SqlJournal
from learningstories.storage.probe import probe


@contextmanager
def prepare(
    backup: Path, path: Path, label: str, who: str, now: datetime, control: Control
) -> Iterator[Path]:
    """A copy of the backup beside `path`, up to date and with a step in its history; gone unless used."""
    sweep(path.parent, f".{escape(path.name)}.*.restoring*", now)
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}.restoring")
    try:
        copy_whole(backup, beside, control)
        if probe(beside).outdated:
            upgrade_file(beside)
        _note(beside, NewStep(label=label, at=now, who=who, kind=StepKind.NOTE))
        control.step(1, 1)
        yield beside
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                beside.with_name(beside.name + end).unlink(missing_ok=True)


def _note(file: Path, step: NewStep) -> None:
    engine = engine_of(file, "mode=rw")
    try:
        with told(file.name), engine.connect().execution_options(writing=True) as connection:
            SqlJournal(connection, uuid4(), file.name).write(step, (), set())
            connection.commit()
    finally:
        engine.dispose()
