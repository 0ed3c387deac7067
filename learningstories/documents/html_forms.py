"""What programs write into pages in ways of their own, in the one way that the rest understands."""

import re
from copy import deepcopy

from lxml import etree, html

from learningstories.documents.breaks import open_boxes, split_at_breaks
from learningstories.documents.elements import take_out
from learningstories.documents.html_lists import real_lists
from learningstories.documents.html_notes import take_notes
from learningstories.documents.html_source import drop_unshown, parse_page
from learningstories.documents.html_styles import marks_of_classes, styles_to_elements
from learningstories.documents.html_tables import unwrap_layout
from learningstories.documents.tree import TITLE_CLASS, Node, parse_html
from learningstories.services.markup import normal_text

_BLOCKS = (
    "address", "article", "aside", "center", "details", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "hgroup", "legend", "main", "nav", "section", "summary",
)  # fmt: skip
_OTHER_NAMES = {
    "strike": "del",
    "tt": "code",
    "samp": "code",
    "dir": "ul",
    "menu": "ul",
    "xmp": "pre",
    "listing": "pre",
}
_TITLE = re.compile(r"(?:^|\s)(?:mso)?title(?:\s|$)", re.IGNORECASE)
_LAZY = ("data-src", "data-original", "data-lazy-src")
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def settle_forms(root: etree._Element) -> etree._Element | None:
    """Change a page so that its form is in its elements; gives the notes that were in its text."""
    classes = marks_of_classes(root)
    drop_unshown(root)
    notes = take_notes(root)
    real_lists(root)
    _mark_title(root)
    _settle_pictures(root)
    styles_to_elements(root, classes)
    unwrap_layout(root)
    for element in root.iter(*_BLOCKS):
        element.tag = "div"
    for element in root.iter(*_OTHER_NAMES):
        element.tag = _OTHER_NAMES[str(element.tag)]
    for element in list(root.iter("rp", "rt")):
        take_out(element)
    return notes


def settled_html(raw: str) -> str:
    """A piece of HTML in the one form, its notes at its end; raises `Refusal`, or `TooDeep`."""
    if not raw.strip():
        return ""
    root = parse_page(raw)
    notes = settle_forms(root)
    if notes is not None:
        root.append(notes)
    return str(html.tostring(root, encoding="unicode"))


def tree_of(element: etree._Element, notes: etree._Element | None = None) -> Node:
    """The tree of a part of a page; raises `TooDeep`."""
    whole = html.Element("div")
    whole.append(deepcopy(element))
    if notes is not None:
        whole.append(deepcopy(notes))
    tree = parse_html(normal_text(html.tostring(whole, encoding="unicode")))
    split_at_breaks(tree)
    open_boxes(tree)
    return tree


def _mark_title(root: etree._Element) -> None:
    """Word and Google Docs write the title of a text as a paragraph of its own kind."""
    for element in root.iter("h1", "p"):
        if _TITLE.search(element.get("class", "")):
            element.tag = "h1"
            element.set("class", TITLE_CLASS)
            return


def _settle_pictures(root: etree._Element) -> None:
    """Where a picture would only be loaded later, its address is elsewhere."""
    for picture in list(root.iter("img")):
        later = next(filter(None, map(picture.get, _LAZY)), "")
        if later and picture.get("src", "data:").startswith("data:"):
            picture.set("src", later)
        source = re.sub(r"^cid:", "part:", picture.get("src", "").strip(), flags=re.IGNORECASE)
        picture.set("src", source)
        if not source:
            take_out(picture)
        elif _REMOTE.match(source) and not picture.get("alt", "").strip():
            # A link will stand in its place, which should not be called by a whole address.
            picture.set("alt", source.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1])
