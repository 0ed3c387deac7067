"""What the app can be asked for when it is started, besides a file."""

from dataclasses import dataclass
from pathlib import Path

NEW, OPEN, READ_PACK = "--new", "--open", "--read-pack"
DEEDS = frozenset({NEW, OPEN, READ_PACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The files to open, or one of DEEDS; neither means that a person just wants to see the app."""

    files: tuple[Path, ...] = ()
    deed: str = ""


def wish_of(words: list[str]) -> Wish:
    """What the words of the command line ask for."""
    if len(words) == 1 and words[0] in DEEDS:
        return Wish(deed=words[0])
    return Wish(files=tuple(Path(word).absolute() for word in words))
