"""Opens mailboxes that hold one mail after the other; each is looked at by itself."""

import re
from collections.abc import Iterator

from learningstories.documents.files import MOST_BYTES, shown_name
from learningstories.documents.mail_headers import first, headers_of, subject_of
from learningstories.documents.mail_times import from_line_claim
from learningstories.documents.manuscript import Material
from learningstories.documents.refusal import Refusal
from learningstories.services.deliveries import Delivery, Part
from learningstories.services.kept import Content, Kept, part_of, size_of

MOST_MAILS = 5_000
# A line of a mail that begins with "From " is not followed by a header.
_BETWEEN = re.compile(
    rb"^From [^\r\n]{0,300}\d\d:\d\d[^\r\n]{0,300}\r?\n(?=>From |[!-9;-~]{1,76}:)", re.MULTILINE
)
_LONGEST_LINE = 1_000
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_STEP = 4 * 1024 * 1024
_HEAD = 16 * 1024
_LONGEST_SUBJECT = 60


def open_mailbox(material: Material) -> Delivery:
    """The mails in a mailbox; raises `Refusal`."""
    places = _places(material.data)
    parts = [
        _part(_named(number, _mail(material.data, begin, end)), line, _mail(material.data, begin, end))
        for number, (line, begin, end) in enumerate(places, start=1)
    ]
    return Delivery(name=shown_name(material.name), parts=tuple(parts))


def open_large_mailbox(name: str, kept: Kept) -> Delivery:
    """The mails in a mailbox that is larger than what is read at once; raises `Refusal`.

    They are only told apart here: what is in them is read one by one, as ever.
    """
    return Delivery(name=name, parts=tuple(_large_parts(kept)))


def _large_parts(kept: Kept) -> Iterator[Part]:
    for number, (line, begin, end) in enumerate(_places(kept), start=1):
        name = f"{number}.eml"
        if end - begin > MOST_BYTES:
            yield Part(name=name, data=b"", refused="too_big")
            continue
        mail = _mail(kept, begin, end)
        # Most mails stand there as they were: those need not be kept twice.
        yield _part(name, line, kept.part(begin, end - begin) if len(mail) == end - begin else mail)


def _places(content: Content) -> list[tuple[bytes, int, int]]:
    """The line above each mail, and where the mail begins and ends."""
    found: list[tuple[bytes, int, int]] = []
    for line, start in _lines_between(content):
        found.append((line, start, start + len(line)))
        if len(found) > MOST_MAILS:
            raise Refusal("mail_too_complex")
    if not found:
        raise Refusal("no_text")
    ends = [*(start for _line, start, _begin in found[1:]), size_of(content)]
    return [(line, begin, end) for (line, _start, begin), end in zip(found, ends, strict=True)]


def _lines_between(content: Content) -> Iterator[tuple[bytes, int]]:
    """Each line between two mails, and where it begins; a piece of the mailbox at a time."""
    last = -1
    for at in range(0, size_of(content), _STEP):
        # The line may lie over the end of the piece, and must be at the beginning of one.
        before = min(at, 1)
        piece = part_of(content, at - before, _STEP + before + _LONGEST_LINE)
        for found in _BETWEEN.finditer(piece):
            start = at - before + found.start()
            if start > last and (found.start() or not before):
                last = start
                yield found[0], start


def _mail(content: Content, begin: int, end: int) -> bytes:
    return _ESCAPED.sub(b"", part_of(content, begin, end - begin))


def _part(name: str, line: bytes, mail: Content) -> Part:
    claim = from_line_claim(line.decode("utf-8", "replace"))
    return Part(name=shown_name(name), data=mail, claims=(claim,))


def _named(number: int, mail: bytes) -> str:
    """What a mail is called: by its place and its subject."""
    headers = headers_of(mail[:_HEAD])
    subject = subject_of(first(headers, "subject")).text[:_LONGEST_SUBJECT]
    subject = subject.replace("/", "-").replace("\\", "-").strip()
    return f"{number}. {subject}.eml" if subject else f"{number}.eml"
