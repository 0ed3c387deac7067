"""Lists that Word and Google Docs write into pages as paragraphs and flat lists, as lists."""

import re
from collections.abc import Iterator

from lxml import etree, html

from learningstories.documents.elements import take_out, text_of
from learningstories.documents.item_lists import Item, nested_lists

_LEVEL = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\(?[0-9a-zA-Z]{1,5}[.)]")
_FLAT = re.compile(r"\blst-[\w-]+-(\d)\b")


def real_lists(root: etree._Element) -> None:
    """Make lists of items that stand side by side and only say how deep they are."""
    for found, read in ((_word_items(root), _word_item), (_google_lists(root), _google_items)):
        for run in _neighbours(list(found)):
            items = [item for element in run for item in read(element)]
            _replace(run, nested_lists(items))


def _word_items(root: etree._Element) -> Iterator[etree._Element]:
    return (each for each in root.iter("p") if _LEVEL.search(each.get("style", "")))


def _google_lists(root: etree._Element) -> Iterator[etree._Element]:
    return (each for each in root.iter("ol", "ul") if _FLAT.search(each.get("class", "")))


def _word_item(paragraph: etree._Element) -> list[Item]:
    found = _LEVEL.search(paragraph.get("style", ""))
    marker = next((each for each in paragraph.iter("span") if _MARKER.search(each.get("style", ""))), None)
    ordered = False
    if marker is not None:
        ordered = _NUMBER.match(text_of(marker)) is not None
        take_out(marker)
    return [Item(_inside(paragraph), int(found[1] if found else 1) - 1, ordered)]


def _google_items(element: etree._Element) -> list[Item]:
    found = _FLAT.search(element.get("class", ""))
    level = int(found[1] if found else 0)
    return [Item(_inside(item), level, element.tag == "ol") for item in element.iter("li")]


def _inside(element: etree._Element) -> str:
    written = html.tostring(element, encoding="unicode", with_tail=False)
    return str(written[written.index(">") + 1 : written.rindex("<")]) if len(element) or element.text else ""


def _neighbours(elements: list[etree._Element]) -> Iterator[list[etree._Element]]:
    """Those that follow each other with nothing in between."""
    run: list[etree._Element] = []
    for element in elements:
        if run and (run[-1].getnext() is not element or (run[-1].tail or "").strip()):
            yield run
            run = []
        run.append(element)
    if run:
        yield run


def _replace(run: list[etree._Element], written: str) -> None:
    parent = run[0].getparent()
    if parent is None or not written:
        return
    lists = list(html.fragment_fromstring(written, create_parent=True))
    lists[-1].tail = run[-1].tail
    at = parent.index(run[0])
    for element in run:
        parent.remove(element)
    for offset, each in enumerate(lists):
        parent.insert(at + offset, each)
