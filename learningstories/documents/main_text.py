"""Which part of a saved page is the text that somebody wrote, and what stands around it."""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from learningstories.documents.elements import take_out, text_of

_BLOCKS = frozenset(
    ("article", "blockquote", "center", "dd", "div", "dt", "figcaption", "li", "main", "p", "pre", "section",
     "td", "th", *(f"h{level}" for level in range(1, 7)))
)  # fmt: skip
_HOLDERS = frozenset(
    ("article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr")
)
_KEPT_AT_THE_EDGE = frozenset(("blockquote", "figure", "h1", "h2", "p", "pre"))
_PARTS_OF_PAGES = frozenset(("aside", "footer", "form", "nav"))
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|byline-share|comments?|cookies?|disqus|menu|nav|navbar|newsletter"
    r"|pagination|pager|popular|promo|recommend\w*|related|share|sharing|shares|sidebar|social|sponsor\w*|subscribe"
    r"|tags|toolbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROLES = frozenset(("banner", "complementary", "contentinfo", "navigation", "search"))
_KEPT = "data-kept"
_FEWEST_LETTERS = 140
_LONG = 25  # letters; a shorter piece of text may stand anywhere by chance
_NEARLY_ALL = 0.95
_MOST_LINKED = 0.5
_BLANKS = re.compile(r"\s+")


def mark_main_text(root: etree._Element) -> bool:
    """Mark the blocks of a page that are its main text; False if there is none to speak of."""
    found = _main_texts(root)
    whole = "".join(found)
    if len(whole) < _FEWEST_LETTERS:
        return False
    short = set(found)
    for element in root.iter(*_BLOCKS):
        weight = sum(len(piece) for piece in _own_pieces(element) if _is_in(piece, whole, short))
        if weight:
            element.set(_KEPT, str(weight))
    return True


def cut_main_text(root: etree._Element) -> etree._Element | None:
    """The smallest part of a marked page that holds its main text, without what only stands around it."""
    weights = _weights(root)
    if not weights.get(root):
        return None
    part = root
    while True:
        inner = [child for child in part if weights.get(child, 0) >= _NEARLY_ALL * weights[root]]
        if not inner or inner[0].tag not in _HOLDERS:
            break
        part = inner[0]
    _prune(part, weights)
    return part


def _main_texts(root: etree._Element) -> list[str]:
    """The blocks that the library takes for the main text, without their blanks."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.4 s and 20 MB, only for pages

    copy = deepcopy(root)
    etree.strip_attributes(copy, "colspan", "rowspan")  # it counts out the cells that they stand for
    document = bare_extraction(copy, include_comments=False, include_tables=True, include_formatting=False)
    body = getattr(document, "body", None)
    if body is None:
        return []
    return [text for block in _leaves(body) if (text := _solid(text_of(block)))]


def _leaves(body: etree._Element) -> Iterator[etree._Element]:
    names = ("ab", "cell", "code", "head", "item", "p", "quote")
    return (each for each in body.iter(*names) if next(each.iterdescendants(*names), None) is None)


def _own_pieces(element: etree._Element) -> Iterator[str]:
    """The text of an element that is not that of a block in it, in pieces as long as no block ends them."""
    piece = [element.text or ""]
    for child in element:
        if child.tag not in _BLOCKS and child.tag != "br" and not _holds_blocks(child):
            piece.append(text_of(child))
        else:
            yield _solid("".join(piece))
            piece = []
        piece.append(child.tail or "")
    yield _solid("".join(piece))


def _holds_blocks(element: etree._Element) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is not None


def _is_in(piece: str, whole: str, short: set[str]) -> bool:
    return piece in short or (len(piece) >= _LONG and piece in whole)


def _solid(text: str) -> str:
    return _BLANKS.sub("", text)


def _weights(root: etree._Element) -> dict[etree._Element, int]:
    """How much of the main text is within each element; those with none are left out."""
    weights: dict[etree._Element, int] = {}
    for element in root.iter(etree.Element):
        weight = int(element.attrib.pop(_KEPT, "0"))
        if weight:
            for holder in (element, *element.iterancestors()):
                weights[holder] = weights.get(holder, 0) + weight
    return weights


def _prune(part: etree._Element, weights: dict[etree._Element, int]) -> None:
    for element in list(part.iterdescendants(etree.Element)):
        if element not in weights and element.getparent() is not None and _is_around(element):
            take_out(element)
    for holder in [part, *part.iterdescendants(*_HOLDERS)]:
        children = list(holder.iterchildren(etree.Element))
        places = [place for place, child in enumerate(children) if child in weights]
        if places:
            for child in (*children[: places[0]], *children[places[-1] + 1 :]):
                if child.tag not in _KEPT_AT_THE_EDGE and not _shows_something(child):
                    take_out(child)


def _shows_something(element: etree._Element) -> bool:
    """Whether there is a picture or a table in it, which has no text to be known by."""
    shown = next(element.iterdescendants("img", "table"), None) if element.tag != "img" else element
    return shown is not None and not _is_linked(element)


def _is_around(element: etree._Element) -> bool:
    named = _AROUND.search(f"{element.get('id', '')} {element.get('class', '')}") is not None
    if element.tag in _PARTS_OF_PAGES or element.get("role") in _ROLES or named:
        return True
    if element.tag not in {"div", "ol", "section", "ul"}:
        return False
    return _is_linked(element)


def _is_linked(element: etree._Element) -> bool:
    """Whether most of the text leads elsewhere."""
    text = len(_solid(text_of(element)))
    linked = sum(len(_solid(text_of(link))) for link in element.iter("a"))
    return text > 0 and linked > _MOST_LINKED * text
