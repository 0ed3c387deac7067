"""What goes into the showcase book, ready to be set: consent applied, words worded, HTML sanitised."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from learningstories.domain.showcase import Look, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPicture:
    """A picture of a story; its HTML names it as `<img src="media:SHA">`. `path` holds the bytes."""

    sha: str
    path: Path
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPromise:
    """What a reader or a guest will do; `name` is empty for those who did not agree to be named."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookStory:
    """A story as it may be printed.

    `author` is the name the author agreed to (may be empty), `language` a BCP 47 tag. `html` is
    sanitised HTML; footnotes have the shape Python-Markdown gives them (`#fn:` links and `fn:` ids kept).
    """

    number: int
    title: str
    html: str
    author: str = ""
    theme: str = ""
    language: str = "en"
    pictures: tuple[BookPicture, ...] = ()
    promises: tuple[BookPromise, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOrderRow:
    """A line of the evening's plan; `number` leads to the story in the book."""

    time: str
    title: str
    author: str = ""
    minutes: float
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookContent:
    """The whole book. `dated` (as a rule the evening) is the only date in the file, so that the same
    content gives the same bytes. `cover` is the picture on the cover, None for a drawn one; `imprint`
    stands on the last page, with the names of `readers`. `large` is for eyes that need large letters.
    """

    title: str
    dated: date
    stories: tuple[BookStory, ...]
    subtitle: tuple[str, ...] = ()
    colophon: str = ""
    call_html: str = ""
    organisation: str = ""
    event: str = ""
    language: str = "en"
    paper: Paper = Paper.A5
    look: Look = Look.EMBER
    running_order: tuple[RunningOrderRow, ...] = ()
    cover: BookPicture | None = None
    imprint: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    large: bool = False
    bleed: bool = False
    fours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReport:
    """What was made. `accessible` says that the file meets PDF/UA-1 and PDF/A-2a; `notes` are sentences."""

    pages: int
    bytes: int
    accessible: bool
    notes: tuple[str, ...] = ()
