"""The paragraphs of a PDF as HTML."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from learningstories.documents.item_lists import Item, nested_lists
from learningstories.documents.pdf_lines import Line, Stretch
from learningstories.documents.pdf_pages import take_notes
from learningstories.documents.pdf_paragraphs import (
    BULLET,
    LONGEST_HEADING,
    NUMBER,
    SENTENCE_END,
    Paragraph,
    Usual,
    paragraphs_of,
    usual_look,
)
from learningstories.documents.pdf_words import Words
from learningstories.documents.runs import Run, write_runs
from learningstories.documents.tree import TITLE_CLASS

_INDENT = 2.2  # of the size of the letters, for each level of a list
_DEEPEST_HEADING = 4
_NO_SPACE_AFTER = (" ", "-", "\u2010", "\u2013", "/")
_NOTE_NUMBER = re.compile(r"\s*\d{1,3}[\s.)]*")


def pages_html(pages: Sequence[list[Line]]) -> str:
    """The text of pages as HTML, its notes at the end."""
    usual = usual_look([line for page in pages for line in page])
    notes = take_notes(pages, usual.size)
    lines = [line for page in pages for line in page]
    if not lines:
        return ""
    return _Writer(usual, notes, Words(lines)).html(paragraphs_of(lines, usual))


class _Writer:
    def __init__(self, usual: Usual, notes: Mapping[str, list[Line]], words: Words) -> None:
        self._usual = usual
        self._words = words
        self._notes = notes
        self._named: set[str] = set()
        self._levels: dict[str, int] = {}

    def html(self, found: Sequence[Paragraph]) -> str:
        kinds = {each.kind for each in found if each.kind[0] == "h"}
        largest_first = sorted(kinds, key=lambda kind: -int(kind[1:]))
        self._levels = {
            kind: min(_DEEPEST_HEADING, place) for place, kind in enumerate(largest_first, start=2)
        }
        written = []
        for is_list, group in groupby(found, lambda each: each.kind in {"ol", "ul"}):
            if is_list:
                written.append(nested_lists([self._item(each) for each in group]))
            else:
                written += [self._block(each) for each in group]
        return "".join(written) + self._notes_html()

    def _notes_html(self) -> str:
        """The notes; those whose mark was not found in the text as paragraphs."""
        items, rest = "", ""
        for number, lines in self._notes.items():
            if number in self._named:
                items += f'<li id="note-{number}">{self._line(lines, _NOTE_NUMBER)}</li>'
            else:
                rest += f"<p>{self._line(lines)}</p>"
        return rest + (f"<section><ol>{items}</ol></section>" if items else "")

    def _block(self, paragraph: Paragraph) -> str:
        if paragraph.kind == "p" or _is_text(paragraph):
            return f"<p>{self._written(_joined(paragraph.lines, self._words, breaks=True))}</p>"
        inside = self._written(_joined(paragraph.lines, self._words), marks=False)
        if paragraph.kind == "title":
            return f'<h1 class="{TITLE_CLASS}">{inside}</h1>'
        level = self._levels[paragraph.kind]
        return f"<h{level}>{inside}</h{level}>"

    def _item(self, paragraph: Paragraph) -> Item:
        indented = max(0.0, paragraph.lines[0].left - self._usual.left)
        mark = BULLET if paragraph.kind == "ul" else NUMBER
        level = int(indented // (_INDENT * self._usual.size))
        return Item(self._line(paragraph.lines, mark), level, paragraph.kind == "ol")

    def _line(self, lines: Sequence[Line], without: re.Pattern[str] | None = None) -> str:
        """The lines as one, without the mark of an item or a note."""
        return self._written(_without_start(_joined(lines, self._words), without))

    def _written(self, stretches: Sequence[Stretch], *, marks: bool = True) -> str:
        return write_runs([self._run(each, marks=marks) for each in stretches])

    def _run(self, stretch: Stretch, *, marks: bool) -> Run:
        number = stretch.text.strip()
        if "sup" in stretch.marks and number in self._notes:
            self._named.add(number)
            return Run(f'<sup><a href="#note-{number}">{number}</a></sup>')
        kept = stretch.marks - self._usual.marks if marks else stretch.marks & {"sup"}
        return Run(escape(stretch.text).replace("\n", "<br>"), kept, stretch.address)


def _is_text(paragraph: Paragraph) -> bool:
    """Whether large letters are only that, and no heading."""
    sentences = len(paragraph.lines) > 1 and SENTENCE_END.search(paragraph.text) is not None
    return sentences or len(paragraph.text) > LONGEST_HEADING


def _joined(lines: Sequence[Line], words: Words, *, breaks: bool = False) -> list[Stretch]:
    """The lines as one, words that were broken made whole; `breaks` keeps the ends that were meant."""
    stretches: list[Stretch] = []
    for place, line in enumerate(lines):
        stretches += line.stretches
        last = stretches[-1]
        if place == len(lines) - 1:
            continue
        if line.broken:
            joint = words.joint(line.text, lines[place + 1].text)
            stretches[-1] = last._replace(text=last.text.rstrip() + joint)
        elif breaks and line.ended:
            stretches.append(Stretch("\n"))
        elif not last.text.endswith(_NO_SPACE_AFTER):
            stretches.append(last._replace(text=" "))
    return stretches


def _without_start(stretches: list[Stretch], pattern: re.Pattern[str] | None) -> list[Stretch]:
    """Without the mark of an item, which may be in a form of its own."""
    found = pattern.match("".join(each.text for each in stretches)) if pattern else None
    left = found.end() if found else 0
    kept = []
    for each in stretches:
        cut = min(left, len(each.text))
        left -= cut
        kept.append(each._replace(text=each.text[cut:]))
    return kept
