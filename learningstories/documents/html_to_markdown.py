"""The one writer: whatever a story came as, it is kept in the same Markdown.

The dialect is that of `services.markup`: nested blocks are indented by four spaces, tables have
pipes, notes are `[^1]`, strike-through and the like are HTML tags.
"""

from collections.abc import Iterator, Sequence
from itertools import filterfalse
from typing import NamedTuple

from learningstories.documents.markdown_escape import code_fence, escape_line_start, indent
from learningstories.documents.markdown_inline import InlineWriter
from learningstories.documents.markdown_tables import table_rows, write_table
from learningstories.documents.tree import BLOCKS, Node

_LISTS = frozenset(("ol", "ul"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_NOT_FIRST = frozenset(("blockquote", "pre", "table"))
_MOST_DIGITS = 6


def html_to_markdown(root: Node) -> str:
    """The Markdown of a tree; all of its text is kept, form that Markdown lacks is not."""
    writer = _Writer(root)
    parts = [part.text for part in writer.blocks(root.children, top=True)] + writer.notes()
    return "\n\n".join(parts) + "\n" if parts else ""


class _Part(NamedTuple):
    """A block without blank lines around it, and what it is."""

    tag: str
    text: str


class _Writer:
    def __init__(self, root: Node) -> None:
        self._note_items = _find_notes(root)
        numbers = {key: number for number, key in enumerate(self._note_items, start=1)}
        self._inline = InlineWriter(numbers)
        self._is_note = {id(item) for item in self._note_items.values()}

    def notes(self) -> list[str]:
        """The notes, in the order in which the text names them."""
        written = []
        for number, item in enumerate(self._note_items.values(), start=1):
            parts = _after_a_marker(self.blocks(_without_ways_back(item.children)))
            written.append(f"[^{number}]: {_hanging(parts)}")
        return written

    def blocks(self, nodes: Sequence[Node | str], *, top: bool = False) -> list[_Part]:
        """The blocks that stand one after the other; text between them makes paragraphs."""
        written: list[_Part] = []
        run: list[Node | str] = []
        for node in [*nodes, None]:
            if node is not None and (isinstance(node, str) or node.tag not in BLOCKS):
                run.append(node)
                continue
            if run:
                written.append(_Part("p", self._inline.paragraph(run)))
                run = []
            if node is not None:
                written += self._block(node, top=top)
        return _parted([part for part in written if part.text.strip()], top=top)

    def _block(self, node: Node, *, top: bool) -> list[_Part]:
        if node.tag == "table":
            return self._table(node, top=top)
        writers = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_LISTS, self._list),
            "pre": self._code if top else self._indented_code,
            "hr": lambda _node: "* * *",
            "blockquote": self._quotation,
        }
        if top:  # Python-Markdown loses track of definitions within lists
            writers["dl"] = self._definitions
        write = writers.get(node.tag)
        return [_Part(node.tag, write(node))] if write else self.blocks(node.children, top=top)

    def _table(self, node: Node, *, top: bool) -> list[_Part]:
        rows = table_rows(node)
        if len(rows) == 1 and len(rows[0]) == 1:  # a box drawn around a text
            return self.blocks(rows[0][0].children, top=top)
        return [_Part("table", text) for text in write_table(node, rows, self._inline)]

    def _code(self, node: Node) -> str:
        code = node.text().strip("\n")
        return code_fence(code) if code.strip() else ""

    def _indented_code(self, node: Node) -> str:
        return indent(node.text().strip("\n"))

    def _quotation(self, node: Node) -> str:
        inner = "\n\n".join(part.text for part in self.blocks(node.children))
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""

    def _heading(self, node: Node) -> str:
        text = self._inline.line(node.children)
        if text.endswith("#"):
            text = text[:-1] + "\\#"
        return f"{'#' * int(node.tag[1])} {text}" if text else ""

    def _list(self, node: Node) -> str:
        start = node.attributes.get("start", "")
        number = int(start) if start.isdecimal() and len(start) <= _MOST_DIGITS else 1
        written: list[str] = []
        loose = False
        for item in _items(node):
            text = "" if id(item) in self._is_note else self._item(item)
            loose = loose or "\n\n" in text
            if text:
                marker = f"{number + len(written)}. ".ljust(4) if node.tag == "ol" else "-   "
                written.append(marker + text)
        return ("\n\n" if loose else "\n").join(written)

    def _item(self, item: Node | str) -> str:
        """What stands after the marker."""
        nodes = item.children if isinstance(item, Node) and item.tag == "li" else [item]
        parts = _after_a_marker(self.blocks(nodes))
        tight = all(part.tag in _LISTS for part in parts[1:]) and not any(
            "\n\n" in part.text for part in parts
        )
        return _hanging(parts, "\n" if tight else "\n\n")

    def _definitions(self, node: Node) -> str:
        entries: list[str] = []
        terms: list[str] = []
        for child in node.children:
            if not isinstance(child, Node):
                entries += filter(None, [self._inline.paragraph([child])])
            elif child.tag == "dt":
                terms += filter(None, [escape_line_start(self._inline.cell(child.children))])
            elif parts := _after_a_marker(self.blocks(child.children)):
                if terms or not entries:
                    entries.append("\n".join(terms or ["&nbsp;"]))
                entries[-1] += "\n:   " + _hanging(parts)
                terms = []
        return "\n\n".join([*entries, *terms])


