"""Returns in a mail: attached, pasted into its text, or in a mail within it."""

import html
import itertools
import mailbox
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from learningstories.domain.pack import ReturnBy
from learningstories.packs import armour
from learningstories.packs.known_files import is_pack
from learningstories.packs.mail_part import MailPart
from learningstories.packs.outlook_mail import understood
from learningstories.packs.returns import MOST_BYTES as MOST_OF_A_RETURN
from learningstories.packs.returns import found_in
from learningstories.services.returned import Arrival

MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 500
MOST_MAILS = 10_000
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What the standard library's parser raises for mails that are none.
_NO_MAIL = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def arrivals(data: bytes, name: str, *, sought: bool) -> Iterator[Arrival]:
    """What may be returns in a mail; where there is none, one arrival that says so."""
    came, parts = _saved_by_outlook(data) if data.startswith(_OUTLOOK) else _understood(data)
    found = {piece: part.name for part in reversed(parts) for piece in reversed(_pieces(part))}
    returns = {piece: attached for piece, attached in found.items() if not is_pack(piece)}
    found = returns or found  # whoever answers a mail may send back the pack that came with it
    if not found:
        yield Arrival(name=name, by=ReturnBy.MAIL, code="no_return_in_mail", sought=sought)
    for piece, attached in reversed(found.items()):
        told = f"{name}: {attached}" if attached else name
        yield Arrival(name=told, by=ReturnBy.MAIL, data=piece, received_at=came, sought=sought)


def in_mailbox(path: Path, name: str, *, sought: bool) -> Iterator[Arrival]:
    """What may be returns in the mails of a mailbox; where there is none, one arrival that says so."""
    none = True
    with closing(mailbox.mbox(path, create=False)) as box:
        for key in itertools.islice(box.iterkeys(), MOST_MAILS):
            data = box.get_bytes(key)
            came = arrivals(data, name, sought=sought) if len(data) <= MOST_BYTES else ()
            for each in came:
                if not each.code:
                    none = False
                    yield each
    if none:
        yield Arrival(name=name, by=ReturnBy.MAIL, code="no_return_in_mail", sought=sought)


def _saved_by_outlook(data: bytes) -> tuple[datetime | None, list[MailPart]]:
    headers, parts = understood(data, MOST_OF_A_RETURN)
    return _received(message_from_string(headers)), parts


def _understood(data: bytes) -> tuple[datetime | None, list[MailPart]]:
    """When the mail came, and its parts; none where it is no mail."""
    try:
        mail = message_from_bytes(data)
        walked = zip(mail.walk(), range(MOST_PARTS), strict=False)
        parts = [_part(part) for part, _ in walked if not part.is_multipart()]
    except _NO_MAIL:
        return None, []
    return _received(mail), parts


def _part(part: Message) -> MailPart:
    found = part.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    charset = str(part.get_content_charset("utf-8"))
    if part.get_content_maintype() == "text" and charset not in {"utf-8", "us-ascii"}:
        with suppress(LookupError):  # a charset that nobody knows: what is sought is in ASCII anyway
            data = data.decode(charset, "replace").encode("utf-8", "replace")
    return MailPart(str(part.get_filename() or ""), part.get_content_type(), data)


def _received(mail: Message) -> datetime | None:
    """When the server that received it last says that it came."""
    line = str((mail.get_all("Received") or [""])[0])
    try:
        found = parsedate_to_datetime(line.rpartition(";")[2].strip())
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _pieces(part: MailPart) -> list[bytes]:
    """What looks like a return or a pack."""
    if is_pack(part.data):
        return [part.data]
    if len(part.data) > MOST_OF_A_RETURN:
        return []
    data = part.data
    if part.media_type == "text/html":
        text = html.unescape(_TAG.sub("", armour.plain(data)))
        data = text.encode("utf-8", "replace")
    return found_in(data)
