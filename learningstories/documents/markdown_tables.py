"""Tables with pipes, as the kept Markdown has them."""

from collections.abc import Sequence

from learningstories.documents.markdown_inline import InlineWriter
from learningstories.documents.tree import Node

_MOST_SPAN = 50
_MOST_COLUMNS = 100  # by spans; more cells than that stand where they stand
_RULES = {"left": ":---", "right": "---:", "center": ":---:"}


def table_rows(table: Node) -> list[list[Node]]:
    """The cells of each row; a cell over several columns or rows is followed by empty ones."""
    rows = []
    reaching: dict[int, int] = {}  # how many more rows a cell above reaches down, by column
    for row in _rows(table):
        cells: list[Node] = []
        for cell in row.children:
            if isinstance(cell, Node) and cell.tag in {"td", "th"}:
                _fill(cells, reaching)
                room = max(1, _MOST_COLUMNS - len(cells))
                width, height = min(room, _span(cell, "colspan")), _span(cell, "rowspan")
                reaching |= dict.fromkeys(range(len(cells), len(cells) + width), height - 1)
                cells += [cell, *(Node(cell.tag) for _ in range(width - 1))]
        _fill(cells, reaching)
        if cells:
            rows.append(cells)
    return rows


def _fill(cells: list[Node], reaching: dict[int, int]) -> None:
    """Empty cells in the columns into which cells above reach."""
    while reaching.get(len(cells), 0) > 0 and len(cells) < _MOST_COLUMNS:
        reaching[len(cells)] -= 1
        cells.append(Node("td"))


def write_table(table: Node, rows: Sequence[Sequence[Node]], inline: InlineWriter) -> list[str]:
    """A table whose first row is its head, after its caption."""
    captions = [inline.paragraph(node.children) for node in _parts(table, "caption")]
    if not any(cell.children for row in rows for cell in row):
        return captions
    width = max(len(row) for row in rows)
    # The last row that says how a column stands decides; heads are often centred by themselves.
    sides = [_RULES.get(_side(rows, column), "---") for column in range(width)]
    lines = [[inline.cell(cell.children) for cell in row] + [""] * (width - len(row)) for row in rows]
    return [*captions, "\n".join(_line(cells) for cells in (lines[0], sides, *lines[1:]))]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rows(table: Node) -> list[Node]:
    rows = []
    for child in table.children:
        if isinstance(child, Node) and child.tag == "tr":
            rows.append(child)
        elif isinstance(child, Node) and child.tag in {"thead", "tbody", "tfoot"}:
            rows += _parts(child, "tr")
    return rows


def _parts(node: Node, tag: str) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node) and child.tag == tag]


def _span(cell: Node, name: str) -> int:
    span = cell.attributes.get(name, "1")
    return min(_MOST_SPAN, max(1, int(span))) if span.isdecimal() and len(span) <= 4 else 1  # noqa: PLR2004


def _side(rows: Sequence[Sequence[Node]], column: int) -> str:
    for row in reversed(rows):
        if column < len(row):
            attributes = row[column].attributes
            side = attributes.get("style") or attributes.get("align", "")
            if side:
                return side.lower()
    return ""
