"""Reads pages that a browser or Word saved as one file, which is a mail that was never sent."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin

from learningstories.documents.html_reader import page_manuscript
from learningstories.documents.html_source import decode_page
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.picture_places import FindPicture, from_companions
from learningstories.documents.refusal import Refusal

_PAGES = frozenset(("application/xhtml+xml", "text/html"))
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 2_000
_DEEPEST = 10


def read_saved_page(material: Material) -> Manuscript:
    """The page and the pictures that were saved with it; raises `Refusal`."""
    if sum(1 for _each in _PART.finditer(material.data)) > _MOST_PARTS:
        raise Refusal("too_big")
    try:
        parts = list(_parts(message_from_bytes(material.data, policy=policy.compat32), 0))
    except RecursionError as error:
        raise Refusal("too_deep") from error
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        raise Refusal("no_text")
    text, guessed = decode_page(_content(page), page.get_content_charset() or "")
    return page_manuscript(text, _pictures(parts, _said(page, "Content-Location")), guessed)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    if not message.is_multipart():
        yield message
    elif depth < _DEEPEST:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)


def _pictures(parts: list[Message], base: str) -> FindPicture:
    """Finds a picture by its number among the parts, by its full address, or by its name."""
    kept: dict[str, Message] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            location = _said(part, "Content-Location")
            number = _said(part, "Content-ID").strip("<>")
            for name in filter(None, (f"part:{number}" if number else "", location, _base_name(location))):
                kept.setdefault(name, part)
    written_out = from_companions({})

    def find(source: str) -> tuple[bytes, str] | None:
        if source[:5].lower() == "data:":
            return written_out(source)
        names = (source, unquote(source), _joined(base, source), _base_name(source))
        part = next((kept[name] for name in names if name in kept), None)
        return (_content(part), _base_name(source)) if part is not None else None

    return find


def _joined(base: str, source: str) -> str:
    try:
        return urljoin(base, source)
    except ValueError:
        return source


def _base_name(address: str) -> str:
    return PurePosixPath(unquote(address).split("?", 1)[0].replace("\\", "/")).name


def _said(part: Message, header: str) -> str:
    """A header in one line; addresses are often broken over several."""
    return re.sub(r"\s+", "", str(part.get(header, "")))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
