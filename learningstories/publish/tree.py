"""Turns the elements of a story into the tree of data that the template walks.

A node is a dictionary with a `kind`; inline text is plain strings. Text is never code for the typesetter.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias
from urllib.parse import urlsplit

from learningstories.publish.lettering import (
    breakable,
    clean,
    drop_cap,
    language_of,
    one_line,
    reads_from_right,
)
from learningstories.publish.markup import Element, read_html
from learningstories.publish.nodes import Inline, Node, plain
from learningstories.publish.tables import table_rows

Picture: TypeAlias = Callable[[str, str], Node | None]  # (sha, description) -> picture, or None if broken

_BLOCKS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "table",
        "dl",
        "dt",
        "dd",
        "hr",
        "div",
        "section",
        "article",
        "figure",
        "figcaption",
        "address",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "details",
        "summary",
        "center",
    }
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NESTED = {"blockquote": "quote", "dt": "term", "dd": "meaning", "figcaption": "caption"}
_WRAPPERS = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "strong": "strong", "b": "strong", "del": "strike",
    "s": "strike", "strike": "strike", "u": "underline", "ins": "underline", "mark": "mark", "sub": "sub",
    "sup": "sup", "small": "small", "q": "quoted",
}  # fmt: skip
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_SCHEMES = frozenset({"http", "https", "mailto"})
_LONGEST_LINK = 2000
_FIRST_HEADING, _DEEPEST_HEADING = 2, 4  # the story's title is 1
_MEDIA = "media:"


class StoryTree:
    """The blocks and notes of one story; `language` is a two or three letter code."""

    def __init__(self, html: str, *, language: str, picture: Picture, drop_caps: bool = True) -> None:
        self._language = language
        self._picture = picture
        self._headings: list[int] = []
        self._note_elements: dict[str, Element] = {}
        self._inside_note = False
        self._noted: set[str] = set()
        self._inline_makers = self._ways_of_inline()
        self._block_makers = self._ways_of_blocks()
        self.blocks = self._blocks(read_html(html).children)
        self.notes = self._notes()
        if drop_caps:
            self._mark_opening()

    def _ways_of_inline(self) -> dict[str, Callable[[Element], Inline]]:
        ways: dict[str, Callable[[Element], Inline]] = dict.fromkeys(_CODE, _code)
        return ways | {"br": _line_break, "img": self._image, "a": self._link}

    def _ways_of_blocks(self) -> dict[str, Callable[[Element], list[Node]]]:
        ways: dict[str, Callable[[Element], list[Node]]] = dict.fromkeys(_HEADINGS, self._heading)
        return ways | {
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "div": self._division,
            "section": self._division,
            "pre": _preformatted,
            "hr": _rule,
            **{tag: partial(self._wrapped, kind) for tag, kind in _NESTED.items()},
        }

    def _notes(self) -> dict[str, list[Node]]:
        self._inside_note = True
        notes = {key: self._blocks(item.children) for key, item in sorted(self._note_elements.items())}
        for key in sorted(notes.keys() - self._noted):
            self.blocks += notes.pop(key)  # nothing points to it, and its words are not to be lost
        return notes

    def _mark_opening(self) -> None:
        first = self.blocks[0] if self.blocks else {}
        content = first.get("content")
        if first.get("kind") != "p" or not isinstance(content, list) or not isinstance(content[0], str):
            return
        cut = drop_cap(content[0])
        if cut:
            first["cap"], content[0] = cut

    # --- blocks -------------------------------------------------------------------------------

    def _blocks(self, children: Iterable[Element | str]) -> list[Node]:
        made: list[Node] = []
        run: list[Element | str] = []
        for child in children:
            if isinstance(child, Element) and child.tag in _BLOCKS:
                made += self._paragraph(run)
                run = []
                made += self._block(child)
            else:
                run.append(child)
        return made + self._paragraph(run)

    def _block(self, element: Element) -> list[Node]:
        make = self._block_makers.get(element.tag, self._transparent)
        return make(element)

    def _transparent(self, element: Element) -> list[Node]:
        return self._blocks(element.children)

    def _wrapped(self, kind: str, element: Element) -> list[Node]:
        inner = self._blocks(element.children)
        return [{"kind": kind, "content": inner}] if inner else []

    def _paragraph(self, children: Iterable[Element | str]) -> list[Node]:
        content = _trimmed(self._inline(children))
        if not content:
            return []
        pictures = [node for node in content if isinstance(node, dict) and node["kind"] == "picture"]
        if pictures and all(_is_blank(node) for node in content if node not in pictures):
            return pictures
        return [{"kind": "p", "content": content} | self._tongue(content)]

    def _heading(self, element: Element) -> list[Node]:
        depth = int(element.tag[1])
        while self._headings and self._headings[-1] >= depth:
            self._headings.pop()
        content = [node for node in _trimmed(self._inline(element.children)) if not _is_picture(node)]
        if not content:
            return []
        self._headings.append(
            depth
        )  # never skip a level: a screen reader's table of contents would have holes
        level = min(_FIRST_HEADING + len(self._headings) - 1, _DEEPEST_HEADING)
        return [{"kind": "heading", "level": level, "content": content} | self._tongue(content)]

    def _list(self, element: Element) -> list[Node]:
        items = [item for child in element.children if (item := self._item(child))]
        if not items:
            return []
        node: Node = {"kind": "list", "items": items, "tight": all(len(item) == 1 for item in items)}
        if element.tag == "ol":
            start = element.attributes.get("start", "1")
            node |= {"kind": "numbers", "start": int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1}
        return [node]

    def _item(self, child: Element | str) -> list[Node]:
        if isinstance(child, str):
            return self._paragraph([child])
        return self._blocks(child.children) if child.tag == "li" else self._block(child)

    def _table(self, element: Element) -> list[Node]:
        head, body, columns = table_rows(element)
        if not columns:
            return self._blocks(child for row in head + body for cell in row for child in cell.children)

        def cells(rows: list[list[Element]]) -> list[list[Node]]:
            return [
                [
                    {"content": self._inline(_flat(cell)), "align": cell.attributes.get("align", "")}
                    for cell in row
                ]
                for row in rows
            ]

        return [{"kind": "table", "columns": columns, "head": cells(head), "body": cells(body)}]

    def _division(self, element: Element) -> list[Node]:
        items = [
            item
            for child in element.children
            if isinstance(child, Element) and child.tag == "ol"
            for item in child.children
            if isinstance(item, Element) and item.attributes.get("id", "").startswith("fn:")
        ]
        if not items or self._inside_note:
            return self._blocks(element.children)
        self._note_elements |= {item.attributes["id"]: item for item in items}
        return []

    # --- inline -------------------------------------------------------------------------------

    def _inline(self, children: Iterable[Element | str]) -> Inline:
        made: Inline = []
        for child in children:
            pieces = [one_line(child)] if isinstance(child, str) else self._element(child)
            for piece in pieces:
                if isinstance(piece, str) and made and isinstance(made[-1], str):
                    made[-1] += piece
                elif piece:
                    made.append(piece)
        return made

    def _element(self, element: Element) -> Inline:
        tag = element.tag
        if tag in self._inline_makers:
            return self._inline_makers[tag](element)
        inner = self._inline(element.children)
        if tag == "sup" and any(isinstance(node, dict) and node["kind"] == "note" for node in inner):
            return inner
        if tag in _WRAPPERS and inner:
            return [{"kind": _WRAPPERS[tag], "content": inner}]
        return [" ", *inner, " "] if tag in _BLOCKS else inner

    def _image(self, element: Element) -> Inline:
        alt = one_line(element.attributes.get("alt", "")).strip()
        source = element.attributes.get("src", "")
        picture = self._picture(source.removeprefix(_MEDIA), alt) if source.startswith(_MEDIA) else None
        return [picture] if picture else [alt]

    def _link(self, element: Element) -> Inline:
        address = clean(element.attributes.get("href", "")).strip()
        if address.startswith("#fnref"):
            return []
        if address.startswith("#fn:"):
            return [] if self._inside_note else [self._note(address[1:])]
        inner = self._inline(element.children)
        if not inner or not _may_link(address):
            return inner
        return [{"kind": "link", "address": address, "content": inner}]

    def _note(self, key: str) -> Node:
        again = key in self._noted
        self._noted.add(key)
        return {"kind": "note", "key": key, "again": again}

    def _tongue(self, content: Inline) -> Node:
        """The language and direction of a block where they differ from the story's."""
        language = language_of(plain(content), self._language)
        if language == self._language:
            return {}
        return {"language": language, "rtl": reads_from_right(language)}


