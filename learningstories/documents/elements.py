"""What is done with the elements of a page; the types of the library do not know those of HTML."""

from lxml import etree


def text_of(element: etree._Element) -> str:
    """All text within an element."""
    return "".join(map(str, element.itertext()))


def take_out(element: etree._Element) -> None:
    """Take an element out of its page, and leave what stands after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def make_empty(element: etree._Element, tag: str) -> None:
    """Make another element, with nothing in it, of one that stays where it is."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = tag, tail
