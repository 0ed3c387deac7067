"""The text of a LibreOffice file as HTML."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby

from lxml import etree

from learningstories.documents.odt_styles import Styles, q, whole_number
from learningstories.documents.odt_tables import table_html
from learningstories.documents.runs import Run, write_runs
from learningstories.documents.tree import TITLE_CLASS

_MOST_NUMBER = 999_999
_DEEPEST_LIST = 10
_LEFT_OUT = frozenset(
    q(name)
    for name in (
        *("text:tracked-changes", "text:table-of-content", "text:alphabetical-index"),
        *("text:illustration-index", "text:table-index", "text:sequence-decls"),
        *("text:variable-decls", "text:user-field-decls"),
        *("text:bookmark", "text:hidden-text", "text:ruby-text", "text:dde-connection-decls"),
        *("office:annotation", "office:annotation-end", "office:forms", "office:event-listeners"),
        *("svg:title", "svg:desc", "draw:glue-point", "draw:image-map"),
    )
)  # fmt: skip
_SHAPES = frozenset(
    q(f"draw:{name}")
    for name in ("frame", "g", "custom-shape", "rect", "ellipse", "circle", "line", "polygon", "path", "a")
)
_SIMPLE = {q("text:s"): " ", q("text:tab"): " ", q("text:line-break"): "<br>"}
_QUOTATIONS = ("Quotations", "Quote", "Intense_20_Quote")
_TYPED_OUT = ("Preformatted_20_Text", "HTML_20_Preformatted")


class Body:
    """Writes one text; what is in a frame beside a line follows the paragraph of that line."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._notes: list[str] = []
        self._numbers: dict[tuple[str, int], int] = {}
        self._beside: list[str] = []
        self._writers: Mapping[str, Callable[[etree._Element], str]] = {
            q("text:h"): self._heading,
            q("text:p"): self._paragraph,
            q("text:list"): self._list,
            q("table:table"): self._table,
            q("text:section"): self._section,
        }

    def html(self, text: etree._Element) -> str:
        """The text below an element, and its notes at the end."""
        written = self.blocks(text)
        notes = "".join(f'<li id="fn{n}">{note}</li>' for n, note in enumerate(self._notes, start=1))
        return f"{written}<section><ol>{notes}</ol></section>" if notes else written

    def blocks(self, parent: etree._Element) -> str:
        """The blocks below an element; quotations and typed-out lines that follow each other are one."""
        return "".join(
            _wrapped("".join(map(self._block, group)), kind)
            for kind, group in groupby(_elements(parent), self._kind)
        )

    def _kind(self, element: etree._Element) -> str:
        name = element.get(q("text:style-name"), "") if element.tag == q("text:p") else ""
        if name and self._styles.is_a(name, *_QUOTATIONS):
            return "blockquote"
        return "pre" if name and self._styles.is_a(name, *_TYPED_OUT) else ""

    def _block(self, element: etree._Element) -> str:
        if element.tag in _SHAPES:
            return self._with_beside("p", write_runs(list(self._shape(element))))
        return self._writers.get(element.tag, self.blocks)(element)

    def _section(self, element: etree._Element) -> str:
        hidden = element.get(q("text:display")) == "none" or self._styles.is_hidden(
            element.get(q("text:style-name"), ""), "section"
        )
        return "" if hidden else self.blocks(element)

    def _table(self, element: etree._Element) -> str:
        return table_html(element, self.blocks)

    def _heading(self, element: etree._Element) -> str:
        name = element.get(q("text:style-name"), "")
        if self._styles.is_a(name, "Title"):
            return self._title(element)
        level = whole_number(element.get(q("text:outline-level")), 1, 6)
        return self._with_beside(f"h{level}", write_runs(_unmarked(self._runs(element), "b")))

    def _paragraph(self, element: etree._Element) -> str:
        name = element.get(q("text:style-name"), "")
        level = self._styles.level(name)
        if self._styles.is_a(name, "Title"):
            return self._title(element)
        if level:
            return self._with_beside(f"h{level}", write_runs(_unmarked(self._runs(element), "b")))
        if self._kind(element) == "pre":
            return escape("".join(self._typed(element))) + "\n"
        marks = _changed(frozenset(), self._styles.marks(name, "paragraph"))
        return self._with_beside("p", write_runs(self._runs(element, marks)))

    def _title(self, element: etree._Element) -> str:
        return self._with_beside("h1", write_runs(_unmarked(self._runs(element), "b")), TITLE_CLASS)

    def _with_beside(self, tag: str, inside: str, html_class: str = "") -> str:
        beside, self._beside = "".join(self._beside), []
        told = f' class="{html_class}"' if html_class else ""
        return (f"<{tag}{told}>{inside}</{tag}>" if inside.strip() else "") + beside

    def _typed(self, element: etree._Element) -> Iterator[str]:
        """The text of a line that was typed out with its spaces."""
        yield element.text or ""
        for child in _elements(element):
            if child.tag == q("text:s"):
                yield " " * whole_number(child.get(q("text:c")), 1, 80)
            elif child.tag in {q("text:tab"), q("text:line-break")}:
                yield "    " if child.tag == q("text:tab") else "\n"
            else:
                yield from self._typed(child)
            yield child.tail or ""

    # --- lists ----------------------------------------------------------------------------------

    def _list(self, element: etree._Element, level: int = 1, inherited: str = "") -> str:
        name = element.get(q("text:style-name")) or inherited
        items = [
            item for item in _elements(element) if item.tag in {q("text:list-item"), q("text:list-header")}
        ]
        if any(each.tag == q("text:h") for item in items for each in item):  # numbered headings
            return "".join(self._item(item, level, name) for item in items)
        ordered = self._styles.is_ordered(name, min(level, _DEEPEST_LIST))
        first = self._first_number(element, items, name, level)
        self._numbers[name, level] = first + len(items) - 1
        written = "".join(f"<li>{self._item(item, level, name)}</li>" for item in items)
        start = f' start="{first}"' if ordered and first != 1 else ""
        return f"<ol{start}>{written}</ol>" if ordered else f"<ul>{written}</ul>"

    def _first_number(
        self, element: etree._Element, items: list[etree._Element], name: str, level: int
    ) -> int:
        told = items[0].get(q("text:start-value")) if items else None
        if told:
            return whole_number(told, 0, _MOST_NUMBER)
        continues = element.get(q("text:continue-numbering")) == "true" or element.get(
            q("text:continue-list")
        )
        return self._numbers.get((name, level), 0) + 1 if continues else 1

    def _item(self, item: etree._Element, level: int, name: str) -> str:
        return "".join(
            self._list(child, level + 1, name) if child.tag == q("text:list") else self._block(child)
            for child in _elements(item)
        )

    # --- within a line --------------------------------------------------------------------------

    def _runs(
        self, element: etree._Element, marks: frozenset[str] = frozenset(), address: str = ""
    ) -> list[Run]:
        runs: list[Run] = []
        if element.text:
            runs.append(Run(escape(element.text), marks, address))
        for child in element:
            if child.tag not in _LEFT_OUT:
                runs += self._inline(child, marks, address)
            if child.tail:
                runs.append(Run(escape(child.tail), marks, address))
        return runs

    def _inline(self, child: etree._Element, marks: frozenset[str], address: str) -> list[Run]:
        tag = child.tag
        if tag in _SIMPLE:
            return [Run(_SIMPLE[tag], marks, address)]
        if tag == q("text:note"):
            return [Run(self._note(child))]
        if tag in _SHAPES:
            return [run._replace(address=run.address or address) for run in self._shape(child)]
        if tag == q("text:span"):
            return self._span(child, marks, address)
        link = child.get(q("xlink:href"), "") if tag == q("text:a") else ""
        return self._runs(child, marks, link or address)

    def _span(self, child: etree._Element, marks: frozenset[str], address: str) -> list[Run]:
        name = child.get(q("text:style-name"), "")
        if self._styles.is_hidden(name, "text"):
            return []
        return self._runs(child, _changed(marks, self._styles.marks(name, "text")), address)

    def _note(self, element: etree._Element) -> str:
        body = element.find(q("text:note-body"))
        # Notes within notes come after their own.
        place = len(self._notes)
        self._notes.append("")
        beside, self._beside = self._beside, []
        self._notes[place] = self.blocks(body) if body is not None else ""
        self._beside = beside
        return f'<sup><a href="#fn{place + 1}">{place + 1}</a></sup>'

    def _shape(self, element: etree._Element) -> Iterator[Run]:
        """The picture of a frame; its texts are put aside."""
        pictures = element.findall(q("draw:image"))
        if pictures:
            described = (element.findtext(q(name)) for name in ("svg:desc", "svg:title"))
            description = next((text for text in described if text and text.strip()), "")
            sources = [picture.get(q("xlink:href"), "") for picture in pictures]
            source = next(
                (each for each in sources if each.lower().endswith((".png", ".jpg", ".jpeg"))), sources[0]
            )
            yield Run(f'<img src="{escape(source)}" alt="{escape(description)}">')
        for child in _elements(element):
            if child.tag in _SHAPES:
                yield from self._shape(child)
            elif child.tag not in {q("draw:image"), q("draw:object"), q("draw:object-ole")}:
                self._put_aside(child)

    def _put_aside(self, element: etree._Element) -> None:
        """Keep the text of a frame for after the paragraph that the frame stands in."""
        beside, self._beside = self._beside, []
        written = self._block(element)
        self._beside = [*beside, written, *self._beside]


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The elements directly below one, without those that are no text."""
    return (child for child in parent if child.tag not in _LEFT_OUT)


def _changed(marks: frozenset[str], told: Mapping[str, bool]) -> frozenset[str]:
    """The marks after a style has set some and taken others away."""
    return (marks - {mark for mark, on in told.items() if not on}) | {mark for mark, on in told.items() if on}


def _unmarked(runs: list[Run], mark: str) -> list[Run]:
    return [run._replace(marks=run.marks - {mark}) for run in runs]


def _wrapped(inside: str, kind: str) -> str:
    return f"<{kind}>{inside}</{kind}>" if kind and inside.strip() else inside
