"""The replacements of one story while somebody looks at them: which are made, and further ones by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from learningstories.domain.redaction import TEXT, TITLE, Cut
from learningstories.i18n import _
from learningstories.services.blinding import BlindLook

_AROUND = 40
_BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place: what would be replaced by what, and whether it is.

    `kind` is one of `services.naming`, or "by_hand"; it is not `sure` where the words may as well mean
    something else.
    """

    cut: Cut
    on: bool
    kind: str
    sure: bool

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody has chosen the words, and not the app."""
        return self.kind == _BY_HAND


class PieceKind(StrEnum):
    """What a piece of a story's words is to a blind pack."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    OFFERED = "offered"  # could be replaced, and is not


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in their order; `entry` is the place of the replacement they belong to."""

    words: str
    kind: PieceKind
    entry: int | None = None


class BlindDraft:
    """At first what was decided, or else what is proposed."""

    def __init__(self, look: BlindLook) -> None:
        self.look = look
        decided = look.decided
        proposed = {proposal.cut: proposal for proposal in look.proposals}
        entries = [
            Entry(
                cut=cut, kind=each.kind, sure=each.sure, on=each.sure if decided is None else cut in decided
            )
            for cut, each in proposed.items()
        ]
        more = [cut for cut in decided or () if cut not in proposed]
        entries += [Entry(cut=cut, kind=_BY_HAND, sure=True, on=True) for cut in more]
        self.entries: Sequence[Entry] = self._sorted(entries)
        self._at_first = self.cuts()

    @property
    def is_altered(self) -> bool:
        """Whether it is another than when it was opened."""
        return self.cuts() != self._at_first

    def cuts(self) -> tuple[Cut, ...]:
        """The replacements that are to be made."""
        return tuple(entry.cut for entry in self.entries if entry.on)

    def flip(self, place: int) -> None:
        """Make a replacement, or no longer."""
        entries = list(self.entries)
        entries[place] = replace(entries[place], on=not entries[place].on)
        self.entries = self._sorted(self._apart(entries, entries[place]))

    def add(self, words: str, becomes: str) -> int:
        """Replace these words wherever they stand in the story; how many places there are.

        What was to be replaced within them is replaced with them.
        """
        found = [
            Cut(part=part, start=start, was=words, becomes=becomes)
            for part, text in self.look.parts.items()
            for start in _places(text, words)
        ]
        entries = list(self.entries)
        for cut in found:
            entry = Entry(cut=cut, kind=_BY_HAND, sure=True, on=True)
            entries = [*self._apart([e for e in entries if e.cut != cut], entry), entry]
        self.entries = self._sorted(entries)
        return len(found)

    def pieces(self, part: str) -> Iterator[Piece]:
        """The words of a part in their order, with what becomes of them."""
        text, at = self.look.parts.get(part, ""), 0
        mine = [(place, entry) for place, entry in enumerate(self.entries) if entry.cut.part == part]
        made = [entry.cut for _place, entry in mine if entry.on]
        for place, entry in mine:
            hidden = not entry.on and any(_overlap(entry.cut, cut) for cut in made)
            if hidden or entry.cut.start < at:
                continue
            yield Piece(text[at : entry.cut.start], PieceKind.KEPT)
            if entry.on:
                yield Piece(entry.cut.was, PieceKind.REMOVED, place)
                yield Piece(entry.cut.becomes, PieceKind.ADDED, place)
            else:
                yield Piece(entry.cut.was, PieceKind.OFFERED, place)
            at = entry.cut.start + len(entry.cut.was)
        yield Piece(text[at:], PieceKind.KEPT)

    def around(self, place: int) -> tuple[str, str]:
        """A few words before a replacement, and after it."""
        cut = self.entries[place].cut
        text, end = self.look.parts[cut.part], cut.start + len(cut.was)
        return text[max(0, cut.start - _AROUND) : cut.start], text[end : end + _AROUND]

    def _apart(self, entries: list[Entry], new: Entry) -> list[Entry]:
        """Two replacements never share words: what the new one overlaps is not made."""
        if not new.on:
            return entries
        return [
            replace(entry, on=False) if entry.cut != new.cut and _overlap(entry.cut, new.cut) else entry
            for entry in entries
        ]

    def _sorted(self, entries: list[Entry]) -> list[Entry]:
        order = {part: place for place, part in enumerate(self.look.parts)}
        return sorted(entries, key=lambda each: (order[each.cut.part], each.cut.start, -len(each.cut.was)))


def part_words(part: str) -> str:
    """What a part of a story is called."""
    return {TITLE: _("Title"), TEXT: _("Text")}.get(part, _("Description of a picture"))


def _overlap(one: Cut, other: Cut) -> bool:
    if one.part != other.part:
        return False
    return one.start < other.start + len(other.was) and other.start < one.start + len(one.was)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))
