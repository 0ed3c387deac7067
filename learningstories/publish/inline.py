"""Turns what stands within a line - emphasis, links, pictures, notes - into nodes."""

from collections.abc import Callable, Iterable
from typing import TypeAlias
from urllib.parse import urlsplit

from learningstories.publish.lettering import clean, one_line
from learningstories.publish.markup import BLOCKS, Element
from learningstories.publish.nodes import Inline, Node

Picture: TypeAlias = Callable[[str, str], Node | None]  # (sha, description) -> picture, or None if broken

_WRAPPERS = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "strong": "strong", "b": "strong", "del": "strike",
    "s": "strike", "strike": "strike", "u": "underline", "ins": "underline", "mark": "mark", "sub": "sub",
    "sup": "sup", "small": "small", "q": "quoted",
}  # fmt: skip
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_SCHEMES = frozenset({"http", "https", "mailto"})
_LONGEST_LINK = 2000
_MEDIA = "media:"


class InlineReader:
    """Reads the lines of one story; `noted` are the keys of the notes that something points to so far."""

    def __init__(self, picture: Picture) -> None:
        self.noted: set[str] = set()
        self.inside_note = False
        self._picture = picture
        ways: dict[str, Callable[[Element], Inline]] = dict.fromkeys(_CODE, _code)
        self._makers = ways | {"br": _line_break, "img": self._image, "a": self._link}

    def read(self, children: Iterable[Element | str]) -> Inline:
        """The inline nodes of `children`, text cleaned and joined; blocks among them become running text."""
        made: Inline = []
        for child in children:
            pieces = [one_line(child)] if isinstance(child, str) else self._element(child)
            for piece in pieces:
                if isinstance(piece, str) and made and isinstance(made[-1], str):
                    made[-1] += piece
                elif piece:
                    made.append(piece)
        return made

    def _element(self, element: Element) -> Inline:
        tag = element.tag
        if tag in self._makers:
            return self._makers[tag](element)
        inner = self.read(element.children)
        if tag == "sup" and any(isinstance(node, dict) and node["kind"] == "note" for node in inner):
            return inner
        if tag in _WRAPPERS and inner:
            return [{"kind": _WRAPPERS[tag], "content": inner}]
        return [" ", *inner, " "] if tag in BLOCKS else inner

    def _image(self, element: Element) -> Inline:
        alt = one_line(element.attributes.get("alt", "")).strip()
        source = element.attributes.get("src", "")
        picture = self._picture(source.removeprefix(_MEDIA), alt) if source.startswith(_MEDIA) else None
        return [picture] if picture else [alt]

    def _link(self, element: Element) -> Inline:
        address = clean(element.attributes.get("href", "")).strip()
        if address.startswith("#fnref"):
            return []
        if address.startswith("#fn:"):
            return [] if self.inside_note else [self._note(address[1:])]
        inner = self.read(element.children)
        if not inner or not _may_link(address):
            return inner
        return [{"kind": "link", "address": address, "content": inner}]

    def _note(self, key: str) -> Node:
        again = key in self.noted
        self.noted.add(key)
        return {"kind": "note", "key": key, "again": again}


def _line_break(_element: Element) -> Inline:
    return [{"kind": "break"}]


def _code(element: Element) -> Inline:
    return [{"kind": "code", "text": one_line(element.text())}]


def _may_link(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.path) and len(address) <= _LONGEST_LINK
