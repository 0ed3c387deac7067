"""Whether a hyphen at the end of a line belongs into the word."""

import re
from collections.abc import Sequence

from learningstories.documents.pdf_lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST, _FIRST = re.compile(r"(\w+)\s*$"), re.compile(r"\s*(\w+)")
_SELDOM = 0.03  # where fewer lines end so, no program has broken words


class Words:
    """The words of a text, which tell how one is written that was broken."""

    def __init__(self, lines: Sequence[Line]) -> None:
        whole = (line.text[: -len(_tail(line))] if line.broken else line.text for line in lines)
        self._known = {word.lower() for text in whole for word in _WORD.findall(text)}
        broken = sum(line.broken for line in lines)
        self._breaks = broken > max(1.0, _SELDOM * len(lines))

    def joint(self, before: str, after: str) -> str:
        """A hyphen, or nothing, between the end of a line and the start of the next."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if last is None or first is None or not first[1][0].islower() or last[1][-1].isdigit():
            return "-"
        start, end = last[1].lower(), first[1].lower()
        if start + end in self._known or f"{start}-{end}" in self._known:
            return "" if start + end in self._known else "-"
        return "-" if len(start) == 1 or not self._breaks else ""


def _tail(line: Line) -> str:
    found = _LAST.search(line.text)
    return found[0] if found else ""
