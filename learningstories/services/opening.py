"""An open challenge: what a window or a command works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learningstories.services.opened_kind import ENDING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from learningstories.services.ports import Lists
    from learningstories.services.progress import Control
    from learningstories.services.server_address import ServerAddress
    from learningstories.services.workspace import Workspace

# Of a challenge's file and of what SQLite keeps beside it. While it is open, nothing else in this process
# may open and close them, or its locks are lost.
OWN_ENDINGS = (ENDING, f"{ENDING}-wal", f"{ENDING}-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChallenge:
    """One open file, or a challenge on a server: the way to write, the narrow reads, and how to let go of it.

    `look` raises `FileDamaged` where the file is not whole, which takes a while; `check` finds all that is
    wrong in it. `wipe` writes it anew, so that its bytes hold nothing of what was removed, and tells whether
    it could. `is_updated` where it came from an older release, and was brought up to date at opening.
    On a server `address` says where, and `path` is no file, but what one would be called.
    There, `again` opens it once more as the same person, and a reader, `is_reader`, changes nothing.
    `copy_to` copies what is stored to a file, also where its own is not in its place any more.
    """

    path: Path
    workspace: Workspace
    lists: Lists
    check: Callable[[], list[str]]
    wipe: Callable[[], bool]
    close: Callable[[], None]
    look: Callable[[Control], None] = lambda _control: None
    copy_to: Callable[[Path, Control], None] | None = None
    is_updated: bool = False
    address: ServerAddress | None = None
    again: Callable[[], OpenChallenge] | None = None
    is_reader: bool = False

    @property
    def place(self) -> Path | ServerAddress:
        """By what it is told from others that are open."""
        return self.address or self.path.resolve()
