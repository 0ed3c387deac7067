"""Folders of files that are written where a person wants them: whole or not at all."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from learningstories.domain.errors import FolderTaken
from learningstories.services.saving import not_written

_CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # that systems leave in folders by themselves


@contextmanager
def whole_folder(target: Path, ours: Callable[[str], bool]) -> Iterator[Path]:
    """A new folder to fill, which then stands at `target` in place of an earlier one.

    `ours` tells by its name, from the folder, whether a file is of an earlier one; a folder with anything
    else in it is never replaced: raises `FolderTaken`. Raises `CannotWrite`, `DiskFull`; whatever goes wrong
    while it is filled, `target` is as it was.
    """
    _refuse_others(target, ours)
    beside = target.with_name(f".{uuid4().hex}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        yield beside
        _put(beside, target)
    except OSError as error:
        raise not_written(target, error.errno, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _refuse_others(target: Path, ours: Callable[[str], bool]) -> None:
    try:
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise FolderTaken(target.name)
        names = [each.relative_to(target).as_posix() for each in target.rglob("*") if not each.is_dir()]
    except OSError as error:
        raise not_written(target, error.errno, error.strerror) from error
    if not all(ours(name) or Path(name).name in _CLUTTER for name in names):
        raise FolderTaken(target.name)


def _put(made: Path, target: Path) -> None:
    """Move the folder to its place; what was there comes back if that fails."""
    if not target.exists():
        made.rename(target)
        return
    earlier = target.with_name(f".{uuid4().hex}")
    target.rename(earlier)
    try:
        made.rename(target)
    except OSError:
        with suppress(OSError):
            earlier.rename(target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
