"""Opens mailboxes that hold one mail after the other; each is looked at by itself."""

import re

from learningstories.documents.files import shown_name
from learningstories.documents.mail_headers import first, headers_of, subject_of
from learningstories.documents.mail_times import from_line_claim
from learningstories.documents.manuscript import Material
from learningstories.documents.refusal import Refusal
from learningstories.services.deliveries import Delivery, Part

MOST_MAILS = 5_000
# A line of a mail that begins with "From " is not followed by a header.
_BETWEEN = re.compile(
    rb"^From [^\r\n]{0,300}\d\d:\d\d[^\r\n]{0,300}\r?\n(?=>From |[!-9;-~]{1,76}:)", re.MULTILINE
)
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEAD = 16 * 1024
_LONGEST_SUBJECT = 60


def open_mailbox(material: Material) -> Delivery:
    """The mails in a mailbox; raises `Refusal`."""
    places = []
    for found in _BETWEEN.finditer(material.data):
        places.append((found.start(), found.end()))
        if len(places) > MOST_MAILS:
            raise Refusal("mail_too_complex")
    if not places:
        raise Refusal("no_text")
    ends = [*places[1:], (len(material.data), 0)]
    parts = [
        _mail(material.data, number, begin, head, end)
        for number, ((begin, head), (end, _next)) in enumerate(zip(places, ends, strict=True), start=1)
    ]
    return Delivery(name=shown_name(material.name), parts=tuple(parts))


def _mail(data: bytes, number: int, begin: int, head: int, end: int) -> Part:
    line = data[begin:head].decode("utf-8", "replace")
    mail = _ESCAPED.sub(b"", data[head:end])
    subject = subject_of(first(headers_of(mail[:_HEAD].decode("utf-8", "surrogateescape")), "subject")).text
    named = subject[:_LONGEST_SUBJECT].replace("/", "-").replace("\\", "-").strip()
    return Part(
        name=shown_name(f"{number}. {named}.eml" if named else f"{number}.eml"),
        data=mail,
        claims=(from_line_claim(line),),
    )
