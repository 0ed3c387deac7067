"""An open challenge: what a window or a command works on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from learningstories.services.ports import Lists
from learningstories.services.workspace import Workspace

ENDING = ".stories"  # of a challenge's file
# Of that and of what SQLite keeps beside it. While it is open, nothing else in this process may open and
# close them, or its locks are lost.
OWN_ENDINGS = (ENDING, f"{ENDING}-wal", f"{ENDING}-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChallenge:
    """One open file: the way to write, the narrow reads, and how to let go of it.

    `is_updated` where it came from an older release, and was brought up to date when it was opened.
    """

    path: Path
    workspace: Workspace
    lists: Lists
    check: Callable[[], list[str]]
    close: Callable[[], None]
    is_updated: bool = False
