"""Tables that only place things on a page are no tables."""

from lxml import etree

from learningstories.documents.elements import text_of

_LONGEST_CELL = 600
_MOST_PARAGRAPHS = 2
_HEADINGS = ("h1", "h2", "h3")
_PARTS = frozenset(("caption", "tbody", "td", "tfoot", "th", "thead", "tr"))


def unwrap_layout(root: etree._Element) -> None:
    """Make plain blocks of the tables that hold whole pages, columns or boxes, and none of data."""
    for table in list(root.iter("table")):
        if _is_layout(table):
            for part in _own_parts(table):
                part.tag = "div"
            table.tag = "div"


def _is_layout(table: etree._Element) -> bool:
    if (
        table.get("role") in {"none", "presentation"}
        or next(table.iterdescendants("table"), None) is not None
    ):
        return True
    cells = list(table.iterdescendants("td", "th"))
    return len(cells) <= 1 or any(_is_page_part(cell) for cell in cells)


def _is_page_part(cell: etree._Element) -> bool:
    """Whether a cell holds more than a cell of data does."""
    return (
        next(cell.iterdescendants(*_HEADINGS), None) is not None
        or sum(1 for _each in cell.iterdescendants("p")) > _MOST_PARAGRAPHS
        or len(text_of(cell).strip()) > _LONGEST_CELL
    )


def _own_parts(table: etree._Element) -> list[etree._Element]:
    """The rows and cells of a table, without those of the tables in it."""
    return [
        part for part in table.iterdescendants(*_PARTS) if next(part.iterancestors("table"), None) is table
    ]
