"""The organiser's own copy of the whole challenge, for scripts and for the archive."""

import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from learningstories.i18n import speaking
from learningstories.services.archive_parts import Part, archive_parts, is_of_archive
from learningstories.services.challenge_json import challenge_json
from learningstories.services.copy_words import own_copy_words
from learningstories.services.output import MadeOutput, Order
from learningstories.services.saving import beside_of, not_written, save_pieces
from learningstories.services.saving_folder import whole_folder

_ZIP = ".zip"
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same archive is the same bytes
_MODE = 0o100644 << 16
_PACKED = frozenset({".md", ".json", ".csv"})  # the rest, pictures and films, is as small as it gets


def make_json(order: Order) -> MadeOutput:
    """Everything but the bytes of files in one file; raises `CannotWrite`, `DiskFull`, `Cancelled`."""
    with order.workspace.read() as unit:
        size = save_pieces(order.target, challenge_json(unit, order.control))
    return MadeOutput(path=order.target, bytes=size, notes=(own_copy_words(),))


def make_archive(order: Order) -> MadeOutput:
    """Texts and files as a ZIP where the target is named so, else as a folder.

    Raises `FolderTaken`, `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    with order.workspace.read() as unit, speaking(unit.challenge().language):
        files, size = write_parts(order.target, archive_parts(unit, order.control), is_of_archive)
    return MadeOutput(path=order.target, files=files, bytes=size, notes=(own_copy_words(),))


def write_parts(target: Path, parts: Iterable[Part], ours: Callable[[str], bool]) -> tuple[int, int]:
    """Write a ZIP where the target is named so, else a folder: how many files, and how large together.

    `ours` tells which files of an earlier folder it may take the place of. Raises as `make_archive` does.
    """
    if target.suffix.casefold() == _ZIP:
        return _write_zip(target, parts)
    return _write_folder(target, parts, ours)


def _write_zip(target: Path, parts: Iterable[Part]) -> tuple[int, int]:
    """How many files are in it, and how large it is."""
    beside = beside_of(target)
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            for part in parts:
                info = zipfile.ZipInfo(part.name, _STAMP)
                small = Path(part.name).suffix in _PACKED
                info.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
                info.external_attr = _MODE
                archive.writestr(info, part.data)
            files = len(archive.infolist())
        size = beside.stat().st_size
        beside.replace(target)
    except OSError as error:
        raise not_written(target, error.errno, error.strerror) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return files, size


def _write_folder(target: Path, parts: Iterable[Part], ours: Callable[[str], bool]) -> tuple[int, int]:
    """How many files there are, and how large they are together."""
    files = size = 0
    with whole_folder(target, ours) as folder:
        for part in parts:
            path = folder / part.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(part.data)
            files, size = files + 1, size + len(part.data)
    return files, size
