"""The rows of an HTML table as a rectangle."""

from collections.abc import Iterator

from learningstories.publish.markup import Element

WIDEST = 12  # columns; a wider table cannot be read on a page and is set as running text
Row = list[Element]


def table_rows(table: Element) -> tuple[list[Row], list[Row], int]:
    """Head rows, body rows, and the number of columns; no columns if there is nothing or too much to set.

    Short rows are filled up with empty cells. What stands between the rows (a caption, stray words)
    becomes a row of the body.
    """
    rows = list(_rows(table, in_head=False))
    head = [row for row, in_head in rows if in_head]
    body = [row for row, in_head in rows if not in_head]
    columns = max((len(row) for row, _in_head in rows), default=0)
    if not 0 < columns <= WIDEST:
        return head, body, 0
    if head and not body:
        head, body = [], head
    for row in head + body:
        row.extend(Element("td") for _ in range(columns - len(row)))
    return head, body, columns


def _rows(part: Element, *, in_head: bool) -> Iterator[tuple[Row, bool]]:
    for child in part.children:
        if isinstance(child, str):
            if child.strip():
                yield [_cell(child)], False
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child, in_head=child.tag == "thead")
        elif child.tag == "tr":
            row = [_cell(cell) for cell in child.children if not isinstance(cell, str) or cell.strip()]
            if row:
                yield row, in_head
        elif child.tag not in {"colgroup", "col"}:
            yield [_cell(child)], False


def _cell(found: Element | str) -> Element:
    """What stands where a cell should be: a cell, or something that was left there by mistake or by depth."""
    if isinstance(found, Element) and found.tag in {"td", "th"}:
        return found
    return Element("td", children=[found])
