"""The headers of a mail in plain words: bounded, decoded and without tricks."""

import contextlib
import re
from collections.abc import Sequence
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from typing import NamedTuple

from learningstories.documents.encoding import decode
from learningstories.documents.mail_times import Header
from learningstories.documents.refusal import Refusal
from learningstories.services.markup import normal_text

_LONGEST = 4_000
_LONGEST_NAME = 120
_MOST_HEADERS = 1_000
_ADDRESS = re.compile(r"[^@\s<>\"(),;:\[\]]{1,64}@[^@\s<>\"(),;:\[\]]{1,190}\.[^@\s<>\".(),;:\[\]]{2,63}")
# How programs of many languages begin the subject of an answer or a forwarded mail.
_ANSWER = r"re|aw|antw|sv|vs|rif|rép|odp|ynt|res|ref|回复|回覆|返信|답장|отв|ha"
_FORWARD = r"fwd?|wg|tr|rv|enc|i|vb|vl|doorst|pd|trs|reenv|转发|轉寄|転送|전달|пересл"
_PREFIX = re.compile(
    rf"\s*(?:(?P<answer>{_ANSWER})|(?P<forward>{_FORWARD}))\s*(?:\[\d+\])?\s*[:\uff1a]", re.IGNORECASE
)
_LIST_TAG = re.compile(r"\s*\[[^\]]{1,40}\]\s*(?=\S)")
_NAMED = re.compile(r'\s*"?(?P<name>(?:\\.|[^<>"\\\[])*+)"?\s*[<\[](?P<address>[^<>\[\]]*)[>\]]')
_REMARKED = re.compile(r"\s*(?P<address>[^\s()]+)\s*\((?P<name>[^()]*)\)\s*$")
_BYTES = re.compile("[\udc80-\udcff]")


class Person(NamedTuple):
    """Who sent a mail, as far as it says."""

    name: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        """The name, or else the address."""
        return self.name or self.email


class Subject(NamedTuple):
    """What a mail is about, without "Re:" and the like; `forwards` and `answers` are what those said."""

    text: str
    forwards: bool = False
    answers: bool = False


def raw_headers(message: Message) -> list[Header]:
    """The headers of a mail, undecoded, each no longer than any sensible one."""
    pairs = list(message.raw_items())[:_MOST_HEADERS]
    return [(name.lower(), str(value)[:_LONGEST]) for name, value in pairs]


def headers_of(head: bytes) -> list[Header]:
    """The headers of a mail that was kept apart from them.

    As bytes: the library does not bear a text in which letters stand beside bytes that are none.
    """
    return raw_headers(message_from_bytes(head[: 256 * 1024]))


def first(headers: Sequence[Header], name: str) -> str:
    """The first header of that name, undecoded; empty if there is none."""
    return next((value for key, value in headers if key == name), "")


def plain_words(raw: str) -> str:
    """A header's value in letters, in one line."""
    parts = []
    try:
        decoded = decode_header(raw[:_LONGEST])
    except (ValueError, LookupError, AttributeError):  # what is encoded wrongly stays as it is
        decoded = [(raw[:_LONGEST], None)]
    for part, charset in decoded:
        parts.append(part if isinstance(part, str) else letters(part, charset or ""))
    text = "".join(parts)
    if _BYTES.search(text):
        text = letters(text.encode("utf-8", "surrogateescape"), "")
    return " ".join(normal_text(text).split())


def letters(data: bytes, charset: str) -> str:
    """Bytes as text: as they are said to be written, else as they seem to be."""
    with contextlib.suppress(LookupError, ValueError):
        if charset.lower() not in {"", "us-ascii", "ascii", "unknown-8bit"}:
            return data.decode(charset)
    try:
        return decode(data)[0]
    except Refusal:
        return data.decode("utf-8", "replace")


def person(raw: str) -> Person:
    """Who a header such as From names first; a name is decoded after it was told from the address."""
    line = " ".join(raw[:_LONGEST].split())
    found = _NAMED.match(line) or _REMARKED.match(line)
    if found:
        return person_of(plain_words(found["name"].replace('\\"', '"')), found["address"])
    return person_of(plain_words(line), "")


def person_of(name: str, address: str) -> Person:
    """A person by name and address; what is no address is taken for the name."""
    found = _ADDRESS.search(address) or _ADDRESS.search(name)
    name = " ".join(_ADDRESS.sub(" ", name).split()).strip("\"'<>()[],; ")
    if not found and not name:
        name = address
    name = re.sub(r"(?i)^mailto:\s*|\s+via .{1,60}$", "", name)
    name = _turned(name) if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME]
    return Person(name=name, email=found[0] if found else "")


def _turned(name: str) -> str:
    """A name such as "Lovelace, Ada" as people say it."""
    last, comma, first_name = name.partition(",")
    words = 1 <= len(last.split()) <= 2 and 1 <= len(first_name.split()) <= 2  # noqa: PLR2004 - names
    return f"{first_name.strip()} {last.strip()}" if comma and words else name


def subject_of(raw: str) -> Subject:
    """The subject without what programs put before it."""
    text = plain_words(raw)
    forwards = answers = False
    while True:
        found = _PREFIX.match(text)
        if found:
            forwards = forwards or bool(found["forward"])
            answers = answers or bool(found["answer"])
        else:
            found = _LIST_TAG.match(text)
        if not found:
            return Subject(text.strip(), forwards, answers)
        text = text[found.end() :]
