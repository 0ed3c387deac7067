"""What the styles of a LibreOffice text say about the text in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

SPACES: Mapping[str, str] = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
_MOST_PARENTS = 20
_HEADING = re.compile(r"Heading_20_([1-9])")
_BOLD = re.compile(r"bold|[6-9]00")


def q(name: str) -> str:
    """The full name of an element or attribute such as text:p."""
    space, _colon, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


@dataclass(slots=True)
class _Style:
    parent: str
    marks: dict[str, bool] = field(default_factory=dict)
    level: int = 0
    hidden: bool = False


class Styles:
    """The styles of a text, those of the whole document and those made for one place alike."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._ordered: dict[str, set[int]] = {}
        self._marks: dict[tuple[str, str], Mapping[str, bool]] = {}
        for root in roots:
            for element in root.iter(q("style:style")):
                self._styles[element.get(q("style:name"), ""), element.get(q("style:family"), "")] = _style(
                    element
                )
            for element in root.iter(q("text:list-style")):
                self._ordered[element.get(q("style:name"), "")] = _ordered_levels(element)

    def marks(self, name: str, family: str) -> Mapping[str, bool]:
        """Which marks a style sets, and which it takes away."""
        key = (name, family)
        if key not in self._marks:
            found: dict[str, bool] = {}
            for _name, style in self._chain(name, family):
                found = {**style.marks, **found}
            self._marks[key] = found
        return self._marks[key]

    def level(self, name: str) -> int:
        """The level of heading that a paragraph's style stands for; 0 for none."""
        for ancestor, style in self._chain(name, "paragraph"):
            found = _HEADING.fullmatch(ancestor)
            if style.level or found:
                return style.level or int(found[1] if found else 0)
        return 0

    def is_a(self, name: str, *ancestors: str) -> bool:
        """Whether a paragraph's style is one of these, or made from one of them."""
        return any(each in ancestors for each, _style in self._chain(name, "paragraph"))

    def is_hidden(self, name: str, family: str) -> bool:
        """Whether text of this style is not shown."""
        return any(style.hidden for _name, style in self._chain(name, family))

    def is_ordered(self, name: str, level: int) -> bool:
        """Whether a list of this style has numbers at a level, which counts from 1."""
        return level in self._ordered.get(name, ())

    def _chain(self, name: str, family: str) -> Iterator[tuple[str, _Style]]:
        for _step in range(_MOST_PARENTS):
            if not name:
                return
            # A parent that is not in the file still has a name that says what it is.
            style = self._styles.get((name, family), _Style(parent=""))
            yield name, style
            name = style.parent


def whole_number(text: str | None, least: int, most: int) -> int:
    """A number as it stands in a file, in bounds; `least` where it is none."""
    written = (text or "").strip()
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 12 else least  # noqa: PLR2004
    return min(most, max(least, number))


def _style(element: etree._Element) -> _Style:
    style = _Style(
        parent=element.get(q("style:parent-style-name"), ""),
        level=whole_number(element.get(q("style:default-outline-level")), 0, 6),
    )
    properties = element.find(q("style:text-properties"))
    if properties is not None:
        style.marks = _marks(properties)
        style.hidden = properties.get(q("text:display")) == "none"
    for kind in ("section", "table"):
        inner = element.find(q(f"style:{kind}-properties"))
        style.hidden = style.hidden or (inner is not None and inner.get(q("text:display")) == "none")
    return style


def _marks(properties: etree._Element) -> dict[str, bool]:
    def said(name: str) -> str | None:
        return properties.get(q(name))

    found: dict[str, bool] = {}
    weight, slope = said("fo:font-weight"), said("fo:font-style")
    if weight:
        found["b"] = _BOLD.fullmatch(weight) is not None
    if slope:
        found["i"] = slope in {"italic", "oblique"}
    for mark, names in (
        ("u", ("style:text-underline-style", "style:text-underline-type")),
        ("del", ("style:text-line-through-style", "style:text-line-through-type")),
    ):
        line = next(filter(None, map(said, names)), None)
        if line:
            found[mark] = line != "none"
    position = said("style:text-position")
    if position:
        found["sup"], found["sub"] = _raised(position)
    return found


def _raised(position: str) -> tuple[bool, bool]:
    """Whether text stands above or below the line: "super 58%", "-33% 58%", "0% 100%"."""
    by = position.strip().partition(" ")[0].rstrip("%")
    below = by == "sub" or by.startswith("-")
    return not below and by.strip("0.") != "", below


def _ordered_levels(element: etree._Element) -> set[int]:
    return {
        whole_number(level.get(q("text:level")), 1, 100)
        for level in element
        if level.tag == q("text:list-level-style-number") and level.get(q("style:num-format"), "1").strip()
    }
