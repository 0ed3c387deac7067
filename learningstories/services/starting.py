"""What the app can be asked for when it is started, besides a file."""

from pathlib import Path
from typing import NamedTuple

NEW, OPEN, READ_PACK = "--new", "--open", "--read-pack"
DEEDS = frozenset({NEW, OPEN, READ_PACK})


class Wish(NamedTuple):  # a dataclass takes too long to make before the first paint
    """The files to open, the address of a challenge on a server, or one of DEEDS.

    None of them means that a person just wants to see the app.
    """

    files: tuple[Path, ...] = ()
    deed: str = ""
    address: str = ""


def means_a_server(word: str) -> bool:
    """Whether a word is an address and no file; whether one of sense, is found out where it is opened."""
    return word.lower().startswith(("postgresql://", "postgres://"))


def wish_of(words: list[str]) -> Wish:
    """What the words of the command line ask for."""
    if len(words) == 1 and words[0] in DEEDS:
        return Wish(deed=words[0])
    if len(words) == 1 and means_a_server(words[0]):
        return Wish(address=words[0])
    return Wish(files=tuple(Path(word).absolute() for word in words))
