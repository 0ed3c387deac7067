"""Tables of a LibreOffice file as HTML."""

from collections.abc import Callable, Iterator

from lxml import etree

from learningstories.documents.odt_styles import q, whole_number

_MOST_REPEATED = 50
_GROUPS = frozenset(
    q(f"table:{name}") for name in ("table-header-rows", "table-rows", "table-row-group", "table-columns")
)
_SPANS = (("colspan", "table:number-columns-spanned"), ("rowspan", "table:number-rows-spanned"))


def table_html(table: etree._Element, blocks: Callable[[etree._Element], str]) -> str:
    """A table; `blocks` writes what stands in a cell."""
    rows = "".join(
        f"<tr>{''.join(_cell(cell, blocks) for cell in row if cell.tag == q('table:table-cell'))}</tr>"
        for row in _rows(table)
    )
    return f"<table>{rows}</table>"


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == q("table:table-row"):
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cell(cell: etree._Element, blocks: Callable[[etree._Element], str]) -> str:
    spans = [(name, whole_number(cell.get(q(told)), 1, _MOST_REPEATED)) for name, told in _SPANS]
    told = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
    times = whole_number(cell.get(q("table:number-columns-repeated")), 1, _MOST_REPEATED)
    # What is repeated is empty in practice; repeating what is nested would grow without end.
    return f"<td{told}>{blocks(cell)}</td>" + "<td></td>" * (times - 1)
