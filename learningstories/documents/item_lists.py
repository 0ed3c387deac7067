"""Items that say how deep they stand, as lists within lists."""

from collections.abc import Sequence
from typing import NamedTuple

_DEEPEST = 8


class Item(NamedTuple):
    """One item of a list: what it says as HTML, its level from 0, and whether it has a number."""

    html: str
    level: int = 0
    ordered: bool = False


def nested_lists(items: Sequence[Item]) -> str:
    """The HTML of items that follow each other."""
    written: list[str] = []
    open_lists: list[str] = []
    for item in items:
        level = min(max(item.level, 0), len(open_lists), _DEEPEST)
        name = "ol" if item.ordered else "ul"
        while len(open_lists) > level + 1:
            written.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == level + 1 and open_lists[-1] != name:
            written.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == level + 1:
            written.append("</li>")
        else:
            open_lists.append(name)
            written.append(f"<{name}>")
        written.append(f"<li>{item.html}")
    written += [f"</li></{name}>" for name in reversed(open_lists)]
    return "".join(written)
