"""Makes the elements of a web page; whatever is given as text stays text."""

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Tag

__all__ = ["Tag", "element", "page_bytes"]

_PLAIN: Mapping[str, str] = MappingProxyType({})


def element(tag: str, *children: Tag | str, attributes: Mapping[str, str] = _PLAIN) -> Tag:
    """An element with its children in their order."""
    made = etree.Element(tag, dict(attributes))
    last: Tag | None = None
    for child in children:
        if not isinstance(child, str):
            made.append(child)
            last = child
        elif last is None:
            made.text = (made.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return made


def page_bytes(root: Tag) -> bytes:
    """The whole page as a file."""
    return etree.tostring(root, encoding="utf-8", method="html", doctype="<!doctype html>") + b"\n"
