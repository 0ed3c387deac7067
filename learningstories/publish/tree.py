"""Turns the elements of a story into the tree of data that the template walks.

A node is a dictionary with a `kind`; inline text is plain strings. Text is never code for the typesetter.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial

from learningstories.publish.inline import InlineReader, Picture
from learningstories.publish.lettering import breakable, clean, drop_cap, language_of, reads_from_right
from learningstories.publish.markup import BLOCKS, Element, read_html
from learningstories.publish.nodes import Inline, Node, is_blank, is_picture, plain, trimmed
from learningstories.publish.tables import table_rows

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NESTED = {"blockquote": "quote", "dt": "term", "dd": "meaning", "figcaption": "caption"}
_FIRST_HEADING, _DEEPEST_HEADING = 2, 4  # the story's title is 1


class StoryTree:
    """The blocks and notes of one story; `language` is a two or three letter code."""

    def __init__(self, html: str, *, language: str, picture: Picture, drop_caps: bool = True) -> None:
        self._language = language
        self._inline = InlineReader(picture)
        self._headings: list[int] = []
        self._note_elements: dict[str, Element] = {}
        self._block_makers = self._ways_of_blocks()
        self.blocks = self._blocks(read_html(html).children)
        self.notes = self._notes()
        if drop_caps:
            self._mark_opening()

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
        self._inline.inside_note = True
        notes = {key: self._blocks(item.children) for key, item in sorted(self._note_elements.items())}
        for key in sorted(notes.keys() - self._inline.noted):
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

    def _blocks(self, children: Iterable[Element | str]) -> list[Node]:
        made: list[Node] = []
        run: list[Element | str] = []
        for child in children:
            if isinstance(child, Element) and child.tag in BLOCKS:
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
        content = trimmed(self._inline.read(children))
        if not content:
            return []
        if any(map(is_picture, content)) and all(is_picture(node) or is_blank(node) for node in content):
            return [node for node in content if is_picture(node)]
        return [{"kind": "p", "content": content} | self._tongue(content)]

    def _heading(self, element: Element) -> list[Node]:
        content = self._inline.read(element.children)
        pictures = [node for node in content if is_picture(node)]  # set below: a heading is words
        content = trimmed([node for node in content if not is_picture(node)])
        if not content:
            return pictures
        depth = int(element.tag[1])
        while self._headings and self._headings[-1] >= depth:
            self._headings.pop()
        self._headings.append(depth)  # PDF/UA, and who hears the book: no level may be skipped
        level = min(_FIRST_HEADING + len(self._headings) - 1, _DEEPEST_HEADING)
        return [{"kind": "heading", "level": level, "content": content} | self._tongue(content), *pictures]

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
                    {"content": self._inline.read(_flat(cell)), "align": cell.attributes.get("align", "")}
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
        if not items or self._inline.inside_note:
            return self._blocks(element.children)
        self._note_elements |= {item.attributes["id"]: item for item in items}
        return []

    def _tongue(self, content: Inline) -> Node:
        """The language and direction of a block where they differ from the story's."""
        language = language_of(plain(content), self._language)
        if language == self._language:
            return {}
        return {"language": language, "rtl": reads_from_right(language)}


def _rule(_element: Element) -> list[Node]:
    return [{"kind": "rule"}]


def _preformatted(element: Element) -> list[Node]:
    return [{"kind": "pre", "text": breakable(clean(element.text())).rstrip("\n")}]


def _flat(cell: Element) -> list[Element | str]:
    """A cell's children; blocks in it (a list, another table) become running text."""
    parts: list[Element | str] = []
    for child in cell.children:
        if isinstance(child, Element) and child.tag in BLOCKS:
            parts += [" ", child, " "]
        else:
            parts.append(child)
    return parts
