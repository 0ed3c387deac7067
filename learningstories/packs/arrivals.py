"""What came that may be returns: files, folders of them, mails with returns attached or pasted in, texts."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from learningstories.domain.pack import ReturnBy
from learningstories.packs import return_mail
from learningstories.packs.known_files import is_pack
from learningstories.packs.returns import MOST_BYTES, found_in
from learningstories.services.returned import Arrival

MOST_FILES = 10_000
MOST_OF_A_MAILBOX = 1024 * 1024 * 1024
_MAILS, _MAILBOX = (".eml", ".msg"), ".mbox"
# In a folder, what else lies there is passed over.
_LOOKED_AT = frozenset((".txt", *_MAILS, _MAILBOX, ".lspack", ".json"))
_HEAD = 8_192


def arrivals(path: Path) -> Iterator[Arrival]:
    """What may be returns in a file or a folder; raises nothing."""
    is_folder = path.is_dir()
    for each in _files_in(path) if is_folder else [path]:
        for came in _of_file(each, sought=not is_folder):
            yield replace(came, path=each)


def pasted(text: str) -> list[Arrival]:
    """The returns within a text."""
    data = text.encode("utf-8", "replace")
    pieces = found_in(data) or [data]
    return [Arrival(name="", by=ReturnBy.PASTED, data=piece) for piece in pieces]


def _files_in(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        wanted = (name for name in sorted(names) if Path(name).suffix.lower() in _LOOKED_AT)
        paths = (Path(here, name) for name in wanted if not name.startswith("."))
        found += [path for path in paths if path.is_file()]  # what is a pipe would be waited for
        if len(found) >= MOST_FILES:
            break
    return found[:MOST_FILES]


def _of_file(path: Path, *, sought: bool) -> Iterator[Arrival]:
    name = path.name
    if path.suffix.lower() == _MAILBOX and path.is_file():
        yield from _of_mailbox(path, sought=sought)
        return
    is_mail = path.suffix.lower() in _MAILS
    most = return_mail.MOST_BYTES if is_mail else MOST_BYTES
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except PermissionError:
        yield Arrival(name=name, by=ReturnBy.FILE, code="no_permission")
        return
    except (OSError, ValueError):  # not there, a folder, or a name that no file can have
        yield Arrival(name=name, by=ReturnBy.FILE, code="missing")
        return
    if len(data) > most:
        # Its beginning still tells a pack from a return.
        yield Arrival(name=name, by=ReturnBy.FILE, data=data[:_HEAD], code="return_too_big", sought=sought)
    elif is_mail:
        yield from return_mail.arrivals(data, name, sought=sought)
    else:
        pieces = [data] if is_pack(data) else found_in(data)
        yield from (Arrival(name=name, by=ReturnBy.FILE, data=piece, sought=sought) for piece in pieces)
        if not pieces:  # a folder may hold thousands of other texts, which nobody need keep in mind
            yield Arrival(name=name, by=ReturnBy.FILE, code="not_a_return", sought=sought)


def _of_mailbox(path: Path, *, sought: bool) -> Iterator[Arrival]:
    name = path.name
    try:
        if path.stat().st_size > MOST_OF_A_MAILBOX:
            yield Arrival(name=name, by=ReturnBy.MAIL, code="return_too_big", sought=sought)
            return
        yield from return_mail.in_mailbox(path, name, sought=sought)
    except PermissionError:
        yield Arrival(name=name, by=ReturnBy.MAIL, code="no_permission")
    except OSError:
        yield Arrival(name=name, by=ReturnBy.MAIL, code="missing")
