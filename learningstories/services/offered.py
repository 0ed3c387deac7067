"""Which files are offered when somebody drops files and folders: nothing hidden, nothing from outside."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from learningstories.services.deliveries import Part

MOST_FILES = 10_000
DEEPEST = 12
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif"))
_RECORDINGS = frozenset(
    (
        *(".mp3", ".m4a", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".wma", ".amr", ".aif", ".aiff"),
        *(".caf", ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".3gp", ".wmv", ".mpg", ".mpeg", ".ogv"),
    )
)
_PAGES = (".html", ".htm", ".xhtml")
# What systems and programs leave behind beside files: nobody offers them as stories.
_LITTER = re.compile(
    r"\..*|.*\.stories(?:-wal|-shm)?|~\$.*|__macosx|thumbs\.db|desktop\.ini|\$recycle\.bin"
    r"|system volume information|icon\r|.*\.lnk",
    re.IGNORECASE,
)
# Beside "page.html" browsers put its pictures into "page_files", in the person's language.
_PAGE_FOLDER = re.compile(r"[-_. ][^\W\d_]{4,14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file on the disk or within another one; `folder` tells items apart that lay in different ones.

    `pictures` are those that a saved page has in a folder of its own.
    """

    place: Path | Part
    folder: tuple[str, ...] = ()
    pictures: tuple["Item", ...] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.place.name

    @property
    def stem(self) -> str:
        """The name without its ending, to be compared."""
        return PurePath(self.name).stem.casefold()

    @property
    def is_picture(self) -> bool:
        """Whether it is called like a picture."""
        return PurePath(self.name).suffix.lower() in _PICTURES

    @property
    def is_media(self) -> bool:
        """Whether it is called like a picture, a sound or a film."""
        return self.is_picture or PurePath(self.name).suffix.lower() in _RECORDINGS

    @property
    def is_page(self) -> bool:
        """Whether it is called like a web page."""
        return self.name.lower().endswith(_PAGES)


@dataclass(slots=True)
class Offer:
    """What was offered; `too_full` are folders with more than can be looked through."""

    chosen: frozenset[Path] = frozenset()
    items: list[Item] = field(default_factory=list)
    too_full: list[Path] = field(default_factory=list)

    def is_full(self) -> bool:
        """Whether no more is looked at."""
        return len(self.items) >= MOST_FILES


def offered(paths: Iterable[Path]) -> Offer:
    """The files among `paths` and those in the folders among them, without their hidden ones."""
    chosen = list(dict.fromkeys(paths))
    offer = Offer(chosen=frozenset(chosen))
    folders = [path for path in chosen if _is_folder(path)]
    offer.items += [Item(place=path) for path in chosen if path not in folders]
    pages = [item for item in offer.items if item.is_page]
    for folder in folders:
        if not any(_is_folder_of(folder.name, page) and _beside(page, folder) for page in pages):
            _look_into(folder, (folder.name,), offer, _Root(folder))
    offer.items = [_with_pictures(item) if item.is_page else item for item in offer.items]
    return offer


def is_litter(name: str) -> bool:
    """Whether a system or a program left this file or folder behind."""
    return _LITTER.fullmatch(name) is not None


def pages_settled(items: Sequence[Item]) -> list[Item]:
    """The items of an archive, with what lies in the folders of saved pages put to the pages."""
    pages = [item for item in items if item.is_page]
    owners = {id(item): _owner(item, pages) for item in items}
    settled = []
    for item in items:
        if owners[id(item)] is None:
            own = [other for other in items if owners[id(other)] is item and other.is_picture]
            settled.append(replace(item, pictures=tuple(own)) if own else item)
    return settled


def _owner(item: Item, pages: Sequence[Item]) -> Item | None:
    for page in pages:
        depth = len(page.folder)
        inside = len(item.folder) > depth and item.folder[:depth] == page.folder
        if inside and _is_folder_of(item.folder[depth], page):
            return page
    return None


class _Root:
    """The folder that was offered; what leads out of it is not followed."""

    def __init__(self, folder: Path) -> None:
        self._real = os.path.realpath(folder)

    def holds(self, entry: "os.DirEntry[str]") -> bool:
        """Whether a file is really in it."""
        return not entry.is_symlink() or os.path.realpath(entry.path).startswith(self._real + os.sep)


def _look_into(folder: Path, within: tuple[str, ...], offer: Offer, root: _Root) -> None:
    if offer.is_full() or len(within) > DEEPEST:
        offer.too_full.append(folder)
        return
    entries = [entry for entry in _entries(folder) if not is_litter(entry.name)]
    files = [entry for entry in entries if _is_file(entry) and root.holds(entry)]
    files = [entry for entry in files if Path(entry.path) not in offer.chosen]
    room = MOST_FILES - len(offer.items)
    if len(files) > room:
        offer.too_full.append(folder)
    offer.items += [Item(place=Path(entry.path), folder=within) for entry in files[:room]]
    pages = [Item(place=Path(entry.path)) for entry in files if entry.name.lower().endswith(_PAGES)]
    for entry in entries:
        # A link to a folder may lead round in circles.
        is_inside = not entry.is_symlink() and entry.is_dir(follow_symlinks=False)
        if is_inside and not any(_is_folder_of(entry.name, page) for page in pages):
            _look_into(Path(entry.path), (*within, entry.name), offer, root)


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    found: list[os.DirEntry[str]] = []
    with suppress(OSError), os.scandir(folder) as entries:  # what may not be looked into has no files for us
        found.extend(entries)
    return sorted(found, key=lambda entry: entry.name)


def _is_file(entry: "os.DirEntry[str]") -> bool:
    with suppress(OSError):
        return entry.is_file()
    return False


def _is_folder_of(name: str, page: Item) -> bool:
    stem = PurePath(page.name).stem
    return name.startswith(stem) and _PAGE_FOLDER.fullmatch(name[len(stem) :]) is not None


def _beside(page: Item, folder: Path) -> bool:
    return isinstance(page.place, Path) and page.place.parent == folder.parent


def _with_pictures(page: Item) -> Item:
    """A saved page with the pictures in the folder that lies beside it."""
    if not isinstance(page.place, Path):
        return page
    beside = [entry for entry in _entries(page.place.parent) if _is_folder_of(entry.name, page)]
    return replace(page, pictures=tuple(_pictures(beside)))


def _pictures(folders: "Iterable[os.DirEntry[str]]") -> Iterator[Item]:
    for folder in folders:
        if folder.is_dir(follow_symlinks=False):
            items = (Item(place=Path(e.path)) for e in _entries(Path(folder.path)) if not e.is_symlink())
            yield from (item for item in items if item.is_picture)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have; reading it says so
        return False
