"""The text of a mail as rows, so that what was quoted can be told from what was written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from learningstories.documents.html_forms import settled_html
from learningstories.documents.text_reader import text_tree
from learningstories.documents.tree import BLOCKS, Node, parse_html
from learningstories.services.markup import normal_text

SIGNATURE, QUOTE = "mail-signature", "mail-quote"
_PARTED = frozenset(("div", "section"))
_LONGEST_LINE = 300  # more of a line tells nothing about what it is
_QUOTED = re.compile(r"(?!>>[^<>]*<<)(?:>\s?)+")  # but >>speech<< is how some write quotation marks
_CLASSED = re.compile(
    r"<(?:div|span|p|pre|table|td)\b[^<>]{0,300}?\b(?:class|id)\s*=\s*[\"']?[\w\s-]{0,80}?"
    r"(?:(?P<signature>gmail_signature|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature|Signature)"
    r"|(?P<quote>gmail_attr|moz-cite-prefix|protonmail_quote))\b[^<>]*>"
)
_INLINE_PICTURE = re.compile(r"(\bsrc\s*=\s*[\"']?\s*)cid:", re.IGNORECASE)
_TRACKER = re.compile(
    r"<img\b(?=[^<>]{0,2000}\b(?:width|height)\s*=\s*[\"']?1(?:px)?[\"'\s>])[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a plain mail, or a block of one with form; `quoted` counts the quotations it stands in.

    `mark` says that the mail's program put it there: `SIGNATURE` or `QUOTE`.
    """

    lines: tuple[str, ...]
    quoted: int = 0
    node: Node | None = None
    mark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be read or seen in it."""
        if any(line.strip() for line in self.lines):
            return False
        return self.node is None or not any(part.tag == "img" for part in [self.node, *self.node.elements()])


@dataclass(slots=True)
class _Run:
    """Inline parts that make up a paragraph."""

    parts: list[Node | str] = field(default_factory=list)
    breaks: int = 0


def text_rows(text: str) -> list[Row]:
    """A row for each line of plain text."""
    rows = []
    for line in normal_text(text).split("\n"):
        quotation = _QUOTED.match(line)
        depth = quotation[0].count(">") if quotation else 0
        rows.append(Row((line[quotation.end() :] if quotation else line,), depth))
    return rows


def html_rows(raw: str) -> list[Row]:
    """A row for each block of HTML; raises `tree.TooDeep`."""
    raw = _TRACKER.sub("", _INLINE_PICTURE.sub(r"\1part:", raw))
    marked = _CLASSED.sub(
        lambda found: f'{found[0]}<a id="{SIGNATURE if found["signature"] else QUOTE}"></a>', raw
    )
    return list(_rows(parse_html(normal_text(settled_html(marked))).children, 0))


def tree_of(rows: Sequence[Row]) -> Node:
    """Rows as a text again; those that are quoted within it stay quotations."""
    children: list[Node | str] = []
    lines: list[str] = []
    least = min((row.quoted for row in rows if not row.is_empty), default=0)
    for row in [*rows, None]:
        if row is not None and row.node is None:
            lines.append("> " * (row.quoted - least) + row.lines[0])
            continue
        if lines:
            children += _paragraphs("\n".join(lines))
            lines = []
        if row is not None and row.node is not None:
            quoted = row.quoted > least
            children.append(Node("blockquote", {}, [row.node]) if quoted else row.node)
    return Node("div", {}, _joined(children))


def words_in(rows: Iterable[Row]) -> int:
    """About how many words there are to read."""
    return sum(len(line.split()) for row in rows for line in row.lines)


def _paragraphs(text: str) -> list[Node | str]:
    """Plain text, in which lines that begin with a mark are quotations."""
    children: list[Node | str] = []
    for is_quoted, lines in groupby(text.split("\n"), key=lambda line: line.startswith("> ")):
        part = "\n".join(line[2:] if is_quoted else line for line in lines)
        if part.strip():
            paragraphs = text_tree(part).children
            children += [Node("blockquote", {}, paragraphs)] if is_quoted else paragraphs
    return children


def _joined(children: Sequence[Node | str]) -> list[Node | str]:
    """Quotations that follow each other are one."""
    joined: list[Node | str] = []
    for child in children:
        last = joined[-1] if joined else None
        both = isinstance(child, Node) and isinstance(last, Node)
        if both and child.tag == "blockquote" == last.tag:  # type: ignore[union-attr]  # both are nodes
            last.children += child.children  # type: ignore[union-attr]
        else:
            joined.append(child)
    return joined


def _rows(children: Sequence[Node | str], quoted: int) -> Iterator[Row]:
    run = _Run()
    for child in [*children, None]:
        if isinstance(child, str) or (child is not None and child.tag not in BLOCKS):
            yield from _inline(run, child, quoted)
            continue
        yield from _paragraph(run, quoted)
        run = _Run()
        if child is None:
            return
        if child.tag == "blockquote":
            yield from _rows(child.children, quoted + 1)
        elif child.tag in _PARTED or (child.tag == "p" and _has_breaks(child)):
            yield from _rows(child.children, quoted)
        else:
            yield _row(child, quoted)


def _inline(run: _Run, child: Node | str, quoted: int) -> Iterator[Row]:
    """Two breaks, one after the other, begin a new paragraph."""
    if isinstance(child, Node) and child.tag == "br":
        run.breaks += 1
    elif not isinstance(child, str) or child.strip():
        if run.breaks > 1:
            yield from _paragraph(run, quoted)
            run.parts = []
        elif run.breaks and run.parts:
            run.parts.append(Node("br"))
        run.breaks = 0
        run.parts.append(child)
    elif run.parts and not run.breaks:
        run.parts.append(child)


def _paragraph(run: _Run, quoted: int) -> Iterator[Row]:
    if run.parts:
        yield _row(Node("p", {}, list(run.parts)), quoted)


def _row(node: Node, quoted: int) -> Row:
    marks = [part for part in node.elements() if part.attributes.get("id") in {SIGNATURE, QUOTE}]
    mark = marks[0].attributes["id"] if marks else ""
    for part in marks:
        del part.attributes["id"]
    return Row(tuple(_lines(node)), quoted, node, mark)


def _lines(node: Node) -> Iterator[str]:
    if node.tag == "table":
        for row in (part for part in node.elements() if part.tag == "tr"):
            cells = (_shown(cell) for cell in row.children if isinstance(cell, Node))
            yield " ".join(" ".join(cells).split())[:_LONGEST_LINE]
        return
    for line in _shown(node).split("\n"):
        yield " ".join(line.split())


def _shown(node: Node) -> str:
    """The text as it is shown, where only a break begins a new line."""
    return "".join(
        child.replace("\n", " ") if isinstance(child, str) else "\n" if child.tag == "br" else _shown(child)
        for child in node.children
    )


def _has_breaks(node: Node) -> bool:
    """Whether a paragraph is divided by empty lines."""
    breaks = 0
    for child in node.children:
        if isinstance(child, Node) and child.tag == "br":
            breaks += 1
        elif not isinstance(child, str) or child.strip():
            breaks = 0
        if breaks > 1:
            return True
    return False
