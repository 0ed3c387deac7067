"""The bytes of a web page as a tree of elements, without what is not shown."""

import re

from lxml import etree, html

from learningstories.documents.elements import take_out, text_of
from learningstories.documents.encoding import decode
from learningstories.documents.files import MOST_TEXT
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import TooDeep

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no tree may hold these
_LOOKED_AT = 8_000
_LARGEST = 10 * MOST_TEXT  # pictures are often written into a page
_NOT_SHOWN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "canvas", "svg", "math",
    "audio", "video", "map", "link", "meta", "base", "button", "input", "select", "textarea", "datalist",
    "dialog", "head",
)  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_MOST_HIDDEN = 0.5
_TINY = 2


def decode_page(data: bytes, charset: str = "") -> tuple[str, str]:
    """The text of a page and the name of its encoding if that was guessed.

    `charset` is what came with it. Raises `Refusal`.
    """
    found = _CHARSET.search(data[:_LOOKED_AT]) or _XML_CHARSET.match(data[:_LOOKED_AT])
    return decode(data, charset or (found[1].decode("ascii") if found else ""))


def parse_page(text: str) -> etree._Element:
    """The tree of a page's text; raises `Refusal`, or `TooDeep`."""
    if len(text) > _LARGEST:
        raise Refusal("too_big")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(
            f"<html>{_XML_HEAD.sub('', _NO_LETTER.sub(' ', text))}", parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("no_text") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise TooDeep
    return root


def drop_unshown(root: etree._Element) -> None:
    """Take out what a reader of the page does not see."""
    for element in list(root.iter(*_NOT_SHOWN)):
        take_out(element)
    whole = max(1, len(text_of(root)))
    for element in list(root.iter(etree.Element)):
        if _is_hidden(element) and len(text_of(element)) < _MOST_HIDDEN * whole:
            take_out(element)


def _is_hidden(element: etree._Element) -> bool:
    return (
        "hidden" in element.attrib
        or _HIDDEN.search(element.get("style", "")) is not None
        or (element.tag == "img" and _is_tiny(element))
    )


def _is_tiny(image: etree._Element) -> bool:
    """Whether a picture is there to count readers."""
    sides = [image.get(side, "").removesuffix("px") for side in ("width", "height")]
    return all(side.isdecimal() and int(side[:5]) <= _TINY for side in sides)
