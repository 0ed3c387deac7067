"""Tells returns from stories among what is dropped on the window or found in a folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from learningstories.services.pack_port import Packs
from learningstories.services.progress import Control
from learningstories.services.returned import ENDING, Arrival, ReturnRefused

# What a return can be in: its own file, whatever mail programs and browsers made of its name, or a mail.
_MAY_HOLD = (".txt", ".eml", ".msg", ".json")
_MAILBOX = ".mbox"
_NO_RETURN = frozenset(("not_a_return", "no_return_in_mail"))
_COPIED = "BEGIN LEARNING STORIES RETURN"
_MARKS = (b"LEARNING STORIES RETURN", b"learning-stories-return")


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedOut:
    """What is to be taken in as returns, and what is to be looked at as stories."""

    returns: tuple[Path, ...]
    others: tuple[Path, ...]


def may_hold_returns(paths: Sequence[Path]) -> bool:
    """Whether it is worth looking into them; a glance at their names."""
    return any(path.suffix.lower() in _MAY_HOLD or not path.suffix for path in paths)


def holds_pasted_return(text: str) -> bool:
    """Whether a text that was copied has a return in it; a glance at its words."""
    return _COPIED in " ".join(text.split())


def sort_out(files: Packs, paths: Sequence[Path], control: Control) -> SortedOut:
    """Look into files, mails and folders; raises `Cancelled`.

    A folder without returns is left whole; of one with some the other files are named one by one.
    """
    returns: list[Path] = []
    others: list[Path] = []
    for done, path in enumerate(paths):
        control.step(done, len(paths))
        if not path.is_dir():
            (returns if _holds_return(files, path) else others).append(path)
            continue
        came_from = (came.path for came in files.arrivals([path]) if _is_return(files, came))
        # A mailbox may hold stories, too: it is looked at for returns only where returns are taken in.
        found = {each: None for each in came_from if each and each.suffix.lower() != _MAILBOX}
        returns += found
        others += [each for each in _files_in(path) if each not in found] if found else [path]
    return SortedOut(returns=tuple(returns), others=tuple(others))


def _holds_return(files: Packs, path: Path) -> bool:
    if path.name.lower().endswith(ENDING):
        return True
    if path.suffix.lower() not in _MAY_HOLD:
        return False
    return any(_is_return(files, came) for came in files.arrivals([path]))


def _is_return(files: Packs, came: Arrival) -> bool:
    """Whether it is one, however damaged."""
    if came.code or files.is_pack(came.data):
        return False
    try:
        files.open_return(came.data)
    except ReturnRefused as refused:
        # A text that only begins like JSON is no damaged return, but something else.
        return refused.code not in _NO_RETURN and any(mark in came.data for mark in _MARKS)
    return True


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
