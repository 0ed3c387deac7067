"""What the app can be asked for when it is started, besides a file."""

from pathlib import Path
from typing import NamedTuple

NEW, OPEN, READ_PACK = "--new", "--open", "--read-pack"
DEEDS = frozenset({NEW, OPEN, READ_PACK})


class Wish(NamedTuple):  # a dataclass takes too long to make before the first paint
    """The files to open, or one of DEEDS; neither means that a person just wants to see the app."""

    files: tuple[Path, ...] = ()
    deed: str = ""


def wish_of(words: list[str]) -> Wish:
    """What the words of the command line ask for."""
    if len(words) == 1 and words[0] in DEEDS:
        return Wish(deed=words[0])
    return Wish(files=tuple(Path(word).absolute() for word in words))
