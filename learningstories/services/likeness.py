"""What makes two stories the same or similar, and how much of them is alike."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from learningstories.domain.compared_words import compared_words
from learningstories.domain.deadline import address_key
from learningstories.domain.words import without_marks
from learningstories.services.passages import passages

NEW_VERSION_FROM = 50  # percent of either text
REWRITTEN_FROM = 30  # percent, where the title is the same as well
SIMILAR_FROM = 15
SAME_TITLE_FROM = 90
FEWEST_WORDS = 12  # shared by texts that are called similar; fewer may be chance
MOST_WORDS = 20_000  # of a text that are compared


class Alike(StrEnum):
    """In what something is like a story or another find, the surest first."""

    SAME_FILE = "same_file"
    SAME_MESSAGE = "same_message"
    SAME_ROW = "same_row"
    SAME_TEXT = "same_text"
    EARLIER_TEXT = "earlier_text"
    NEW_VERSION = "new_version"
    OLDER_VERSION = "older_version"
    SIMILAR = "similar"


# What is there already, or was.
KNOWN_ALREADY = frozenset(
    {Alike.SAME_FILE, Alike.SAME_MESSAGE, Alike.SAME_ROW, Alike.SAME_TEXT, Alike.EARLIER_TEXT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What something is like: a story that is there, by its `number`, or an earlier find of the same drop.

    A find is named by its `place` among those of the drop, from 0. `percent` is how much of the words
    stands in the other text, too, which is `markdown`.
    """

    kind: Alike
    number: int | None = None
    place: int | None = None
    title: str
    author: str = ""
    markdown: str
    percent: int


class SameAuthor(StrEnum):
    """Whether two stories are by the same author; who is not named may be anybody."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote something, as people are compared."""

    address: str
    name: str

    @classmethod
    def of(cls, author: str, email: str) -> "Person":
        """A person by name and address; either may be empty."""
        return cls(address_key(email), name_key(author))

    def same_as(self, other: "Person") -> SameAuthor:
        """Whether it is the same person: by the address, or else by the name."""
        if not (self.address or self.name) or not (other.address or other.name):
            return SameAuthor.UNKNOWN
        same = (self.address and self.address == other.address) or (self.name and self.name == other.name)
        return SameAuthor.YES if same else SameAuthor.NO


def name_key(name: str) -> str:
    """A name as names are compared: without case, accents and punctuation, family name first or last."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(sorted(compared_words(plain)))


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ by no more than a slip."""
    return fuzz.ratio(one.casefold(), other.casefold()) >= SAME_TITLE_FROM


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts is alike: words of the first that stand in the second, of how many of each."""

    words: int
    of: int
    of_other: int

    @property
    def percent(self) -> int:
        """Of the first text."""
        return round(100 * self.words / self.of) if self.of else 0

    @property
    def percent_of_either(self) -> int:
        """Of the text that has more of itself in the other."""
        shorter = min(self.of, self.of_other)
        return min(100, round(100 * self.words / shorter)) if shorter else 0


def words_to_compare(markdown: str) -> list[str]:
    """A text as it is compared."""
    return compared_words(without_marks(markdown))[:MOST_WORDS]


def overlap(words: Sequence[str], other: Sequence[str]) -> Overlap:
    """The words of passages that both texts have, in whatever order."""
    return Overlap(sum(p.length for p in passages(words, other)), len(words), len(other))


def percent_in_order(words: Sequence[str], other: Sequence[str]) -> int:
    """How alike two texts are word by word, which sees through an edit in every line."""
    return round(100 * Indel.normalized_similarity(words, other))
