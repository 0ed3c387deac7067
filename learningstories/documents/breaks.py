"""The blocks of a page as paragraphs in a row: boxes opened, and lines parted where they were meant to be."""

from learningstories.documents.tree import BLOCKS, Node

_HOLDERS = frozenset(("blockquote", "dd", "div", "li", "p", "section", "td", "th"))
_BOXES = frozenset(("div", "section"))
_Nodes = list["Node | str"]


def split_at_breaks(tree: Node) -> None:
    """Make paragraphs of the lines of each block that are parted by empty lines."""
    for block in [tree, *tree.elements()]:
        if block.tag in _HOLDERS and any(_is_break(child) or _is_line(child) for child in block.children):
            block.children = _paragraphs(block)


def open_boxes(tree: Node) -> None:
    """Put what stands in boxes, and boxes within them, directly into the tree, lines as paragraphs."""
    tree.children = _opened(tree.children)


def _opened(nodes: _Nodes) -> _Nodes:
    made: _Nodes = []
    run: _Nodes = []
    for node in [*nodes, None]:
        if node is not None and _is_line(node):
            run.append(node)
            continue
        if any(not isinstance(each, str) or each.strip() for each in run):
            made.append(Node("p", {}, run))
        run = []
        if isinstance(node, Node):
            made += _opened(node.children) if node.tag in _BOXES else [node]
    return made


def _paragraphs(block: Node) -> _Nodes:
    made: _Nodes = []
    run: _Nodes = []
    for child in [*block.children, None]:
        if child is not None and _is_line(child):
            run.append(child)
            continue
        parts = _split(run)
        made += [Node("p", {}, part) for part in parts] if len(parts) > 1 else run
        if child is not None:
            made.append(child)
        run = []
    if block.tag == "p" and any(isinstance(child, Node) and child.tag == "p" for child in made):
        block.tag = "div"
    return made


def _split(nodes: _Nodes) -> list[_Nodes]:
    """The nodes in as many parts as there are paragraphs; an element over several of them is in each."""
    parts: list[_Nodes] = [[]]
    breaks = 0
    for node in nodes:
        if isinstance(node, Node) and node.tag == "br":
            breaks += 1
            parts[-1].append(node)
            continue
        if isinstance(node, str) and not node.strip():
            parts[-1].append(node)
            continue
        if breaks > 1:
            parts.append([])
        breaks = 0
        inner = [[node]] if isinstance(node, str) or not node.children else _cloned(node)
        parts[-1] += inner[0]
        parts += inner[1:]
    return parts


def _cloned(node: Node) -> list[_Nodes]:
    return [[Node(node.tag, node.attributes, part)] for part in _split(node.children)]


def _is_break(node: Node | str) -> bool:
    return isinstance(node, Node) and node.tag == "br"


def _is_line(node: Node | str) -> bool:
    return isinstance(node, str) or node.tag not in BLOCKS
