"""Returns in a mail: attached, pasted into its text, or in a mail within it."""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from learningstories.domain.pack import ReturnBy
from learningstories.packs import armour
from learningstories.packs.known_files import is_pack
from learningstories.packs.returns import FORMAT, split
from learningstories.packs.returns import MOST_BYTES as MOST_OF_A_RETURN
from learningstories.services.returned import Arrival

MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 500
_HEAD = 2_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What the standard library's parser raises for mails that are none.
_NO_MAIL = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    media_type: str
    data: bytes


def arrivals(data: bytes, name: str, *, sought: bool) -> Iterator[Arrival]:
    """What may be returns in a mail; where there is none, one arrival that says so."""
    came, parts = _understood(data)
    found = {piece: part.name for part in reversed(parts) for piece in reversed(_pieces(part))}
    if not found:
        yield Arrival(name=name, by=ReturnBy.MAIL, code="no_return_in_mail", sought=sought)
    for piece, attached in reversed(found.items()):
        told = f"{name}: {attached}" if attached else name
        yield Arrival(name=told, by=ReturnBy.MAIL, data=piece, received_at=came, sought=sought)


def _understood(data: bytes) -> tuple[datetime | None, list[_Part]]:
    """When the mail came, and its parts; none where it is no mail."""
    try:
        mail = message_from_bytes(data)
        walked = zip(mail.walk(), range(MOST_PARTS), strict=False)
        parts = [_part(part) for part, _ in walked if not part.is_multipart()]
    except _NO_MAIL:
        return None, []
    return _received(mail), parts


def _part(part: Message) -> _Part:
    found = part.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    charset = str(part.get_content_charset("utf-8"))
    if part.get_content_maintype() == "text" and charset not in {"utf-8", "us-ascii"}:
        with suppress(LookupError):  # a charset that nobody knows: what is sought is in ASCII anyway
            data = data.decode(charset, "replace").encode("utf-8", "replace")
    return _Part(str(part.get_filename() or ""), part.get_content_type(), data)


def _received(mail: Message) -> datetime | None:
    """When the server that received it last says that it came."""
    line = str((mail.get_all("Received") or [""])[0])
    try:
        found = parsedate_to_datetime(line.rpartition(";")[2].strip())
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _pieces(part: _Part) -> list[bytes]:
    """What looks like a return or a pack."""
    if is_pack(part.data):
        return [part.data]
    if len(part.data) > MOST_OF_A_RETURN:
        return []
    data = part.data
    if part.media_type == "text/html":
        text = html.unescape(_TAG.sub("", armour.plain(data)))
        data = text.encode("utf-8", "replace")
    if f'"{FORMAT}"'.encode() in data[:_HEAD] or armour.blocks(armour.plain(data)):
        return split(data)
    return []