def _line_break(_element: Element) -> Inline:
    return [{"kind": "break"}]


def _rule(_element: Element) -> list[Node]:
    return [{"kind": "rule"}]


def _preformatted(element: Element) -> list[Node]:
    return [{"kind": "pre", "text": breakable(clean(element.text())).rstrip("\n")}]


def _code(element: Element) -> Inline:
    return [{"kind": "code", "text": one_line(element.text())}]


def _may_link(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.path) and len(address) <= _LONGEST_LINK


def _flat(cell: Element) -> list[Element | str]:
    """A cell's children; blocks in it (a list, another table) become running text."""
    parts: list[Element | str] = []
    for child in cell.children:
        if isinstance(child, Element) and child.tag in _BLOCKS:
            parts += [" ", child, " "]
        else:
            parts.append(child)
    return parts


def _is_picture(node: Node | str) -> bool:
    return isinstance(node, dict) and node["kind"] == "picture"


def _is_blank(node: Node | str) -> bool:
    return not node.strip() if isinstance(node, str) else node["kind"] == "break"


def _trimmed(content: Inline) -> Inline:
    """`content` without white space and line breaks at its ends."""
    while content and _is_blank(content[0]):
        content = content[1:]
    while content and _is_blank(content[-1]):
        content = content[:-1]
    return content
