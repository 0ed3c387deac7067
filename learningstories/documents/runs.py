"""Stretches of text with their form, as word processors keep them, written as HTML."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

MARKS = ("b", "i", "u", "del", "sup", "sub")
_MARKS_OF_LINKS = tuple(mark for mark in MARKS if mark != "u")  # a link is underlined as it is
PLAIN: frozenset[str] = frozenset()


class Run(NamedTuple):
    """A piece of HTML within a line, the marks (of `MARKS`) that it all has, and where it leads."""

    html: str
    marks: frozenset[str] = PLAIN
    address: str = ""


def write_runs(runs: Sequence[Run]) -> str:
    """The runs as HTML; what follows each other in the same form is marked once."""
    return _grouped(
        runs,
        lambda run: run.address,
        lambda group, address: _link(_marked(group, _MARKS_OF_LINKS if address else MARKS), address),
    )


def _marked(runs: Sequence[Run], marks: tuple[str, ...]) -> str:
    if not marks:
        return "".join(run.html for run in runs)
    mark = marks[0]
    return _grouped(
        runs,
        lambda run: mark if mark in run.marks else "",
        lambda group, name: _element(_marked(group, marks[1:]), name),
    )


def _grouped(
    runs: Sequence[Run], key: Callable[[Run], str], write: Callable[[Sequence[Run], str], str]
) -> str:
    return "".join(write(list(group), value) for value, group in groupby(runs, key))


def _element(inside: str, name: str) -> str:
    return f"<{name}>{inside}</{name}>" if name and inside.strip() else inside


def _link(inside: str, address: str) -> str:
    return f'<a href="{escape(address)}">{inside}</a>' if address and inside.strip() else inside
