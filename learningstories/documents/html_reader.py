"""Reads saved web pages: their main text, or all that is on them."""

import html
import re
from copy import deepcopy

from lxml import etree

from learningstories.documents.details import read_details
from learningstories.documents.from_html import take_details
from learningstories.documents.html_forms import settle_forms, tree_of
from learningstories.documents.html_source import decode_page, parse_page
from learningstories.documents.main_text import cut_main_text, mark_main_text
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.page_facts import PageFacts, facts_of
from learningstories.documents.picture_places import FindPicture, from_companions, settle_pictures
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.text_reader import note_encoding, text_tree
from learningstories.documents.tree import TITLE_CLASS, Node, TooDeep
from learningstories.services.drafts import Problem, Variant

_MOST_TOLD = 3
_REMOTE = "remote_picture_left_out"
_UNSHOWN = re.compile(r"<(/?)(head|noscript|script|style)\b[^<>]*>", re.IGNORECASE)
_ENDS = re.compile(r"</?(?:p|div|h[1-6]|li|tr|table|blockquote|section|article|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>?", re.IGNORECASE)


def read_page(material: Material) -> Manuscript:
    """The main text of a page, the whole page as the other way to understand it; raises `Refusal`."""
    text, guessed = decode_page(material.data)
    return page_manuscript(text, from_companions(material.companions), guessed)


def page_manuscript(text: str, find: FindPicture, guessed: str = "") -> Manuscript:
    """The same of a page whose text is known; `guessed` is its encoding if that was guessed."""
    try:
        manuscript = _ways_to_read(parse_page(text), find)
    except TooDeep:
        manuscript = _without_form(text)
    for way in (manuscript, *manuscript.others):
        note_encoding(way.details, text, guessed)
    return manuscript


def _ways_to_read(root: etree._Element, find: FindPicture) -> Manuscript:
    facts = facts_of(root)
    part = None if facts.is_document else _main_part(root)
    notes = settle_forms(root)
    whole = tree_of(_body(root), notes)
    if part is None or _letters(part) == _letters(whole):
        return _manuscript(whole, facts, find, Variant.ONLY)
    manuscript = _manuscript(part, facts, find, Variant.MAIN_TEXT)
    manuscript.others = [_manuscript(whole, facts, find, Variant.WHOLE_PAGE)]
    return manuscript


def _main_part(root: etree._Element) -> Node | None:
    copy = deepcopy(root)
    if not mark_main_text(copy):
        return None
    notes = settle_forms(copy)
    part = cut_main_text(_body(copy))
    return None if part is None else tree_of(part, notes)


def _body(root: etree._Element) -> etree._Element:
    body = root.find("body")
    return root if body is None else body


def _letters(tree: Node) -> str:
    return "".join(tree.text().split())


def _manuscript(tree: Node, facts: PageFacts, find: FindPicture, variant: Variant) -> Manuscript:
    shelf = PictureShelf()
    settle_pictures(tree, shelf, find)
    shelf.problems = _few_of_each(shelf.problems)
    details = read_details(take_details(tree), {})
    if not details.title:
        details.title = details.short("title", _title(tree, facts))
    return Manuscript(
        tree=tree, details=details, shelf=shelf, likely_author=facts.author, variant=variant
    )  # fmt: skip


def _title(tree: Node, facts: PageFacts) -> str:
    """The title that the head of the page names, unless the text has a heading that says it better."""
    headings = [node for node in tree.children if isinstance(node, Node) and node.tag in {"h1", "h2", "h3"}]
    if any(heading.attributes.get("class") == TITLE_CLASS for heading in headings):
        return ""
    said = [heading for heading in headings if " ".join(heading.text().split()).casefold() in facts.names]
    if said:  # the name of the site, if it is there too, is the shorter one
        longest = max(said, key=lambda heading: len(heading.text()))
        longest.tag, longest.attributes = "h1", {"class": TITLE_CLASS}
        return ""
    return "" if any(heading.tag == "h1" for heading in headings) else facts.title


def _few_of_each(problems: list[Problem]) -> list[Problem]:
    """The problems, but of the many pictures that decorate a page only the first."""
    remote = [problem for problem in problems if problem.code == _REMOTE]
    return [problem for problem in problems if problem not in remote[_MOST_TOLD:]]


def _without_form(text: str) -> Manuscript:
    """All words of a page whose elements nest too deeply, as plain text."""
    kept: list[str] = []
    at, within = 0, ""
    for mark in _UNSHOWN.finditer(text):
        if not within:
            kept.append(text[at : mark.start()])
            within = "" if mark[1] else mark[2].lower()
        elif mark[1] and mark[2].lower() == within:
            within = ""
        at = mark.end()
    kept.append("" if within else text[at:])
    plain = html.unescape(_TAG.sub("", _ENDS.sub("\n\n", "".join(kept))))
    details = read_details({}, {})
    details.add("text_simplified")
    return Manuscript(tree=text_tree(plain), details=details, shelf=PictureShelf())
