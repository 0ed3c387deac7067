"""Reads what is offered and stores nothing: files, folders, and what is inside of files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import StoryUnreadable
from learningstories.domain.form import Form
from learningstories.services.belonging import belonging
from learningstories.services.corrections import each_apart
from learningstories.services.deliveries import CellText, Delivery, FormTable, Part
from learningstories.services.drafts import Draft, DraftFile, Problem
from learningstories.services.form_columns import FormMatch, match_columns
from learningstories.services.form_rows import rows_found
from learningstories.services.found import Found, Origin, understood
from learningstories.services.kept import size_of
from learningstories.services.offered import MOST_FILES, Item, offered, pages_settled
from learningstories.services.progress import Control

DEEPEST = 3  # archives within archives
MOST_BYTES = 2 * 1024 * 1024 * 1024  # in all the archives of one drop


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

    def keep_unread(self, origin: Path | Part) -> Draft:
        """A story without text for a file that cannot be read, with its bytes; raises `StoryUnreadable`."""
        ...

    def read_file(self, origin: Path | Part) -> DraftFile:
        """A file that comes along with a story; raises `StoryUnreadable`."""
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
    """What was found, in order, and the forms that some of it comes from, with their columns matched."""

    found: list[Found] = field(default_factory=list)
    matches: list[FormMatch] = field(default_factory=list)


def preview(
    paths: Sequence[Path], reception: Reception, control: Control | None = None, into: Preview | None = None
) -> Preview:
    """Read files and folders and store nothing; one that cannot be read does not stop the others.

    Pictures, sounds and films come along with the text that names them, that is called as they are, or
    that is alone with them in a folder; the others are stories of their own. `into` is filled as files
    are read, so that what was found can be shown, and kept when reading is stopped. Raises `Cancelled`.
    """
    preview = into if into is not None else Preview()
    looking = _Looking(reception, control or Control(), preview)
    offer = offered(paths)
    looking.look(offer.items)
    for folder in offer.too_full:
        looking.fail(StoryUnreadable(folder.name, "too_many_files"), Origin(path=folder))
    return preview


def again(origin: Origin, reception: Reception, control: Control | None = None) -> list[Found]:
    """Read once more what was found in one place; for a row of a form, that row alone. Raises `Cancelled`."""
    preview = Preview()
    looking = _Looking(reception, control or Control(), preview)
    if origin.part is not None:
        looking.look([Item(place=origin.part, folder=origin.part.within)], origin.path)
    elif origin.path is not None:
        looking.look([Item(place=origin.path)])
    rows = [found for found in preview.found if found.origin.row == origin.row]
    return rows if origin.row is not None else preview.found


def keep_unread(found: Found, reception: Reception) -> Found:
    """A story without text for what could not be read, so that it is kept; raises `StoryUnreadable`."""
    origin = found.origin.part or found.origin.path
    if origin is None:
        raise found.failure or StoryUnreadable(found.source, "missing")
    draft = reception.reader.keep_unread(origin)
    kept = understood(
        draft,
        reception.challenge,
        now=reception.now,
        received=reception.received,
        origin=found.origin,
    )
    return replace(kept, source=found.source)


class _Looking:
    """One look at what was offered; it fills `preview`."""

    def __init__(self, reception: Reception, control: Control, preview: Preview) -> None:
        self._reception = reception
        self._control = control
        self._found = preview.found
        self._preview = preview
        self._done = self._total = self._bytes = 0

    def look(self, items: Sequence[Item], path: Path | None = None, depth: int = 0) -> None:
        """Read items that lay together, in the file at `path` if they are parts of one."""
        sorted_out = belonging(items)
        self._total += len(items)
        taken: set[int] = set()
        for place, text in enumerate(sorted_out.texts):
            pictures = sorted_out.pictures_for(text)
            first = len(self._found)
            self._read(text, pictures, path, depth)
            new = self._found[first:]
            named = _names_in(new)
            taken |= {id(picture) for picture in pictures if picture.name in named}
            left = [item for item in sorted_out.along.get(place, ()) if id(item) not in taken]
            draft = new[0].draft if len(new) == 1 else None
            if draft is not None and left:
                self._found[first] = self._with_media(new[0], draft, left)
                taken |= {id(item) for item in left}
                self._done += len(left)
        for item in sorted_out.media:
            if id(item) not in taken:
                self._read(item, (), path, depth)

    def fail(self, failure: StoryUnreadable, origin: Origin) -> None:
        """Note why there is no story."""
        at = self._reception.received or self._reception.now
        source = _source(origin, failure.name)
        self._found.append(Found(source=source, failure=failure, received_at=at, origin=origin))

    def _read(self, item: Item, pictures: Sequence[Item], path: Path | None, depth: int) -> None:
        self._control.step(self._done, self._total)
        self._done += 1
        origin = _origin(item, path)
        try:
            delivery = self._take_in(item, pictures)
            self._bound(delivery, depth)
        except StoryUnreadable as failure:
            self.fail(failure, origin)
            return
        source = _source(origin, delivery.name)
        for draft in delivery.drafts:
            self._found += self._stories(draft, origin, source)
        if delivery.table is not None:
            self._match(delivery.table, origin)
        if delivery.parts:
            inside = [_inside(part, origin, delivery.name) for part in delivery.parts]
            self.look(pages_settled(inside), origin.path, depth + 1)

    def _match(self, table: FormTable, origin: Origin) -> None:
        reception = self._reception
        match = match_columns(table, reception.forms, reception.columns, reception.day_first)
        self._preview.matches.append(match)
        self._found += rows_found(match, reception, origin, self._control)

    def _take_in(self, item: Item, pictures: Sequence[Item]) -> Delivery:
        reader, place = self._reception.reader, item.place
        if isinstance(place, Path):
            return reader.take_in(place, [each.place for each in pictures if isinstance(each.place, Path)])
        return reader.take_in_part(place, [each.place for each in pictures if isinstance(each.place, Part)])

    def _bound(self, delivery: Delivery, depth: int) -> None:
        self._bytes += sum(size_of(part.data) for part in delivery.parts)
        if delivery.parts and depth >= DEEPEST:
            raise StoryUnreadable(delivery.name, "archive_too_deep")
        if self._total + len(delivery.parts) > MOST_FILES:
            raise StoryUnreadable(delivery.name, "too_many_files")
        if self._bytes > MOST_BYTES:
            raise StoryUnreadable(delivery.name, "zip_bomb")

    def _stories(self, draft: Draft, origin: Origin, source: str) -> list[Found]:
        """The story of a draft, or one for each attachment that seems to be a story of its own."""
        reception = self._reception
        found = replace(
            understood(
                draft, reception.challenge, now=reception.now, received=reception.received, origin=origin
            ),
            source=source,
        )
        if not draft.apart:
            return [found]
        each = each_apart(found, reception.challenge)
        return [
            replace(alone, source=f"{source}/{alone.draft.variant_name}") for alone in each if alone.draft
        ]

    def _with_media(self, found: Found, draft: Draft, media: Sequence[Item]) -> Found:
        """The story with what comes along with it; what cannot be read is told by itself."""
        files: list[DraftFile] = []
        for item in media:
            try:
                files.append(self._reception.reader.read_file(item.place))
            except StoryUnreadable as failure:
                self.fail(failure, _origin(item, found.origin.path))
        problems = tuple(_undescribed(file) for file in files if file.role != "file")
        draft = replace(draft, files=(*draft.files, *files), problems=(*draft.problems, *problems))
        return replace(found, draft=draft, problems=(*found.problems, *problems))


def _origin(item: Item, path: Path | None) -> Origin:
    """Where to find an item again; `path` is the file that a part was found in."""
    if isinstance(item.place, Path):
        return Origin(path=item.place)
    return Origin(path=path, part=item.place)


def _source(origin: Origin, name: str) -> str:
    """What to call a place to a person: "stories.zip/Ada/boat.docx"."""
    return "/".join((*origin.part.within, name)) if origin.part is not None else name


def _inside(part: Part, outer: Origin, name: str) -> Item:
    """A part, which knows from now on in which files it was found."""
    around = outer.part.within if outer.part is not None else ()
    within = (*around, name, *part.within)
    return Item(place=replace(part, within=within), folder=within)


def _names_in(found: Sequence[Found]) -> set[str]:
    """The names of the pictures that texts have in them, or wanted to have."""
    names = set()
    for each in found:
        if each.draft is not None:
            names |= {picture.name for picture in each.draft.pictures}
            names |= {problem.facts.get("name", "") for problem in each.draft.problems}
    return names


def _undescribed(file: DraftFile) -> Problem:
    picture = file.role == "picture"
    code = "picture_without_description" if picture else "media_without_description"
    return Problem(code=code, facts={"name": file.name})
