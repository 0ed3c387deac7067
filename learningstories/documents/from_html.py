"""HTML that was made of a word processor's file, as a manuscript."""

import re

from learningstories.documents.details import read_details
from learningstories.documents.front_matter import Value, detail_of, is_fence
from learningstories.documents.manuscript import Manuscript
from learningstories.documents.picture_places import FindPicture, settle_pictures
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import BLOCKS, Node, TooDeep, parse_html
from learningstories.services.markup import normal_text, reorders_text

_PERSON = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+){1,4}")
_PROGRAMS = re.compile(
    r"user|admin|owner|office|python|author|microsoft|home|student|library|google", re.IGNORECASE
)


def manuscript_from_html(raw: str, find: FindPicture, author: str = "") -> Manuscript:
    """The text, pictures, notes and details; `author` is who the file's properties name.

    Raises `Refusal`.
    """
    try:
        tree = parse_html(normal_text(raw))
    except TooDeep as error:
        raise Refusal("too_deep") from error
    shelf = PictureShelf()
    settle_pictures(tree, shelf, find)
    details = read_details(take_details(tree), {})
    if reorders_text(raw):
        details.add("direction_characters_removed")
    return Manuscript(tree=tree, details=details, shelf=shelf, likely_author=person(author))


def person(name: str) -> str:
    """A name from the properties of a file, if it can be a person's; else empty."""
    name = " ".join(normal_text(name).split())
    return name if _PERSON.fullmatch(name) and not _PROGRAMS.search(name) else ""


def take_details(tree: Node) -> dict[str, Value]:
    """Take leading "Title: ..." paragraphs, such as a form leaves, off the tree."""
    known: dict[str, Value] = {}
    taken = 0
    for child in tree.children:
        lines = [child] if isinstance(child, str) else child.text().split("\n")
        details = [detail_of(line) for line in lines if line.strip()]
        whole = isinstance(child, str) or (child.tag in BLOCKS and child.tag == "p")
        fence = len(lines) == 1 and is_fence(lines[0])
        if not whole or (None in details and not fence):
            break
        for detail in filter(None, details):
            known.setdefault(*detail)
        taken += 1
    if known:
        del tree.children[:taken]
    return known
