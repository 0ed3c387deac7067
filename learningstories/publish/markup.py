"""Reads sanitised HTML into elements, however deep or odd it is.

Nothing is lost: what goes beyond a limit loses its form, never its words.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_DEPTH = 24  # the typesetter refuses between 30 and 36
MAX_ELEMENTS = 100_000
_VOID = frozenset(
    {"img", "br", "hr", "col", "wbr", "input", "area", "base", "embed", "link", "meta", "source"}
)
_UNSEEN = frozenset({"script", "style", "template", "title", "head", "noscript", "iframe", "object"})

BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "dl", "dt",
     "dd", "hr", "div", "section", "article", "figure", "figcaption", "address", "aside", "header",
     "footer", "main", "nav", "details", "summary", "center"}
)  # fmt: skip


@dataclass(slots=True)
class Element:
    """One element; its children are elements and text in the order of the page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def text(self) -> str:
        """All words below this element."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self._open = [self.root]
        self._tags = ["root"]  # one for each tag that is open, those beyond the depth limit too
        self._unseen = 0
        self._elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if self._unseen or self._elements >= MAX_ELEMENTS:
            return
        self._elements += 1
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._open[-1].children.append(element)
            return
        self._tags.append(tag)
        if len(self._tags) > MAX_DEPTH:
            return
        self._open[-1].children.append(element)
        self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
            return
        if self._unseen or tag in _VOID or tag not in self._tags[-2 * MAX_DEPTH :]:
            return
        while len(self._tags) > 1:
            closed = self._tags.pop()
            del self._open[max(1, len(self._tags)) :]
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._open[-1].children.append(data)


def read_html(html: str) -> Element:
    """The elements of `html` below one root, at most `MAX_DEPTH` deep."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
