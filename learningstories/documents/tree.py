"""Hostile HTML to a small tree, with the depth bounded and everything active gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from learningstories.services.markup import TAGS, nests_too_deeply

MOST_LEVELS = 12
MOST_OPEN = 60
TITLE_CLASS = "story-title"
_VOID = frozenset(("br", "hr", "img"))
_CONTAINERS = frozenset(("blockquote", "dl", "ol", "table", "ul"))
BLOCKS = (
    _CONTAINERS
    | frozenset(
        (
            "caption",
            "dd",
            "div",
            "dt",
            "hr",
            "li",
            "p",
            "pre",
            "section",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
        )
    )
    | frozenset(f"h{level}" for level in range(1, 7))
)
_ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|applet|form|meta|link|base|svg|math)\b|<[a-z][^<>]*?[\s/\"']on[a-z]{3,}\s*="
    r"|(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|vbscript):",
    re.IGNORECASE,
)
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")


class TooDeep(Exception):
    """The HTML nests so deeply that it would take too long."""


@dataclass(slots=True, eq=False)
class Node:
    """An element; its children are elements and texts in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def elements(self) -> Iterator["Node"]:
        """Every element below this one, in the order of the text."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.elements()

    def text(self) -> str:
        """The text below this element; a line break is a newline."""
        return "".join(
            child if isinstance(child, str) else "\n" if child.tag == "br" else child.text()
            for child in self.children
        )


def parse_html(raw: str) -> Node:
    """The tree of a piece of HTML; raises `TooDeep`.

    Containers deeper than `MOST_LEVELS` lose their form and keep their text, a line each.
    """
    if nests_too_deeply(raw):
        raise TooDeep
    builder = _Builder()
    builder.feed(_CLEANER.clean(raw))
    builder.close()
    return builder.root


def has_active_parts(raw: str) -> bool:
    """Whether HTML as it came holds something that would run or load."""
    return _ACTIVE.search(raw) is not None


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("div")
        self._open: list[tuple[str, Node]] = [("", self.root)]
        self._levels = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self._open[-1][1]
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            parent.children.append(node)
            return
        if tag in _CONTAINERS:
            self._levels += 1
        too_deep = self._levels > MOST_LEVELS or len(self._open) > MOST_OPEN
        if too_deep and tag in BLOCKS:
            parent.children.append(Node("br"))
        if not too_deep:
            parent.children.append(node)
        self._open.append((tag, parent if too_deep else node))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or self._open[-1][0] != tag:
            return
        self._open.pop()
        if tag in _CONTAINERS:
            self._levels -= 1

    def handle_data(self, data: str) -> None:
        self._open[-1][1].children.append(data)


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if re.match(r"(?:https?://|mailto:|#)", value.strip(), re.IGNORECASE) else None
    if attribute == "style":
        alignment = _ALIGNMENT.search(value)
        return alignment[1] if alignment else None
    if attribute == "class":
        return value if tag == "h1" and value == TITLE_CLASS else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS) | {"section"},
    attributes={
        "a": {"href", "id"},
        "h1": {"class"},
        "img": {"src", "alt"},
        "li": {"id"},
        "ol": {"start"},
        "td": {"align", "colspan", "rowspan", "style"},
        "th": {"align", "colspan", "rowspan", "style"},
    },
    attribute_filter=_allowed,
    clean_content_tags={"script", "style", "title", "noscript", "template"},
    url_schemes={"http", "https", "mailto", "data", "file", "media", "part"},
    link_rel=None,
)
