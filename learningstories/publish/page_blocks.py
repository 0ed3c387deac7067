"""Makes elements of a web page from the tree of a text; text is never markup."""

from collections.abc import Callable, Iterable, Iterator

from learningstories.publish.nodes import Node
from learningstories.services.page_elements import Tag, element

_BREAK = "\u200b"  # put in for the typesetter; a page breaks long words by itself
_WRAPPERS = {
    "em": "em", "strong": "strong", "strike": "s", "underline": "u", "mark": "mark", "sub": "sub",
    "sup": "sup", "small": "small", "quoted": "q",
}  # fmt: skip
_HOLDERS = {"quote": "blockquote", "caption": "div", "term": "div", "meaning": "div"}
_SIDES = {"center": "middle", "right": "end"}


def page_blocks(nodes: object) -> list[Tag]:
    """The elements of blocks."""
    return [_block(node) for node in _dictionaries(nodes)]


def _block(node: Node) -> Tag:
    kind = str(node["kind"])
    if kind in _HOLDERS:
        return element(_HOLDERS[kind], *page_blocks(node["content"]), attributes={"class": kind})
    made = _PLAIN.get(kind, _paragraph)(node)
    if "language" in node:
        made.set("lang", str(node["language"]))
        made.set("dir", "rtl" if node["rtl"] else "ltr")
    return made


def _paragraph(node: Node) -> Tag:
    return element("p", *_inline(node.get("content")))


def _heading(node: Node) -> Tag:
    return element(f"h{node['level']}", *_inline(node["content"]))


def _list(node: Node) -> Tag:
    items = node["items"]
    rows = [_item(item, tight=bool(node["tight"])) for item in (items if isinstance(items, list) else [])]
    if node["kind"] == "list":
        return element("ul", *rows)
    start = {"start": str(node["start"])} if node["start"] != 1 else {}
    return element("ol", *rows, attributes=start)


def _item(blocks: object, *, tight: bool) -> Tag:
    made = element("li")
    for node in _dictionaries(blocks):
        if tight and node["kind"] == "p" and "language" not in node:
            made = element("li", *_inline(node["content"]))
        else:
            made.append(_block(node))
    return made


def _table(node: Node) -> Tag:
    table = element("table")
    for name, row_name, cell_name in (("head", "thead", "th"), ("body", "tbody", "td")):
        rows = node[name]
        if isinstance(rows, list) and rows:
            table.append(element(row_name, *(element("tr", *_cells(row, cell_name)) for row in rows)))
    return table


def _cells(row: object, name: str) -> Iterator[Tag]:
    for cell in _dictionaries(row):
        side = _SIDES.get(str(cell["align"]))
        attributes = {"class": side} if side else {}
        if name == "th":
            attributes["scope"] = "col"
        yield element(name, *_inline(cell["content"]), attributes=attributes)


_PLAIN: dict[str, Callable[[Node], Tag]] = {
    "heading": _heading,
    "list": _list,
    "numbers": _list,
    "table": _table,
    "pre": lambda node: element("pre", _text(node["text"])),
    "rule": lambda _node: element("hr"),
    "picture": lambda node: element("figure", _picture(node)),
}


def _picture(node: Node) -> Tag:
    names = {"src": "file", "alt": "alt", "width": "width", "height": "height"}
    return element("img", attributes={name: _text(node[kept]) for name, kept in names.items()})


def _inline(nodes: object) -> Iterator[Tag | str]:
    for node in nodes if isinstance(nodes, list) else []:
        yield _text(node) if isinstance(node, str) else _piece(node)


def _piece(node: Node) -> Tag | str:
    kind = str(node["kind"])
    if kind == "break":
        return element("br")
    if kind == "picture":
        return _picture(node)
    if kind == "code":
        return element("code", _text(node["text"]))
    if kind == "link":
        address = {"href": str(node["address"]), "rel": "noopener noreferrer"}
        return element("a", *_inline(node["content"]), attributes=address)
    return element(_WRAPPERS[kind], *_inline(node["content"]))


def _text(text: object) -> str:
    return str(text).replace(_BREAK, "")


def _dictionaries(nodes: object) -> Iterable[Node]:
    return [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []
