"""Reads plain text."""

import re

from learningstories.documents.details import Details, read_details
from learningstories.documents.encoding import decode
from learningstories.documents.files import MOST_TEXT
from learningstories.documents.front_matter import split_front_matter, split_lines
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import TITLE_CLASS, Node
from learningstories.services.markup import normal_text, reorders_text

_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LONGEST_TITLE = 120
_LINE_IS_PARAGRAPH = 160  # longer lines than this were not broken by hand
_LINE_WAS_WRAPPED = 50  # shorter ones were broken on purpose


def read_text(material: Material) -> Manuscript:
    """The paragraphs of a text; its first line is the title if it stands alone."""
    text, guessed = decode_text(material.data)
    top = split_front_matter(text)
    if not top.known and not top.unreadable:
        top = split_lines(text)
    details = read_details(top.known, top.unknown)
    note_encoding(details, text, guessed)
    tree = text_tree(top.body)
    if top.unreadable:
        keep_unreadable(tree, details, top.unreadable)
    elif not details.title:
        _mark_title(tree)
    return Manuscript(tree=tree, details=details, shelf=PictureShelf())


def decode_text(data: bytes) -> tuple[str, str]:
    """The text as it was written and the guessed encoding, if any; raises `Refusal`."""
    text, guessed = decode(data)
    if len(text) > MOST_TEXT:
        raise Refusal("too_big")
    return text, guessed


def note_encoding(details: Details, text: str, guessed: str) -> None:
    """Say what decoding had to decide."""
    if guessed:
        details.add("encoding_guessed", encoding=guessed)
    if reorders_text(text):
        details.add("direction_characters_removed")


def keep_unreadable(tree: Node, details: Details, block: str) -> None:
    """Details that could not be read stay in the text, so that nothing is lost."""
    details.add("front_matter_unreadable")
    tree.children.insert(0, Node("pre", {}, [block]))


def text_tree(text: str) -> Node:
    """Paragraphs at empty lines; line breaks within them are kept where they were meant."""
    text = normal_text(text).strip("\n")
    lines = text.split("\n")
    if max(map(len, lines)) > _LINE_IS_PARAGRAPH:
        paragraphs = [[line.strip()] for line in lines if line.strip()]
    else:
        paragraphs = [part.split("\n") for part in _EMPTY_LINES.split(text) if part.strip()]
    return Node("div", {}, [_paragraph([line.strip() for line in part]) for part in paragraphs])


def _paragraph(lines: list[str]) -> Node:
    if all(len(line) >= _LINE_WAS_WRAPPED for line in lines[:-1]):
        return Node("p", {}, [" ".join(lines)])
    children: list[Node | str] = []
    for line in lines:
        children += [Node("br"), line] if children else [line]
    return Node("p", {}, children)


def _mark_title(tree: Node) -> None:
    first = tree.children[0] if tree.children else None
    if isinstance(first, Node) and len(tree.children) > 1:
        line, *others = first.text().split("\n")
        is_credit = len(others) == 1 and others[0].lower().startswith("by ")
        if len(line) <= _LONGEST_TITLE and (not others or is_credit):
            rest: list[Node | str] = [Node("p", {}, [others[0]])] if others else []
            tree.children[:1] = [Node("h1", {"class": TITLE_CLASS}, [line]), *rest]
