"""What a find is compared with: the stories that are there, and the earlier finds of the same drop."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from learningstories.domain.shingles import COMMON_FROM, shingles
from learningstories.services.drafts import Draft
from learningstories.services.kept import sha_of
from learningstories.services.likeness_port import Known, KnownBy
from learningstories.services.ports import UnitOfWork

_MOST_OF_ONE = 50  # stories by one author, or with the same text, that are looked at


@dataclass(frozen=True, slots=True)
class Sought:
    """A draft with what it can be told by; `known.number` means nothing."""

    draft: Draft
    known: Known
    runs: frozenset[int]

    @classmethod
    def of(cls, draft: Draft) -> "Sought":
        """Works out the fingerprints, which takes a while for many."""
        text_sha = sha_of(draft.markdown.encode("utf-8", "replace"))
        known = Known(
            0,
            draft.title,
            draft.author,
            draft.email,
            text_sha,
            draft.fingerprint,
            draft.message_id,
            draft.form_row,
            draft.consent_wording,
        )
        return cls(draft, known, shingles(draft.markdown))


_FIELDS: Mapping[KnownBy, str] = {
    KnownBy.FINGERPRINT: "fingerprint",
    KnownBy.MESSAGE_ID: "message_id",
    KnownBy.FORM_ROW: "form_row",
    KnownBy.TEXT: "text_sha",
    KnownBy.EARLIER_TEXT: "text_sha",
    KnownBy.EMAIL: "email",
    KnownBy.AUTHOR: "author",
}


class Before(Protocol):
    """What was there before."""

    def like(self, by: KnownBy, known: Known) -> Sequence[Known]:
        """Those that have the same in one respect, if there is anything in that respect."""

    def numbered(self, numbers: Collection[int]) -> Sequence[Known]:
        """Those with the numbers."""

    def sharing(self, runs: Collection[int]) -> Mapping[int, int]:
        """How many of the runs others have, by their numbers."""

    def markdown(self, known: Known) -> str:
        """The text of one."""


class _Table:
    """What is known, to be looked up by what it can be told by."""

    def __init__(self) -> None:
        self._by: dict[tuple[KnownBy, str], list[Known]] = defaultdict(list)

    def put(self, by: KnownBy, known: Iterable[Known]) -> None:
        for each in known:
            value = _value(by, each)
            if value and len(self._by[by, value]) < _MOST_OF_ONE:
                self._by[by, value].append(each)

    def like(self, by: KnownBy, known: Known) -> Sequence[Known]:
        return self._by.get((by, _value(by, known)), ())


def _value(by: KnownBy, known: Known) -> str:
    value: str = getattr(known, _FIELDS[by])
    return value.casefold().strip() if by in (KnownBy.EMAIL, KnownBy.AUTHOR) else value


class StoriesBefore:
    """The stories that are there, as far as some finds may be like them; read at once for all of these."""

    def __init__(self, unit: UnitOfWork, sought: Sequence[Sought]) -> None:
        self._unit = unit
        self._texts: dict[str, str] = {}
        self._table = _Table()
        for by, field in _FIELDS.items():
            values = {getattr(each.known, field) for each in sought} - {""}
            if by is KnownBy.EMAIL:
                values |= {value.lower() for value in values}
            self._table.put(by, unit.likenesses.known(by, values))

    def like(self, by: KnownBy, known: Known) -> Sequence[Known]:
        """Those that have the same in one respect."""
        return self._table.like(by, known)

    def numbered(self, numbers: Collection[int]) -> Sequence[Known]:
        """The stories with the numbers."""
        return self._unit.likenesses.known(KnownBy.NUMBER, numbers)

    def sharing(self, runs: Collection[int]) -> Mapping[int, int]:
        """How many of the runs stories have."""
        return self._unit.likenesses.sharing(runs)

    def markdown(self, known: Known) -> str:
        """A story's text."""
        if known.text_sha not in self._texts:
            self._texts[known.text_sha] = self._unit.texts.get(known.text_sha)
        return self._texts[known.text_sha]


class FindsBefore:
    """The finds of a drop so far; their numbers are their places."""

    def __init__(self) -> None:
        self._table = _Table()
        self._finds: dict[int, tuple[Known, str]] = {}
        # Nearly every run is in one find alone; lists of one would take ten times as much.
        self._first: dict[int, int] = {}
        self._others: dict[int, list[int]] = {}

    def put(self, place: int, sought: Sought) -> None:
        """Remember a find."""
        known = replace(sought.known, number=place)
        self._finds[place] = known, sought.draft.markdown
        for by in _FIELDS:
            if by is not KnownBy.EARLIER_TEXT:  # a find has one text
                self._table.put(by, [known])
        for run in sought.runs:
            if self._first.setdefault(run, place) != place:
                others = self._others.setdefault(run, [])
                if len(others) < COMMON_FROM:
                    others.append(place)

    def like(self, by: KnownBy, known: Known) -> Sequence[Known]:
        """Those that have the same in one respect."""
        return self._table.like(by, known)

    def numbered(self, numbers: Collection[int]) -> Sequence[Known]:
        """The finds at the places."""
        return [self._finds[place][0] for place in numbers]

    def sharing(self, runs: Collection[int]) -> Mapping[int, int]:
        """How many of the runs earlier finds have."""
        found: Counter[int] = Counter()
        for run in runs:
            if run in self._first:
                others = self._others.get(run, ())
                if len(others) < COMMON_FROM:
                    found.update((self._first[run], *others))
        return found

    def markdown(self, known: Known) -> str:
        """A find's text."""
        return self._finds[known.number][1]
