"""What the window and the command line are given to work with; `main` fills it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from learningstories.domain.challenge import Challenge
    from learningstories.services.backups import Backups
    from learningstories.services.book_content import BookContent, BookReport
    from learningstories.services.call_content import CallContent, CallReport
    from learningstories.services.deliveries import CellText, Delivery, Part
    from learningstories.services.document_content import DocumentContent, DocumentReport
    from learningstories.services.drafts import Draft, DraftFile
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.pack_port import MakeBooklet, MakePage, Packs
    from learningstories.services.ports import Clock
    from learningstories.services.progress import Control
    from learningstories.services.rescue import RescueReport
    from learningstories.services.server_port import Servers
    from learningstories.services.site_content import SiteContent


class Documents(Protocol):
    """Reads story files and shows their texts, in a process of its own; calls may come from any thread."""

    def take_in(self, path: Path, companions: Collection[Path] = ()) -> Delivery:
        """What the file holds; raises `StoryUnreadable`."""
        ...

    def take_in_part(self, part: Part, companions: Collection[Part] = ()) -> Delivery:
        """What a file within a file holds; raises `StoryUnreadable`."""
        ...

    def read_cells(self, texts: Sequence[str]) -> Sequence[CellText]:
        """The texts of a form's cells as stories' texts; raises `StoryUnreadable`."""
        ...

    def keep_unread(self, origin: Path | Part) -> Draft:
        """A story without text for a file that cannot be read, with its bytes; raises `StoryUnreadable`."""
        ...

    def read_file(self, origin: Path | Part) -> DraftFile:
        """A file that comes along with a story; raises `StoryUnreadable`."""
        ...

    def read_text(self, text: str, source: str = "") -> Draft:
        """What a text that was pasted or typed says; raises `StoryUnreadable`."""
        ...

    def to_html(self, markdown: str) -> str:
        """Sanitised HTML of a story's text."""
        ...

    def close(self) -> None:
        """End the process."""
        ...


class MakeBook(Protocol):
    """Typesets the showcase book."""

    def __call__(self, content: BookContent, target: Path, control: Control) -> BookReport:
        """Write the PDF to `target`, whole or not at all.

        Raises `TypesettingFailed`, `GlyphMissing`, `CannotWrite`, `DiskFull`, `Cancelled`.
        """
        ...


class CallMaker(Protocol):
    """Makes what is handed out of the call for stories."""

    def pdf(self, content: CallContent, target: Path, control: Control) -> CallReport:
        """Write one page to `target`, whole or not at all.

        Raises `CallTooLong`, `TypesettingFailed`, `GlyphMissing`, `CannotWrite`, `DiskFull`, `Cancelled`.
        """
        ...

    def page(self, content: CallContent) -> bytes:
        """A web page in one file."""
        ...

    def text(self, content: CallContent) -> str:
        """Plain text."""
        ...


class MakeDocument(Protocol):
    """Typesets pages of words by one of the templates."""

    def __call__(self, content: DocumentContent, target: Path, control: Control) -> DocumentReport:
        """Write the PDF to `target`, whole or not at all.

        Raises `TypesettingFailed`, `GlyphMissing`, `CannotWrite`, `DiskFull`, `Cancelled`.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)  # made before the first paint
class Toolbox:
    """Everything from outside that the use cases need, loaded only when it is first used.

    `open` raises what the file is refused for, `FileReadOnly` among them; `open_to_read` opens
    such a file too. `make` refuses a file that is there. `page_image` takes a PDF, a page from 0
    and a width in pixels and gives width, height and rows of BGRX bytes. `make_site` gives each web page
    with its name. `sample` gives the sample
    challenge in the person's own folder, made where it is not there yet. `screenshots` takes a
    challenge and a folder and gives the pictures it saved there, one a page of the window.
    `backups` gives the shelf of them, which is on this computer; `rescue` saves what can be read of
    a damaged challenge in a new one.
    `servers` gives challenges on servers, `packs` what writes and reads packs, `answers_folder` where this
    person's own answers to packs are.
    """

    clock: Clock
    who: str
    make: Callable[[Path, Challenge], OpenChallenge]
    open: Callable[[Path], OpenChallenge]
    open_to_read: Callable[[Path], OpenChallenge]
    documents: Documents
    make_book: MakeBook
    make_document: MakeDocument
    call: CallMaker
    make_site: Callable[[SiteContent], Iterable[tuple[str, bytes]]]
    page_image: Callable[[Path, int, int], tuple[int, int, bytes]]
    join_pages: Callable[[Sequence[Path], Path], None]
    sample: Callable[[Control], Path]
    screenshots: Callable[[Path, Path], Sequence[Path]]
    packs: Callable[[], Packs]
    make_page: MakePage
    make_booklet: MakeBooklet
    answers_folder: Callable[[], Path]
    backups: Callable[[], Backups]
    rescue: Callable[[Path, Path, Control], RescueReport]
    servers: Callable[[], Servers]
