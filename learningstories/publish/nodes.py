"""The tree of data that the template walks.

A node is a dictionary with a `kind`; inline text is plain strings.
"""

from collections.abc import Iterator
from typing import TypeAlias, TypeGuard

from learningstories.publish.lettering import language_of, one_line, reads_from_right

Node: TypeAlias = dict[str, object]
Inline: TypeAlias = list[Node | str]

# keys whose values the template acts on but never prints
NOT_WORDS = frozenset({"kind", "language", "region", "file", "key", "align", "address", "paper", "look"})


def line_node(text: str, language: str) -> Node:
    """One line of plain text with its own language and direction; `language` is the one expected."""
    line = one_line(text).strip()
    tongue = language_of(line, language)
    return {"text": line, "language": tongue, "rtl": reads_from_right(tongue)}


def plain(content: object) -> str:
    """The words of inline content."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(plain(node) for node in content)
    if isinstance(content, dict):
        return plain(content.get("content", content.get("text", "")))
    return ""


def words(data: object) -> Iterator[str]:
    """Every text in `data` that will be printed or read aloud."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for value in data:
            yield from words(value)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_WORDS:
                yield from words(value)


def is_picture(node: Node | str) -> TypeGuard[Node]:
    """Whether `node` is a picture."""
    return isinstance(node, dict) and node["kind"] == "picture"


def is_blank(node: Node | str) -> bool:
    """Whether `node` is nothing but white space or a line break."""
    return not node.strip() if isinstance(node, str) else node["kind"] == "break"


def trimmed(content: Inline) -> Inline:
    """`content` without white space and line breaks at its ends."""
    solid = [place for place, node in enumerate(content) if not is_blank(node)]
    return content[solid[0] : solid[-1] + 1] if solid else []
