"""The title and the author as the text itself shows them."""

import re

from learningstories.documents.details import Details
from learningstories.documents.tree import TITLE_CLASS, Node

_LONGEST_TITLE = 120
_NEAR_THE_TOP = 3
_CREDIT = re.compile(r"by\s+(\S.{1,79})", re.IGNORECASE)
_MOST_NAMES = 6
_BOLD = frozenset(("b", "strong"))


def settle_title(details: Details, tree: Node) -> None:
    """Find the title and take it off the text; a title among the details goes before."""
    blocks = [child for child in tree.children if isinstance(child, Node)]
    heading = _title_block(blocks)
    if heading is None:
        return
    text = " ".join(heading.text().split())
    if details.title:
        if text.casefold() == details.title.casefold():
            tree.children.remove(heading)
        return
    details.title = details.short("title", text)
    if heading in blocks[:_NEAR_THE_TOP]:
        tree.children.remove(heading)


def settle_author(details: Details, tree: Node, likely: str) -> None:
    """Find the author in a line such as "By Ada Lovelace" at the top, or take the likely one."""
    first = next((child for child in tree.children if not isinstance(child, str) or child.strip()), None)
    if isinstance(first, Node) and first.tag == "p":
        credit = _CREDIT.fullmatch(first.text().strip())
        name = credit[1].strip() if credit else ""
        if _is_name(name) and details.author.casefold() in {"", name.casefold()}:
            details.author = details.short("author", name)
            tree.children.remove(first)
    if not details.author:
        details.author = details.short("author", likely)


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= _MOST_NAMES and not text.endswith((".", "!", "?", ":", ","))


def _title_block(blocks: list[Node]) -> Node | None:
    styled = next((block for block in blocks if block.attributes.get("class") == TITLE_CLASS), None)
    heading = next((block for block in blocks if block.tag == "h1" and block.text().strip()), None)
    first = blocks[0] if blocks else None
    if styled or heading or first is None:
        return styled or heading
    if first.tag == "h2" or (first.tag == "p" and len(blocks) > 1 and _is_bold_line(first)):
        return first
    return None


def _is_bold_line(block: Node) -> bool:
    """Whether a paragraph is one line in bold, which is how titles look that have no style."""
    parts = [child for child in block.children if not isinstance(child, str) or child.strip()]
    text = block.text().strip()
    bold = len(parts) == 1 and isinstance(parts[0], Node) and parts[0].tag in _BOLD
    return bold and "\n" not in text and 0 < len(text) <= _LONGEST_TITLE
