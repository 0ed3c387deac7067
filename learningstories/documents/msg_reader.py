"""Reads mails as Outlook saves them."""

import contextlib
import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime

import compressed_rtf  # type: ignore[import-untyped]  # it has no types
from olefile import OleFileIO  # type: ignore[import-untyped]  # it has no types
from oxmsg.domain import constants as c
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from learningstories.documents.letter import Body, Enclosure, Letter
from learningstories.documents.letter_reader import manuscript_of
from learningstories.documents.mail_headers import (
    Person,
    first,
    headers_of,
    letters,
    person,
    person_of,
    plain_words,
    subject_of,
)
from learningstories.documents.mail_times import mail_claims
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.refusal import Refusal
from learningstories.documents.rtf_html import html_in
from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.services.outlook_bounds import tables_fit

_MB = 1 << 20
_MOST_ENTRIES = 5_000
_MOST_BYTES = 200 * _MB
_MOST_RTF = 20 * _MB
_DEEPEST = 3
_OF_FILE, _OF_MAIL, _OF_ATTACHMENT = 32, 24, 8  # where the properties begin
_RTF = 0x1009
_EMBEDDED = "__substg1.0_3701000D"
_ODD = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    OSError,
    struct.error,
)


def read_msg(material: Material) -> Manuscript:
    """The story of a mail, with the other ways to understand it; raises `Refusal`."""
    return manuscript_of(letter_of(material.data), material)


def letter_of(data: bytes) -> Letter:
    """What a mail of Outlook says and holds; raises `Refusal`."""
    if not tables_fit(data):
        raise Refusal("broken")
    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            entries = [entry for entry in ole.direntries if entry is not None]
            if len(entries) > _MOST_ENTRIES or sum(entry.size for entry in entries) > _MOST_BYTES:
                raise Refusal("mail_too_complex")
            storage = Storage.from_ole(ole)
        return _letter(storage, _OF_FILE, 0)
    except RecursionError as error:
        raise Refusal("mail_too_complex") from error
    except _ODD as error:
        raise Refusal("broken") from error


def _letter(storage: Storage, start: int, depth: int) -> Letter:
    told = _Told(Properties(storage, properties_header_offset=start))
    headers = headers_of(told.text(c.PID_TRANSPORT_MESSAGE_HEADERS).encode("utf-8", "replace"))
    attached = list(storage.iter_attachment_storages())
    inner = [each for each in (_embedded(one) for one in attached) if each is not None]
    enclosures = [_enclosure(one) for one in attached if _embedded(one) is None]
    return Letter(
        subject=subject_of(told.text(c.PID_SUBJECT) or first(headers, "subject")),
        sender=_sender(told, first(headers, "from")),
        claims=[*mail_claims(headers), *_claims(told, told_already=bool(first(headers, "date")))],
        message_id=told.text(c.PID_INTERNET_MESSAGE_ID) or plain_words(first(headers, "message-id")),
        bodies=[body for body in [_body(told)] if body.text.strip()],
        enclosures=[each for each in enclosures if each.data],
        letters=[_letter(each, _OF_MAIL, depth + 1) for each in inner] if depth < _DEEPEST else [],
    )


class _Told:
    """What the properties tell; what is damaged is as if it were not there."""

    def __init__(self, properties: Properties) -> None:
        self._properties = properties

    def text(self, key: int) -> str:
        """A property as text."""
        with contextlib.suppress(*_ODD):
            return (self._properties.str_prop_value(key) or "").strip("\0")
        return ""

    def data(self, key: int) -> bytes:
        """A property as bytes."""
        with contextlib.suppress(*_ODD):
            return self._properties.binary_prop_value(key) or b""
        return b""

    def number(self, key: int) -> int:
        """A property as a number."""
        with contextlib.suppress(*_ODD):
            return self._properties.int_prop_value(key) or 0
        return 0

    def moment(self, key: int) -> datetime | None:
        """A property as a moment."""
        with contextlib.suppress(*_ODD):
            found = self._properties.date_prop_value(key)
            return found.astimezone(UTC) if found is not None else None
        return None


def _sender(told: _Told, header: str) -> Person:
    if header:
        return person(header)
    name = told.text(c.PID_SENDER_NAME) or told.text(c.PID_SENT_REPRESENTING_NAME)
    addresses = (told.text(key) for key in (c.PID_SENDER_SMTP_ADDRESS, c.PID_SENDER_EMAIL_ADDRESS))
    return person_of(name, next((address for address in addresses if "@" in address), ""))


def _claims(told: _Told, *, told_already: bool) -> Iterator[Claim]:
    """When Outlook says that the mail was delivered and sent."""
    delivered = told.moment(c.PID_MESSAGE_DELIVERY_TIME)
    if delivered is not None:
        yield Claim(by=ReceivedBy.DELIVERY, at=delivered, said=delivered.isoformat())
    sent = told.moment(c.PID_CLIENT_SUBMIT_TIME)
    if sent is not None and not told_already:
        yield Claim(by=ReceivedBy.DATE_HEADER, at=sent, said=sent.isoformat())


def _body(told: _Told) -> Body:
    """The text: as HTML by itself, as HTML within RTF, else as plain letters."""
    html = told.data(c.PID_HTML)
    if html:
        return Body(letters(html, _encoding(told)), is_html=True)
    if text := told.text(c.PID_BODY_HTML):
        return Body(text, is_html=True)
    if html_in_rtf := html_in(_rtf(told)):
        return Body(html_in_rtf, is_html=True)
    return Body(told.text(c.PID_BODY))


def _rtf(told: _Told) -> bytes:
    packed = told.data(_RTF)
    told_size = int.from_bytes(packed[4:8], "little")
    if 0 < told_size <= _MOST_RTF:
        with contextlib.suppress(Exception):  # the library raises no other
            return bytes(compressed_rtf.decompress(packed))
    return b""


def _encoding(told: _Told) -> str:
    page = told.number(c.PID_INTERNET_CODEPAGE)
    return "utf-8" if page in {0, 65001} else f"cp{page}"


def _enclosure(storage: Storage) -> Enclosure:
    told = _Told(Properties(storage, properties_header_offset=_OF_ATTACHMENT))
    names = (
        told.text(key) for key in (c.PID_ATTACH_LONG_FILENAME, c.PID_ATTACH_FILENAME, c.PID_DISPLAY_NAME)
    )
    return Enclosure(
        name=next((name for name in names if name), ""),
        media_type=told.text(c.PID_ATTACH_MIME_TAG),
        data=told.data(c.PID_ATTACH_DATA_BINARY),
        key=told.text(c.PID_ATTACH_CONTENT_ID).strip("<> "),
    )


def _embedded(storage: Storage) -> Storage | None:
    """The mail that is attached as it was."""
    return next((each for each in storage.storages if each.name == _EMBEDDED), None)
