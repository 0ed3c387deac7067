"""A mail, whichever program kept it: what mail files and Outlook's files are made into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from learningstories.documents.mail_headers import Person, Subject
from learningstories.documents.mail_rows import Row
from learningstories.domain.arrival import Claim


class Body(NamedTuple):
    """A piece of the text."""

    text: str
    is_html: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An attached file; `key` is by what the text names it where it is a picture of the text."""

    name: str
    media_type: str
    data: bytes
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says and holds; `letters` are mails that it passes on as they were.

    The text is in `bodies`, or in `rows` where it was part of another mail's.
    """

    subject: Subject = field(default_factory=lambda: Subject(""))
    sender: Person = field(default_factory=Person)
    claims: Sequence[Claim] = ()
    message_id: str = ""
    bodies: Sequence[Body] = ()
    rows: Sequence[Row] = ()
    enclosures: Sequence[Enclosure] = ()
    letters: Sequence["Letter"] = ()

    def not_shown(self) -> list[Enclosure]:
        """The attached files without the pictures that the text shows."""
        text = "".join(body.text for body in self.bodies if body.is_html)
        return [each for each in self.enclosures if not (each.key and f"cid:{each.key}" in text)]

    def pictures(self) -> Mapping[str, Enclosure]:
        """The files that the text may show, by their keys."""
        return {each.key: each for each in self.enclosures if each.key}
