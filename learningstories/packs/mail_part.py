"""One part of a mail, whichever program saved it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailPart:
    """A text or an attachment; `name` is empty where it has none."""

    name: str
    media_type: str
    data: bytes