def _parted(parts: list[_Part], *, top: bool) -> list[_Part]:
    """The same, with a space between a list and indented code, which would become part of the list."""
    kept: list[_Part] = []
    for part in parts:
        if part.tag == "pre" and not top and kept and kept[-1].tag in _LISTS:
            kept.append(_Part("p", "&nbsp;"))
        kept.append(part)
    return kept


def _items(node: Node) -> Iterator[Node | str]:
    """The items of a list; where one begins with a list, that list's items in its stead.

    Word writes a list so that begins at the second level, and the dialect cannot hold it.
    """
    for item in node.children:
        parts = (
            [] if isinstance(item, str) or item.tag != "li" else list(filterfalse(_is_blank, item.children))
        )
        first = parts[0] if parts else None
        if not isinstance(first, Node) or first.tag not in _LISTS:
            yield item
            continue
        yield from _items(first)
        if parts[1:]:
            yield from _items(Node(node.tag, {}, [Node("li", {}, parts[1:])]))


def _is_blank(node: Node | str) -> bool:
    if isinstance(node, str):
        return not node.strip()
    return (
        node.tag != "img" and not node.text().strip() and all(part.tag != "img" for part in node.elements())
    )


def _after_a_marker(parts: list[_Part]) -> list[_Part]:
    """The same, with a space first where the dialect would overlook what follows a marker."""
    return [_Part("p", "&nbsp;"), *parts] if parts and parts[0].tag in _NOT_FIRST else parts


def _hanging(parts: Sequence[_Part], between: str = "\n\n") -> str:
    return indent(between.join(part.text for part in parts)).lstrip()


def _find_notes(root: Node) -> dict[str, Node]:
    """The list items that are notes, by id, in the order in which the text names them."""
    items = {
        node.attributes["id"]: node
        for node in root.elements()
        if node.tag == "li" and "id" in node.attributes
    }
    named: dict[str, Node] = {}
    for mark in root.elements():
        if mark.tag != "sup":
            continue
        for link in mark.elements():
            target = link.attributes.get("href", "")[1:]
            if link.attributes.get("href", "").startswith("#") and target in items:
                named[target] = items[target]
    return named


def _without_ways_back(nodes: Sequence[Node | str]) -> list[Node | str]:
    """A note's contents without the arrow that leads back to the text."""
    kept: list[Node | str] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
        elif node.tag != "a" or not node.attributes.get("href", "").startswith("#"):
            kept.append(Node(node.tag, node.attributes, _without_ways_back(node.children)))
    return kept
