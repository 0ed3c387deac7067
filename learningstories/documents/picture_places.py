"""Every place of a text where a picture stands: put in what came with it, and load nothing."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from learningstories.documents.files import shown_name
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.tree import Node
from learningstories.services.drafts import Problem

FindPicture = Callable[[str], tuple[bytes, str] | None]
_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_LONGEST_ADDRESS = 200


def settle_pictures(tree: Node, shelf: PictureShelf, find: FindPicture) -> None:
    """Point each picture of the tree to its bytes on the shelf, or put its description there.

    `find` gives the bytes and the name of what came with the text, by the address in the text.
    """
    for parent in [tree, *tree.elements()]:
        parent.children = [
            _settled(child, shelf, find) if isinstance(child, Node) and child.tag == "img" else child
            for child in parent.children
        ]


def from_companions(companions: Mapping[str, bytes]) -> FindPicture:
    """Finds pictures written into the text itself and those offered together with it, by base name."""
    by_name = {name.casefold(): (data, name) for name, data in companions.items()}

    def find(source: str) -> tuple[bytes, str] | None:
        if source[:5].lower() == "data:":
            return _written_out(source)
        if _REMOTE.match(source):
            return None
        return by_name.get(_base_name(source).casefold())

    return find


def _settled(image: Node, shelf: PictureShelf, find: FindPicture) -> Node | str:
    source = image.attributes.get("src", "").strip()
    description = " ".join(image.attributes.get("alt", "").split())
    found = find(source)
    if found:
        sha = shelf.take(*found, description)
        return Node("img", {"src": f"media:{sha}", "alt": description}) if sha else description
    if _REMOTE.match(source) and not source.lower().startswith("file:"):
        address = source if len(source) <= _LONGEST_ADDRESS else source[:_LONGEST_ADDRESS] + "…"
        shelf.problems.append(Problem(code="remote_picture_left_out", facts={"address": address}))
        linked = source.lower().startswith(("http://", "https://"))
        return Node("a", {"href": source}, [description or source]) if linked else description
    name = shown_name(_base_name(source)) if source else description or "?"
    shelf.problems.append(Problem(code="local_picture_left_out", facts={"name": name}))
    return description


def _base_name(source: str) -> str:
    return unquote(source).split("?", 1)[0].replace("\\", "/").rsplit("/", 1)[-1]


def _written_out(source: str) -> tuple[bytes, str]:
    ending = "png" if source[:16].lower().startswith("data:image/png") else "jpg"
    if not _DATA.match(source):
        return b"", "picture"
    try:
        data = base64.b64decode(unquote(source.split(",", 1)[1]), validate=False)
    except (binascii.Error, ValueError):
        data = b""
    return data, f"picture.{ending}"
