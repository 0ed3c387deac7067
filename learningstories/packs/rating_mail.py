"""The words of a mail in which a reviewer answers, and whose mail it is."""

import html
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from learningstories.packs.return_mail import MOST_BYTES, MOST_PARTS
from learningstories.services.mailed_ratings import MOST_TEXT, MailWords

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})[^<>]{0,2000}>|<[!?][^<>]{0,2000}>")
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(("style", "script", "title"))
# What the standard library's parser raises for mails that are none.
_NO_MAIL = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def mail_words(data: bytes) -> MailWords:
    """The sender and the text of a mail; both empty where it is none."""
    try:
        mail = message_from_bytes(data[:MOST_BYTES])
        parts = [part for part, _ in zip(mail.walk(), range(MOST_PARTS), strict=False) if _is_text(part)]
        plain = next((part for part in parts if part.get_content_subtype() == "plain"), None)
        chosen = plain or (parts[0] if parts else None)
        return MailWords(sender=_sender(mail), text=_text(chosen) if chosen is not None else "")
    except _NO_MAIL:
        return MailWords(sender="", text="")


def _is_text(part: Message) -> bool:
    kinds = ("text/plain", "text/html")
    return part.get_content_type() in kinds and part.get_content_disposition() != "attachment"


def _sender(mail: Message) -> str:
    line = str(mail.get("From") or "")
    return parseaddr(str(make_header(decode_header(line))))[1].strip()


def _text(part: Message) -> str:
    found = part.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    try:
        text = data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # a charset that nobody knows
        text = data.decode("utf-8", "replace")
    if part.get_content_subtype() == "html":
        text = html.unescape("".join(_seen(" ".join(text[: 4 * MOST_TEXT].split()))))
    return text.replace("\x00", "")[:MOST_TEXT].strip()


def _seen(page: str) -> Iterator[str]:
    """What is read of a page, with a line end where a new line begins on it."""
    at, unseen = 0, ""
    for tag in _TAG.finditer(page):
        name = (tag["name"] or "").lower()
        if not unseen:
            yield page[at : tag.start()]
            yield "\n" if name in _BREAKS else ""
            unseen = name if name in _UNSEEN and not tag["end"] else ""
        elif name == unseen and tag["end"]:
            unseen = ""
        at = tag.end()
    if not unseen:
        yield page[at:]
