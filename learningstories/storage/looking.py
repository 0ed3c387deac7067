"""Looks whether a file that was just opened is whole, beside everything else."""

from pathlib import Path

from learningstories.domain.errors import FileDamaged
from learningstories.services.progress import Control
from learningstories.storage.failures import told
from learningstories.storage.probe import reading

MOST_BYTES = 1_000_000_000  # what is larger is looked at with each backup: to read all takes long


def look(path: Path, control: Control) -> None:
    """Raises `FileDamaged` where not all of the file can be read as what it should be, and `Cancelled`."""
    if path.stat().st_size > MOST_BYTES:
        return
    with told(path.name), reading(path) as connection:
        connection.watch(lambda: control.stopped)
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise FileDamaged(path.name)
