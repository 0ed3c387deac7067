"""What window and terminal need to know of backups; light, for the window asks soon after it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from learningstories.domain.errors import CannotWrite, DiskFull
from learningstories.services.progress import Control

if TYPE_CHECKING:
    from learningstories.services.opening import OpenChallenge

EVERY = timedelta(minutes=30)  # while something is being changed
MANY_STORIES, MANY_RETURNS = 50, 20  # more than these at once, and a backup is made before
MEGABYTE = 1_000_000
USUAL_MOST = 2000 * MEGABYTE  # what all backups together may take up, unless chosen otherwise
LEAST_MOST, LARGEST_MOST = 50 * MEGABYTE, 1_000_000 * MEGABYTE


class Why(StrEnum):
    """What a backup was made for; the word is part of its file's name."""

    CHANGED = "changed"
    CLOSED = "closed"
    WANTED = "wanted"
    BEFORE_MANY = "before-many"
    BEFORE_RESTORE = "before-restore"
    BEFORE_UPDATE = "before-update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup, as its file's name and size tell."""

    file: Path
    at: datetime
    why: Why
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a challenge's file or a backup of it holds; `label` is what was done in it last, if anything."""

    title: str
    stories: int
    reviewers: int
    readings: int
    steps: int
    label: str
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What going back left: a backup of what was there `before`, or where the `damaged` file was put."""

    before: Backup | None
    damaged: Path | None


class Backups(Protocol):
    """Makes, lists and goes back to backups of challenges; calls may come from any thread.

    They are in `folder`, away from the challenges' files, and each can be opened like any challenge.
    """

    @property
    def folder(self) -> Path: ...

    def make(self, path: Path, why: Why, control: Control) -> Backup:
        """Copy the challenge as it is at this moment, look whether the copy is whole, and let old ones go.

        Raises what opening it raises, `CannotWrite`, `DiskFull` and `Cancelled`; then nothing is let go.
        """
        ...

    def copy(self, path: Path, target: Path, control: Control) -> None:
        """The same, to a file of one's own choice; raises `FileExists`, too."""
        ...

    def of(self, path: Path) -> Sequence[Backup]:
        """The backups of the challenge in `path`, the newest first; also where it is damaged or gone."""
        ...

    def holding(self, file: Path) -> Holding:
        """What a challenge or a backup holds; raises what opening it raises."""
        ...

    def restore(self, backup: Path, path: Path, label: str, who: str, control: Control) -> Restored:
        """Let `path` be as the backup is, in one go; nobody may have it open.

        What was there is a backup before, and history tells the step `label`. Raises `FileBusy`, what
        opening the backup raises, `CannotWrite`, `DiskFull` and `Cancelled`; then `path` is as it was.
        """
        ...

    def alter(self, backup: Backup, work: Callable[[OpenChallenge], object], control: Control) -> None:
        """Let `work` alter what a backup holds, wholly or not at all; raises what it and opening raise."""
        ...

    def remove(self, backup: Backup) -> None:
        """Let go of one; raises `CannotWrite`."""
        ...

    def most(self) -> int:
        """How many bytes all backups together may take up."""
        ...

    def allow(self, most: int) -> None:
        """Choose how many bytes they may; raises `CannotWrite`."""
        ...

    def taken(self) -> int:
        """How many bytes they take up."""
        ...


def back_up_before_many(backups: Backups, path: Path) -> None:
    """A place without room for backups keeps nobody from working; a damaged challenge does."""
    with suppress(CannotWrite, DiskFull):
        backups.make(path, Why.BEFORE_MANY, Control())


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether something that was changed now should be in a backup, too."""
    return last is None or now - last >= EVERY or last > now
