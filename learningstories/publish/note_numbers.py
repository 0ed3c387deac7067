"""The blocks of a text with its notes behind them, each with its number: for what has no foot of a page."""

from learningstories.publish.nodes import Inline, Node
from learningstories.publish.tree import StoryTree


def with_numbered_notes(tree: StoryTree) -> list[Node]:
    """The blocks, then the notes."""
    numbers = {key: str(number) for number, key in enumerate(tree.notes, start=1)}
    blocks = [_numbered(block, numbers) for block in tree.blocks]
    for key, note in tree.notes.items():
        blocks += _with_number(note, numbers[key])
    return [block for block in blocks if isinstance(block, dict)]


def _numbered(node: object, numbers: dict[str, str]) -> object:
    """The same with a number in the place of each pointer to a note."""
    if isinstance(node, list):
        return [_numbered(each, numbers) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("kind") == "note":
        return _raised(numbers.get(str(node["key"]), ""))
    return {name: _numbered(value, numbers) for name, value in node.items()}


def _with_number(note: list[Node], number: str) -> list[Node]:
    first = note[0] if note else {}
    content = first.get("content")
    if first.get("kind") == "p" and isinstance(content, list):
        return [first | {"content": [_raised(number), " ", *content]}, *note[1:]]
    return [{"kind": "p", "content": [_raised(number)]}, *note]


def _raised(number: str) -> Node:
    content: Inline = [number]
    return {"kind": "sup", "content": content}
