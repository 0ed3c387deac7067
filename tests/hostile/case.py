"""One hostile file and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`make` gives the bytes. It is refused for one of `causes`, or read where there is none or "read" is one.

    Where it is read, `keeps` stands in the text and nothing of `never` anywhere in what was understood.
    """

    name: str
    make: Callable[[], bytes]
    causes: frozenset[str] = frozenset(("read",))
    keeps: str = ""
    never: tuple[str, ...] = ("root:x:",)


def case(
    name: str,
    make: Callable[[], bytes],
    causes: str = "read",
    keeps: str = "",
    never: tuple[str, ...] = ("root:x:",),
) -> Case:
    """A case; `causes` are separated by blanks."""
    return Case(name=name, make=make, causes=frozenset(causes.split()), keeps=keeps, never=never)
