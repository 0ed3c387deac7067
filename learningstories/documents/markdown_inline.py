"""What stands within a line, written in the Markdown in which stories are kept."""

import re
from collections.abc import Mapping, Sequence

from learningstories.documents.markdown_escape import (
    code_span,
    escape_address,
    escape_line_start,
    escape_text,
    squeeze,
)
from learningstories.documents.tree import BLOCKS, Node

BREAK = "  \n"
_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("em", "i"))
_AS_HTML = {
    "sub": "sub",
    "sup": "sup",
    "del": "del",
    "s": "del",
    "u": "u",
    "ins": "ins",
    "mark": "mark",
    "kbd": "kbd",
}


class InlineWriter:
    """Writes the contents of paragraphs; `notes` gives the number of each note by its id."""

    def __init__(self, notes: Mapping[str, int]) -> None:
        self._notes = notes

    def paragraph(self, nodes: Sequence[Node | str]) -> str:
        """A paragraph, its lines guarded against being taken for something else."""
        lines = _lines(self._write(nodes, frozenset()))
        return BREAK.join(escape_line_start(line) for line in lines)

    def line(self, nodes: Sequence[Node | str]) -> str:
        """The same in one line, for a heading or a term."""
        return " ".join(_lines(self._write(nodes, frozenset())))

    def cell(self, nodes: Sequence[Node | str]) -> str:
        """The same in one line with visible breaks, for a cell of a table."""
        lines = _lines(self._write(nodes, frozenset({"table"})))
        return "<br>".join(lines).replace("|", "\\|")

    def _write(self, nodes: Sequence[Node | str], inside: frozenset[str], before: str = "") -> str:
        """The nodes one after the other; `before` is what stands before them."""
        pieces: list[str] = []
        for node in nodes:
            piece = (
                escape_text(squeeze(node)) if isinstance(node, str) else self._element(node, inside, before)
            )
            if piece.startswith("[") and pieces and pieces[-1].endswith("!"):
                pieces[-1] = pieces[-1][:-1] + "\\!"
            if piece:
                pieces.append(piece)
                before = piece
        return "".join(pieces)

    def _element(self, node: Node, inside: frozenset[str], before: str) -> str:
        if node.tag in {"br", "hr"}:
            return BREAK
        if node.tag == "img":
            return _picture(node)
        if node.tag == "code":
            return _code(node.text(), as_html="table" in inside or before.endswith("`"))
        write = self._link if node.tag == "a" else self._other
        return (self._emphasis if node.tag in _STRONG | _EMPHASIS else write)(node, inside, before)

    def _other(self, node: Node, inside: frozenset[str], before: str) -> str:
        text = self._write(node.children, inside, before)
        if node.tag in BLOCKS:
            return BREAK + text + BREAK
        if node.tag == "q":
            return f"“{text}”"
        if node.tag in _AS_HTML and text.strip() and not (node.tag == "sup" and _is_note(text)):
            name = _AS_HTML[node.tag]
            return f"<{name}>{text}</{name}>"
        return text

    def _emphasis(self, node: Node, inside: frozenset[str], before: str) -> str:
        name, mark = ("strong", "**") if node.tag in _STRONG else ("em", "*")
        if name in inside:
            return self._write(node.children, inside, before)
        text = self._write(node.children, inside | {name, "emphasis"})
        core = text.strip()
        if not core:
            return text
        # Two runs of stars that touch are read wrongly; tags are not.
        plain = "emphasis" not in inside and not before.endswith("*") and "*" not in (core[0], core[-1])
        marked = f"{mark}{core}{mark}" if plain else f"<{name}>{core}</{name}>"
        start = len(text) - len(text.lstrip())
        return text[:start] + marked + text[start + len(core) :]

    def _link(self, node: Node, inside: frozenset[str], before: str) -> str:
        target = node.attributes.get("href", "").strip()
        if target.startswith("#") and target[1:] in self._notes:
            return f"[^{self._notes[target[1:]]}]"
        text = self._write(node.children, inside, before)
        address = "" if target.startswith("#") else escape_address(target)
        core = " ".join(_lines(text))
        if not core or not address:
            return text
        start, end = (" " if edge.isspace() else "" for edge in (text[0], text[-1]))
        return f"{start}[{core}]({address}){end}"


def _picture(node: Node) -> str:
    source = node.attributes.get("src", "")
    description = escape_text(squeeze(node.attributes.get("alt", "")).strip())
    return f"![{description}]({source})" if source.startswith("media:") else description


def _code(text: str, *, as_html: bool) -> str:
    """Code in back ticks; as a tag where bars count, after other back ticks, and for cut-off entities."""
    return f"<code>{escape_text(squeeze(text))}</code>" if as_html or "&#" in text else code_span(text)


def _is_note(text: str) -> bool:
    return re.fullmatch(r"\s*(?:\[\^\d+\][\s,]*)+", text) is not None


def _lines(text: str) -> list[str]:
    return [line for line in _BREAKS.sub("\n", text).strip().split("\n") if line.strip()]
