"""Bold, italic and the like that a page gives by styles, as elements."""

import re
from collections.abc import Mapping

from lxml import etree

from learningstories.documents.runs import MARKS

_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]{1,80})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE)
_SLOPED = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_LINE = re.compile(r"text-decoration(?:-line)?\s*:\s*([a-z -]{1,60})", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_MOST_RULES = 5_000
_LONGEST_RULE = 4_000
_LARGEST_SHEET = 500_000
_INLINE = frozenset(
    ("a", "abbr", "cite", "code", "font", "q", "small", "span", "sub", "sup", "b", "i", "em", "strong", "u")
)
_WITH_LINES = frozenset(("dd", "div", "dt", "li", "p", "td", "th"))
_ALREADY = {
    "b": ("b", "strong"),
    "i": ("em", "i", "cite"),
    "u": ("u", "ins", "a"),
    "sup": ("sup",),
    "sub": ("sub",),
}
_OFF = {"b": ("b", "strong"), "i": ("em", "i")}
Marks = Mapping[str, bool]


def marks_of_classes(root: etree._Element) -> Mapping[str, Marks]:
    """What the classes of a page's own style sheets set, by the name of the class."""
    found: dict[str, Marks] = {}
    for sheet in root.iter("style"):
        rules = _COMMENT.sub("", (sheet.text or "")[:_LARGEST_SHEET]).split("}")
        for rule in rules[:_MOST_RULES]:
            names, _brace, body = rule.rpartition("{")
            marks = _marks(body[:_LONGEST_RULE])
            for name in names.rpartition("{")[2].split(",") if marks else ():
                simple = _SIMPLE.fullmatch(name.strip())
                if simple:
                    found[simple[1]] = {**found.get(simple[1], {}), **marks}
    return found


def styles_to_elements(root: etree._Element, classes: Mapping[str, Marks]) -> None:
    """Put the marks that styles give into elements, and take elements out that styles undo."""
    for element in list(root.iter(etree.Element)):
        if element.tag not in _INLINE and element.tag not in _WITH_LINES:
            continue
        marks: dict[str, bool] = {}
        for name in element.get("class", "").split():
            marks |= classes.get(name, {})
        marks |= _marks(element.get("style", ""))
        if not marks:
            continue
        if any(element.tag in _OFF.get(mark, ()) for mark, on in marks.items() if not on):
            element.tag = "span"
        wanted = [
            mark for mark in MARKS if marks.get(mark) and not _is_within(element, _ALREADY.get(mark, ()))
        ]
        if wanted and (element.tag in _INLINE or _has_lines_only(element)):
            _wrap(element, wanted)


def _marks(style: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for mark, pattern in (("b", _BOLD), ("i", _SLOPED)):
        told = pattern.search(style)
        if told:
            found[mark] = told[1].lower() not in {"normal", "lighter"} and told[1][0] not in "12345"
    line = _LINE.search(style)
    if line:
        found |= {"u": "underline" in line[1].lower(), "del": "line-through" in line[1].lower()}
    raised = _RAISED.search(style)
    if raised:
        found["sup" if raised[1].lower() == "super" else "sub"] = True
    return found


def _is_within(element: etree._Element, tags: tuple[str, ...]) -> bool:
    return element.tag in tags or any(True for _each in element.iterancestors(*tags)) if tags else False


def _has_lines_only(element: etree._Element) -> bool:
    return all(child.tag in _INLINE or child.tag in {"br", "img"} for child in element)


def _wrap(element: etree._Element, marks: list[str]) -> None:
    """Put all that is in an element into one within it."""
    for mark in reversed(marks):
        inner = etree.Element(mark)
        inner.text, element.text = element.text, None
        inner.extend(list(element))
        element.append(inner)
