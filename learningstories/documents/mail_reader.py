"""Reads mails as mail programs save them."""

import contextlib
import re
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import Message

from learningstories.documents.letter import Body, Enclosure, Letter
from learningstories.documents.letter_reader import manuscript_of
from learningstories.documents.mail_flow import unflowed
from learningstories.documents.mail_headers import (
    first,
    letters,
    person,
    plain_words,
    raw_headers,
    subject_of,
)
from learningstories.documents.mail_times import mail_claims
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.refusal import Refusal

_MOST_HEADER_BYTES = 256 * 1024
_MOST_PARTS = 2_000
_MOST_NESTED = 100  # parts that hold parts, all in all
_DEEPEST = 20
_DEEPEST_LETTER = 3  # a mail that was passed on in one that was passed on
_TYPE = re.compile(rb"^content-type:[ \t]*(multipart/)?", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_FORM = re.compile(r"<(?:b|strong|i|em|h[1-6]|ul|ol|table|img|a)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PLAIN, _HTML, _MAIL = "text/plain", "text/html", "message/rfc822"
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read_mail(material: Material) -> Manuscript:
    """The story of a mail, with the other ways to understand it; raises `Refusal`."""
    return manuscript_of(letter_of(material.data), material)


def letter_of(data: bytes) -> Letter:
    """What a mail says and holds; raises `Refusal`."""
    _refuse_complex(data)
    try:
        return _letter(message_from_bytes(data, policy=policy.compat32), 0)
    except RecursionError as error:
        raise Refusal("mail_too_complex") from error


def _refuse_complex(data: bytes) -> None:
    end = _END_OF_HEADERS.search(data)
    if (end.start() if end else len(data)) > _MOST_HEADER_BYTES:
        raise Refusal("mail_too_complex")
    nested = 0
    for parts, found in enumerate(_TYPE.finditer(data), start=1):
        nested += bool(found[1])
        if parts > _MOST_PARTS or nested > _MOST_NESTED:
            raise Refusal("mail_too_complex")


def _letter(message: Message, depth: int) -> Letter:
    if message.get_content_type() in _LOCKED:
        raise Refusal("encrypted")
    headers = raw_headers(message)
    parts = _parts(message, 0)
    inner = [_inner(part) for part in parts if part.get_content_type() == _MAIL]
    passed_on = [] if depth >= _DEEPEST_LETTER else [_letter(each, depth + 1) for each in inner if each]
    shown = [part for part in parts if not part.get_content_type().startswith("message/")]
    enclosures = [_enclosure(part) for part in shown if not _is_body(part)]
    return Letter(
        subject=subject_of(first(headers, "subject")),
        sender=person(first(headers, "from") or first(headers, "sender")),
        claims=mail_claims(headers),
        message_id=plain_words(first(headers, "message-id")),
        bodies=[_body(part) for part in shown if _is_body(part)],
        enclosures=[each for each in enclosures if each.data],
        letters=passed_on,
    )


def _parts(part: Message, depth: int) -> list[Message]:
    """The parts of a mail that are shown or attached; of a text in two forms the better one."""
    if not part.is_multipart() or part.get_content_type().startswith("message/"):
        return [part]
    if depth >= _DEEPEST:
        raise Refusal("mail_too_complex")
    inner = [_parts(each, depth + 1) for each in part.get_payload() if isinstance(each, Message)]
    if part.get_content_type() == "multipart/alternative" and inner:
        return _best(inner)
    return [each for parts in inner for each in parts]


def _best(forms: Sequence[list[Message]]) -> list[Message]:
    """Of the forms of one text the one to read: HTML if it has more to it than the plain letters."""
    html = next((form for form in reversed(forms) if any(_is_body(part, _HTML) for part in form)), None)
    plain = next((form for form in forms if any(_is_body(part, _PLAIN) for part in form)), None)
    if html is None or plain is None:
        return html or plain or forms[-1]
    return html if _has_more(html, plain) else plain


def _has_more(html: list[Message], plain: list[Message]) -> bool:
    text = "".join(_body(part).text for part in html if _is_body(part, _HTML))
    letters_only = "".join(_body(part).text for part in plain if _is_body(part, _PLAIN))
    encloses = any(not _is_body(part) for part in html)
    much_longer = len(_TAG.sub(" ", text).split()) > 2 * len(letters_only.split())
    return encloses or much_longer or _FORM.search(text) is not None


def _inner(part: Message) -> Message | None:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    return inner if isinstance(inner, Message) else None


def _is_body(part: Message, kind: str = "") -> bool:
    """Whether a part is shown as text, and was not attached as a file."""
    found = part.get_content_type()
    if found.startswith("multipart/"):  # its parts could not be told apart
        found = _PLAIN
    if found not in {_PLAIN, _HTML} or (kind and found != kind):
        return False
    return part.get_content_disposition() != "attachment" and not _file_name(part)


def _body(part: Message) -> Body:
    text = letters(_payload(part), _parameter(part, "charset"))
    if part.get_content_type() == _HTML:
        return Body(text, is_html=True)
    if _parameter(part, "format").lower() == "flowed":
        text = unflowed(text, delete_space=_parameter(part, "delsp").lower() == "yes")
    return Body(text)


def _enclosure(part: Message) -> Enclosure:
    key = plain_words(str(part.get("content-id") or "")).strip("<> ")
    return Enclosure(name=_file_name(part), media_type=part.get_content_type(), data=_payload(part), key=key)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message) -> str:
    with contextlib.suppress(ValueError, LookupError, TypeError):
        return plain_words(part.get_filename() or "")
    return ""


def _parameter(part: Message, name: str) -> str:
    with contextlib.suppress(ValueError, LookupError, TypeError):
        value = part.get_param(name)
        return str(value[2] if isinstance(value, tuple) else value or "")
    return ""
