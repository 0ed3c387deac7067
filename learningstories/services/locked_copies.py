"""Copies of a challenge that only open with a passphrase."""

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from learningstories.domain.errors import CannotWrite, FileExists, PassphraseShort
from learningstories.i18n import _
from learningstories.services.backups import Backups
from learningstories.services.opened_kind import ENDING
from learningstories.services.pack_port import Packs
from learningstories.services.progress import Control
from learningstories.services.saving import save_pieces

LEAST_LETTERS = 10
MOST_LETTERS = 1_000
_PART = ".part"


def save_locked(shelf: Backups, packs: Packs, path: Path, target: Path, phrase: str, control: Control) -> int:
    """Save a whole copy of the challenge behind the passphrase, and tell how many bytes it has.

    Raises `PassphraseShort`, what opening the challenge raises, `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    if len(phrase.strip()) < LEAST_LETTERS:
        raise PassphraseShort(LEAST_LETTERS)
    # Beside the challenge, which is open to read there as well: never where the copy goes.
    whole = path.with_name(f".{path.name}.{uuid4().hex[:8]}{_PART}")
    try:
        shelf.copy(path, whole, control)
        return save_pieces(target, packs.lock(whole, phrase, control))
    finally:
        with suppress(OSError):
            whole.unlink(missing_ok=True)


def open_locked(
    shelf: Backups, packs: Packs, path: Path, target: Path, phrase: str, control: Control
) -> None:
    """Make a challenge of a locked copy, at a name that no file has.

    Raises `FileExists`, `PassphraseWrong`, `LockedCopyDamaged`, `MadeByNewerVersion`, what looking at the
    challenge in it raises, `CannotWrite`, `DiskFull`, `Cancelled`; then nothing is at `target`.
    """
    if target.exists():
        raise FileExists(target.name)
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}{_PART}")
    try:
        save_pieces(part, packs.unlock(path, phrase, control))
        shelf.holding(part)
        part.rename(target)
    except OSError as error:
        raise CannotWrite(target.name, "folder") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def locked_name(path: Path) -> Path:
    """What a locked copy is called unless one chooses; a double-click finds the app for it, too."""
    return path.with_name(_("{name} (locked)").format(name=path.stem) + ENDING)


def unlocked_name(path: Path) -> Path:
    """A name beside a locked copy that no file has."""
    stem = path.stem
    marked = _("{name} (locked)").format(name="")
    stem = stem.removesuffix(marked) or stem
    names = (f"{stem}{f' ({n})' if n > 1 else ''}{ENDING}" for n in range(1, 1_000))
    found = next((name for name in names if not path.with_name(name).exists()), f"{uuid4().hex}{ENDING}")
    return path.with_name(found)
