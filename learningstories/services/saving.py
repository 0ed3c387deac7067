"""Files that are written where a person wants them: whole or not at all."""

import errno
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize
from uuid import uuid4

from learningstories.domain.errors import CannotWrite, DiskFull
from learningstories.services.one_line import one_line

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_UNFIT = re.compile(r'[\\/:*?"<>|]+')  # what some system does not take in a name
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]", re.IGNORECASE)  # no files on Windows
_LONGEST = 180  # bytes; a name of 255 with its folder would be too long elsewhere


def save_whole(target: Path, data: bytes) -> None:
    """Put `data` at `target`, in place of what is there.

    Raises `CannotWrite`, `DiskFull`; then `target` is as it was.
    """
    save_pieces(target, (data,))


def save_pieces(target: Path, pieces: Iterable[bytes]) -> int:
    """The same for what comes piece by piece, and how many bytes that were."""
    beside = beside_of(target)
    try:
        with beside.open("xb") as file:
            size = sum(file.write(piece) for piece in pieces)
        beside.replace(target)
    except OSError as error:
        raise not_written(target, error.errno, error.strerror) from error
    finally:
        with suppress(OSError):  # a folder that cannot be written holds nothing to remove either
            beside.unlink(missing_ok=True)
    return size


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, where it is not there yet; raises `CannotWrite`, `DiskFull`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotWrite(folder.name, "no folder") from error
    except OSError as error:
        raise not_written(folder, error.errno, error.strerror) from error


def beside_of(target: Path) -> Path:
    """A name in the target's folder that no file has, for what is not whole yet.

    Raises `CannotWrite` where a folder, a device or the like is at `target`.
    """
    with suppress(OSError):  # a name that no file can have is told when it is written
        if target.exists() and not target.is_file():
            raise CannotWrite(target.name, "no file")  # root could replace a device as readily as a file
    return target.with_name(f".{uuid4().hex}{target.suffix}")


def not_written(target: Path, number: int | None, cause: str | None) -> CannotWrite | DiskFull:
    """What the system's refusal, by its `errno`, means to a person."""
    return DiskFull(target.name) if number in _FULL else CannotWrite(target.name, cause or "os")


def fit_name(text: str) -> str:
    """The text as the name of a file, without its ending, that every system takes; "" if nothing is left."""
    name = " ".join(_UNFIT.sub(" ", one_line(normalize("NFC", text), _LONGEST)).split())
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"{name}_" if _DEVICE.fullmatch(name.partition(".")[0].strip()) else name
