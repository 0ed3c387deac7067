"""What a command says: plain words, or JSON for scripts."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO
from unicodedata import category, combining, east_asian_width

Json = Mapping[str, Any] | Sequence[Any]


class Output:
    """Words and results go to standard output, complaints to standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            _take_any_letter(stream)

    def give(self, found: Json, lines: Callable[[], Iterable[str]]) -> None:
        """The result: `found` as JSON, or else `lines` for a person."""
        if self.as_json:
            self._print(json.dumps(found, indent=2))
            return
        for line in lines():
            self._print(line)

    def complain(self, sentence: str) -> None:
        """A sentence about what went wrong."""
        sys.stderr.write(sentence + "\n")

    def refuse(self, code: str, sentence: str, found: Mapping[str, Any] | None = None) -> None:
        """Say why nothing came of it; `found` is what came of the rest."""
        self.complain(sentence)
        if self.as_json:
            self._print(json.dumps({**(found or {}), "error": {"code": code, "message": sentence}}, indent=2))

    def _print(self, line: str) -> None:
        sys.stdout.write(line + "\n")


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of equal length as lines, each column as wide as its widest cell."""
    if not rows:
        return []
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """How many places of a terminal the text takes."""
    places = {"W": 2, "F": 2}
    return sum(0 if combining(c) or category(c) == "Mn" else places.get(east_asian_width(c), 1) for c in text)


def _take_any_letter(stream: TextIO) -> None:
    """Where the terminal cannot show a letter, show its number instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
