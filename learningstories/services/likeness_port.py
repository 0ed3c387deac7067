"""What is asked about stories that are there already, when something comes that may be the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class KnownBy(StrEnum):
    """What stories can be told by that are there already."""

    NUMBER = "number"
    FINGERPRINT = "fingerprint"
    MESSAGE_ID = "message_id"
    FORM_ROW = "form_row"
    TEXT = "text"
    EARLIER_TEXT = "earlier_text"
    EMAIL = "email"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Known:
    """As much of a story that is there as tells whether something is the same."""

    number: int
    title: str
    author: str
    email: str
    text_sha: str
    fingerprint: str
    message_id: str
    form_row: str
    consent_wording: str


class Likenesses(Protocol):
    """What stories that are there have in common with something else."""

    def known(self, by: KnownBy, values: Collection[str | int]) -> Sequence[Known]:
        """The stories for which `by` is one of the values, in the order of their numbers.

        There may be more than are given; names are told by their letters, small or capital. By an earlier
        text each comes with that text in place of its own.
        """

    def sharing(self, fingerprints: Collection[int]) -> Mapping[int, int]:
        """Stories by number, and how many of the fingerprints of runs of words each has.

        Those that very many stories have do not count.
        """
