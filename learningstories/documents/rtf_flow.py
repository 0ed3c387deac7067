"""One stream of paragraphs of an RTF file, that of the text or of a note, as HTML."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple

from learningstories.documents.item_lists import Item, nested_lists
from learningstories.documents.runs import PLAIN, Run, write_runs
from learningstories.documents.tree import TITLE_CLASS

TITLE = -1


@dataclass(slots=True, eq=False)
class Picture:
    """A picture in the text: its kind as RTF calls it, its bytes in hex or as they are, its description."""

    kind: str = ""
    pieces: list[bytes] = field(default_factory=list)
    raw: bytes = b""
    description: str = ""
    place: int = -1


class Piece(NamedTuple):
    """Text, HTML or a picture within a line."""

    text: str = ""
    html: str = ""
    picture: Picture | None = None
    marks: frozenset[str] = PLAIN
    address: str = ""


@dataclass(slots=True)
class Shape:
    """What is said about the paragraph that is being written."""

    level: int = 0
    in_table: bool = False
    list_number: int = 0
    list_level: int = 0

    def say(self, word: str, number: int, level_of: Callable[[int], int]) -> None:
        """A word about the paragraph; `level_of` gives the heading that a style stands for."""
        if word == "s":
            self.level = level_of(number)
        elif word == "outlinelevel" and 0 <= number < 6:  # noqa: PLR2004 - as many as there are headings
            self.level = self.level or number + 1
        elif word == "ls":
            self.list_number = number
        elif word == "ilvl":
            self.list_level = number
        elif word in {"intbl", "itap"}:
            self.in_table = word == "intbl" or number > 0


class _Block(NamedTuple):
    pieces: list[Piece]
    level: int = 0
    item: tuple[int, bool] | None = None
    rows: "list[list[list[_Block]]] | None" = None


class Flow:
    """Collects pieces into paragraphs, items, cells and rows."""

    def __init__(self) -> None:
        self.shape = Shape()
        self.marker = ""
        self._pieces: list[Piece] = []
        self._blocks: list[_Block] = []
        self._cell: list[_Block] = []
        self._row: list[list[_Block]] = []
        self._rows: list[list[list[_Block]]] = []
        self._aside: list[_Block] = []

    def add(self, piece: Piece) -> None:
        """More of the line."""
        self._pieces.append(piece)

    def end_paragraph(self, *, ordered: bool) -> None:
        """The paragraph is complete; `ordered` is whether it would have a number as an item."""
        shape = self.shape
        is_item = not shape.level and bool(shape.list_number or self.marker)
        item = (shape.list_level, ordered) if is_item else None
        blocks = [_Block(self._pieces, shape.level, item), *self._aside]
        self._pieces, self._aside, self.marker = [], [], ""
        if shape.in_table or self._row:
            self._cell += blocks
        elif _says_something(blocks[0]) or self._rows or len(blocks) > 1:
            self._end_table()
            self._blocks += blocks

    def end_cell(self, *, ordered: bool) -> None:
        """The cell is complete, and the paragraph in it."""
        self.shape.in_table = True
        self.end_paragraph(ordered=ordered)
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """The row is complete."""
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def put_aside(self, other: "Flow") -> None:
        """What stands in a frame beside the line comes after the paragraph."""
        self._aside += other.blocks()

    def blocks(self) -> list[_Block]:
        """All that was collected."""
        if self._pieces or self._aside:
            self.shape.in_table = False
            self.end_paragraph(ordered=False)
        if self._row or self._cell:
            self._row.append(self._cell)
            self.end_row()
        self._end_table()
        return self._blocks

    def html(self) -> str:
        """The blocks as HTML."""
        return _html(self.blocks())

    def _end_table(self) -> None:
        if self._rows:
            self._blocks.append(_Block([], rows=self._rows))
            self._rows = []


def _says_something(block: _Block) -> bool:
    return any(piece.text.strip() or piece.html or piece.picture for piece in block.pieces)


def _html(blocks: list[_Block]) -> str:
    return "".join(
        nested_lists([_item(block) for block in group if _says_something(block)])
        if is_list
        else "".join(map(_block, group))
        for is_list, group in groupby(blocks, lambda block: block.item is not None)
    )


def _item(block: _Block) -> Item:
    level, ordered = block.item or (0, False)
    return Item(write_runs(list(_runs(block))), level, ordered)


def _block(block: _Block) -> str:
    if block.rows is not None:
        rows = ("".join(f"<td>{_html(cell)}</td>" for cell in row) for row in block.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    inside = write_runs(list(_runs(block)))
    if not inside.strip():
        return ""
    if block.level == TITLE:
        return f'<h1 class="{TITLE_CLASS}">{inside}</h1>'
    return f"<h{block.level}>{inside}</h{block.level}>" if block.level else f"<p>{inside}</p>"


def _runs(block: _Block) -> Iterator[Run]:
    """The pieces of a line; a heading is bold by itself."""
    dropped = {"b"} if block.level else set()

    def form(piece: Piece) -> tuple[bool, frozenset[str], str]:
        return not piece.text, piece.marks, piece.address

    for (is_solid, marks, address), group in groupby(block.pieces, form):
        pieces = list(group)
        written = "".join(map(_solid, pieces)) if is_solid else _text("".join(piece.text for piece in pieces))
        yield Run(written, marks - dropped, address)


def _solid(piece: Piece) -> str:
    if piece.picture is None:
        return piece.html
    picture = piece.picture
    return f'<img src="part:{picture.place}" alt="{escape(picture.description)}">'


def _text(text: str) -> str:
    """Escaped, with characters that were written in two halves made whole."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return escape(whole)
