"""Footnotes of pages, in whatever way a program has written them, as one list of notes."""

import re
from itertools import islice

from lxml import etree, html

from learningstories.documents.elements import make_empty, take_out, text_of

_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[ivx]{1,6}|[a-z]|\*{1,4}|[†‡§¶]{1,3})\s*[\])]?\s*", re.IGNORECASE)
_NAMED = re.compile(r"foot|end|note|ftn|fn|ref|cite", re.IGNORECASE)
_HOLDERS = ("li", "p", "dd", "div", "aside", "td")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_MOST = 2_000
_LONGEST = 20_000
SECTION = "section"


def take_notes(root: etree._Element) -> etree._Element | None:
    """Take the notes out of the text and give them as a section; each mark leads to its note.

    None if the text has no notes.
    """
    places = _places(root)
    notes: dict[etree._Element, str] = {}  # what the text calls each
    numbers: dict[etree._Element, int] = {}
    for link in list(root.iter("a"))[: 10 * _MOST]:
        target = places.get(link.get("href", "")[1:]) if link.get("href", "").startswith("#") else None
        if target is None or not _MARK.fullmatch(text_of(link)):
            continue
        holder = _holder(link, target)
        if holder is not None and len(notes) < _MOST:
            number = numbers.setdefault(holder, len(numbers) + 1)
            notes.setdefault(holder, text_of(link).strip("[]() \n\t"))
            _mark(link, f"note-{number}")
    return _section(notes) if notes else None


def _places(root: etree._Element) -> dict[str, etree._Element]:
    places: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    return places


def _holder(link: etree._Element, target: etree._Element) -> etree._Element | None:
    """The element that holds the whole note, None if the link does not lead to a note."""
    holder = target if target.tag in _HOLDERS else next(target.iterancestors(*_HOLDERS), None)
    if holder is None or holder in set(link.iterancestors()):
        return None
    around = holder.getparent()
    if (
        holder.tag == "p"
        and around is not None
        and around.tag in {"aside", "div", "li"}
        and _is_named(around)
    ):
        holder = around
    if holder in set(link.iterancestors()) or len(text_of(holder)) > _LONGEST:
        return None
    return holder if _is_note(link, target, holder) else None


def _is_note(link: etree._Element, target: etree._Element, holder: etree._Element) -> bool:
    own = {link.get("id"), link.get("name"), *(each.get("id") for each in link.iterancestors("sup", "span"))}
    if any(each.get("href", "")[1:] in own - {None} for each in holder.iter("a")):
        return True  # there is a way back
    raised = next(link.iterancestors("sup"), next(link.iterdescendants("sup"), None)) is not None
    around = islice(holder.iterancestors(), 2)
    named = any(map(_is_named, (target, holder, *around)))
    return (raised and (holder.tag == "li" or named)) or (holder.tag == "li" and named)


def _is_named(element: etree._Element) -> bool:
    return _NAMED.search(f"{element.get('id', '')} {element.get('class', '')}") is not None


def _mark(link: etree._Element, name: str) -> None:
    """Make a link the mark of a note, and nothing else."""
    above = next(link.iterancestors("sup"), None)
    outer = above if above is not None and _MARK.fullmatch(text_of(above)) else link
    make_empty(outer, "sup")
    inner = etree.SubElement(outer, "a", href=f"#{name}")
    inner.text = "*"


def _section(notes: dict[etree._Element, str]) -> etree._Element:
    section: etree._Element = html.Element(SECTION)
    numbered = etree.SubElement(section, "ol")
    for number, (holder, said) in enumerate(notes.items(), start=1):
        item = etree.SubElement(numbered, "li", id=f"note-{number}")
        item.text = holder.text
        item.extend(list(holder))
        _without_number(item, said)
        take_out(holder)
    return section


def _without_number(item: etree._Element, said: str) -> None:
    """Take out the way back, and the number of the note where it is typed."""
    for link in list(item.iter("a")):
        if link.get("href", "").startswith("#"):
            make_empty(link, "span")
    first = next((each for each in (item, *item.iter("p", "span", "sup")) if (each.text or "").strip()), None)
    if first is not None:
        typed = rf"\A\s*[\[(]?{re.escape(said)}(?:[\]).:]+\s*|\s+|$)"
        first.text = re.sub(typed, "", first.text or "")
