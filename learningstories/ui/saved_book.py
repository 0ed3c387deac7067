"""Remembers, on this machine, for which locked shortlists the book was saved."""

from PySide6.QtCore import QSettings

_KEY = "showcase/saved"
_MOST = 50


def saved_locks(settings: QSettings) -> tuple[str, ...]:
    """The keys of the locks whose book was saved, the latest last."""
    return tuple(key for key in str(settings.value(_KEY) or "").split() if key)


def note_saved(settings: QSettings, lock: str) -> None:
    """The book of this lock has been saved."""
    known = [key for key in saved_locks(settings) if key != lock]
    settings.setValue(_KEY, " ".join([*known, lock][-_MOST:]))
