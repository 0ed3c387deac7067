"""Makes plain text of the tree of a text: paragraphs, lists and the rest as a mail has them."""

from collections.abc import Callable, Iterator

from learningstories.publish.nodes import Node
from learningstories.publish.text_lines import text_width, wrapped

_BREAK = "\u200b"  # put in for the typesetter; in a mail it would break addresses that are copied
_NARROWEST = 24


def text_blocks(nodes: object, width: int) -> Iterator[str]:
    """Each block as its lines."""
    for node in nodes if isinstance(nodes, list) else []:
        make = _WAYS.get(node["kind"], _paragraph)
        lines = make(node, max(width, _NARROWEST))
        if lines:
            yield "\n".join(lines)


def _paragraph(node: Node, width: int) -> list[str]:
    text = _inline(node.get("content"))
    return [line for part in text.split("\n") for line in wrapped(part, width)] if text.strip() else []


def _heading(node: Node, width: int) -> list[str]:
    lines = _paragraph(node, width)
    return [*lines, "-" * max(map(text_width, lines))] if lines else []


def _preformatted(node: Node, _width: int) -> list[str]:
    return [f"    {line}".rstrip() for line in _plain(str(node["text"])).split("\n")]


def _list(node: Node, width: int) -> list[str]:
    items, start = node["items"], node.get("start", 1)
    lines: list[str] = []
    for place, item in enumerate(items if isinstance(items, list) else []):
        mark = f"{int(str(start)) + place}. " if node["kind"] == "numbers" else "- "
        body = _indented(item, " " * len(mark), width)
        if body:
            lines += [mark + body[0][len(mark) :], *body[1:]]
    return lines


def _indented(blocks: object, margin: str, width: int) -> list[str]:
    text = "\n\n".join(text_blocks(blocks, width - len(margin)))
    return [(margin + line).rstrip() for line in text.split("\n")] if text else []


def _table(node: Node, width: int) -> list[str]:
    rows = [row for part in ("head", "body") for row in _rows(node[part])]
    return [line for row in rows for line in wrapped(" | ".join(row), width)]


_WAYS: dict[object, Callable[[Node, int], list[str]]] = {
    "heading": _heading,
    "list": _list,
    "numbers": _list,
    "pre": _preformatted,
    "table": _table,
    "rule": lambda _node, _width: ["* * *"],
    "quote": lambda node, width: _indented(node["content"], "> ", width),
    "meaning": lambda node, width: _indented(node["content"], "    ", width),
    "caption": lambda node, width: _indented(node["content"], "", width),
    "term": lambda node, width: _indented(node["content"], "", width),
}


def _rows(rows: object) -> Iterator[list[str]]:
    for row in rows if isinstance(rows, list) else []:
        yield [_inline(cell["content"]).replace("\n", " ") for cell in row]


def _inline(content: object) -> str:
    pieces = content if isinstance(content, list) else []
    return "".join(_plain(piece) if isinstance(piece, str) else _piece(piece) for piece in pieces)


def _piece(node: Node) -> str:
    if node["kind"] == "break":
        return "\n"
    if node["kind"] == "code":
        return _plain(str(node["text"]))
    words = _inline(node.get("content"))
    marks = {"em": "*{}*", "strong": "**{}**", "sup": "[{}]", "quoted": "“{}”"}
    if node["kind"] != "link":
        return marks.get(str(node["kind"]), "{}").format(words)
    address = str(node["address"])
    return words if words == address.removeprefix("mailto:") else f"{words} <{address}>"


def _plain(text: str) -> str:
    return text.replace(_BREAK, "")
