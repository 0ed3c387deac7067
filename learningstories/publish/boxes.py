"""Characters that no font here has: a box in their place, a word about it, or no print at all."""

from collections.abc import Iterable

from learningstories.domain.errors import GlyphMissing
from learningstories.publish.facts import Fact, FactKind
from learningstories.publish.fonts import BOX
from learningstories.publish.lettering import script_of
from learningstories.publish.nodes import Node, words

_MOST_LOST = 0.2  # the share of a story's letters that may be boxes
_MOST_NAMED = 5


def lost_letters(data: Node, missing: frozenset[str], number: int | None) -> list[Fact]:
    """What to tell of the `missing` characters in `data`; raises `GlyphMissing` where they are many."""
    text = "".join(words(data)) if missing else ""
    lost = sorted(missing.intersection(text))
    if not lost:
        return []
    letters = sum(bool(script_of(character)) for character in text)
    if sum(text.count(character) for character in lost) > _MOST_LOST * letters:
        raise GlyphMissing(lost[0], number)
    return [Fact(FactKind.NO_GLYPH, number, "".join(lost[:_MOST_NAMED]))]


def boxes(missing: Iterable[str]) -> dict[int, str]:
    """What `str.translate` takes to put a box in the place of each."""
    return str.maketrans(dict.fromkeys(missing, BOX))
