"""Reads what is offered and stores nothing: files, folders, and what is inside of files."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import StoryUnreadable
from learningstories.domain.form import Form
from learningstories.services.deliveries import CellText, Delivery, FormTable, Part
from learningstories.services.found import Found, Origin, understood
from learningstories.services.progress import Control

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


class Reader(Protocol):
    """Reads story files, as `toolbox.Documents` does."""

    def take_in(self, path: Path, companions: Collection[Path] = ()) -> Delivery:
        """What the file holds; raises `StoryUnreadable`."""
        ...

    def take_in_part(self, part: Part, companions: Collection[Part] = ()) -> Delivery:
        """What a file within a file holds; raises `StoryUnreadable`."""
        ...

    def read_cells(self, texts: Sequence[str]) -> Sequence[CellText]:
        """The texts of a form's cells; raises `StoryUnreadable`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """With what things are received: `received`, if given, is when all of them came.

    `forms` are those whose columns were matched before; `columns` maps headers to fields and
    `day_first` says how dates are written, where a person says so now.
    """

    challenge: Challenge
    reader: Reader
    now: datetime
    received: datetime | None = None
    forms: Sequence[Form] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None


@dataclass(slots=True)
class Preview:
    """What was found, in order, and the tables of forms that some of it comes from."""

    found: list[Found] = field(default_factory=list)
    tables: list[FormTable] = field(default_factory=list)


def preview(
    paths: Sequence[Path], reception: Reception, control: Control | None = None, into: Preview | None = None
) -> Preview:
    """Read files and folders and store nothing; one that cannot be read does not stop the others.

    Pictures among `paths` belong to the texts that name them and are no stories of their own. `into`
    is filled as files are read, so that what was found can be shown, and kept when reading is stopped.
    Raises `Cancelled`.
    """
    files = files_in(paths)
    pictures = [path for path in files if path.suffix.lower() in PICTURES]
    stories = [path for path in files if path not in pictures] or pictures
    preview = into if into is not None else Preview()
    for done, path in enumerate(stories):
        if control is not None:
            control.step(done, len(stories))
        origin = Origin(path=path)
        try:
            delivery = reception.reader.take_in(path, pictures)
        except StoryUnreadable as failure:
            preview.found.append(_failed(failure, reception, origin))
        else:
            _take(preview, delivery, reception, origin)
    return preview


def _take(preview: Preview, delivery: Delivery, reception: Reception, origin: Origin) -> None:
    preview.found += [
        understood(draft, reception.challenge, now=reception.now, received=reception.received, origin=origin)
        for draft in delivery.drafts
    ]


def _failed(failure: StoryUnreadable, reception: Reception, origin: Origin) -> Found:
    at = reception.received or reception.now
    return Found(source=failure.name, failure=failure, received_at=at, origin=origin)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files that were offered, and those that lie directly in a folder that was."""
    files: list[Path] = []
    for path in paths:
        files += _inside(path) if _is_folder(path) else [path]
    return files


def _inside(folder: Path) -> Iterator[Path]:
    with suppress(OSError):  # a folder that may not be looked into has no files for us
        yield from sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have; reading it says so
        return False
