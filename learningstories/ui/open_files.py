"""Knows whether a challenge is open in another window of this computer."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

    from learningstories.services.server_address import ServerAddress


class OpenFiles:
    """A lock a file, in a folder of our own so that nothing lies about beside the challenge."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._locks: dict[Path | ServerAddress, QLockFile] = {}

    def take(self, path: Path) -> bool:
        """Note that a file is open here; False if it is open elsewhere."""
        from hashlib import sha256  # noqa: PLC0415 - not for the first paint

        from PySide6.QtCore import QLockFile  # noqa: PLC0415

        name = sha256(str(path.resolve()).encode()).hexdigest()[:32]
        folder = self._folder or _own_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(folder / f"{name}.lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return lock.error() != QLockFile.LockError.LockFailedError
        self._locks[path] = lock
        return True

    def leave(self, place: "Path | ServerAddress") -> None:
        """Note that a file is no longer open here; for a server there was no lock."""
        lock = self._locks.pop(place, None)
        if lock is not None:
            lock.unlock()


def _own_folder() -> Path:
    from platformdirs import user_state_path  # noqa: PLC0415 - not needed for the first paint

    return user_state_path("Learning Stories", appauthor=False) / "open"
