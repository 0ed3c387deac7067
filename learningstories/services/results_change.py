"""What is different between two rankings, each as plain figures tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from learningstories.domain.errors import KeptResultsUnreadable

_SENSELESS = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a story stands."""

    title: str
    rank: int
    n: int
    score: float
    p_top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One ranking: `places` by story number, `top` sought; which rules left readings out, and which readers.

    `alpha` is None where it may not be told; `set_aside` holds reasons by address, `weights` those of the
    further criteria that are mixed in, by question.
    """

    top: int
    places: Mapping[int, Place]
    alpha: float | None
    not_counted: frozenset[str]
    set_aside: Mapping[str, str]
    weights: Mapping[str, int]

    @property
    def readings(self) -> int:
        """How many count."""
        return sum(place.n for place in self.places.values())

    def inside(self, number: int) -> bool:
        """Whether a story is among the best that are sought."""
        return number in self.places and self.places[number].rank <= self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """One story in both; None where it was not ranked. `enters` and `leaves` are about the best."""

    number: int
    before: Place | None
    after: Place | None
    enters: bool
    leaves: bool

    @property
    def title(self) -> str:
        """As it was called last."""
        place = self.after or self.before
        return place.title if place else ""

    @property
    def up(self) -> int | None:
        """By how many places it rose, fewer than none where it fell; None where it was not in both."""
        if self.before is None or self.after is None:
            return None
        return self.before.rank - self.after.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsChange:
    """The two, and every story of either: first as they stand now, then those that are ranked no more.

    `names` are the readers', by address, as far as they are known.
    """

    before: Standing
    after: Standing
    stories: tuple[StoryChange, ...]
    names: Mapping[str, str]


def standing(told: Mapping[str, Any], name: str) -> Standing:
    """Understand figures as `services.figures` tells them; raises `KeptResultsUnreadable` with their name."""
    try:
        return Standing(
            top=int(told["top"]),
            places={
                int(story["number"]): _place(rank, story) for rank, story in enumerate(told["stories"], 1)
            },
            alpha=None if told["alpha"] is None else _number(told["alpha"]),
            not_counted=frozenset(str(rule) for rule, how in told["rules"].items() if not how["counts"]),
            set_aside={
                str(reader["email"]): str(reader["set_aside"]["reason"])
                for reader in told["readers"]
                if reader["set_aside"] is not None
            },
            weights={
                str(one["question"]): int(one["weight"])
                for one in told.get("criteria", ())  # those who kept results early had no weights
                if one["weight"]
            },
        )
    except _SENSELESS as error:
        raise KeptResultsUnreadable(name) from error


def changed(before: Standing, after: Standing, names: Mapping[str, str]) -> ResultsChange:
    """Lay two rankings beside each other."""
    gone = [number for number in before.places if number not in after.places]
    return ResultsChange(
        before=before,
        after=after,
        stories=tuple(_change(number, before, after) for number in (*after.places, *gone)),
        names=names,
    )


def _change(number: int, before: Standing, after: Standing) -> StoryChange:
    was, now = before.inside(number), after.inside(number)
    return StoryChange(
        number=number,
        before=before.places.get(number),
        after=after.places.get(number),
        enters=now and not was,
        leaves=was and not now,
    )


def _place(rank: int, story: Mapping[str, Any]) -> Place:
    return Place(
        title=str(story["title"]),
        rank=rank,
        n=int(story["n"]),
        score=_number(story["score"]),
        p_top=_number(story["p_top"]),
    )


def _number(value: Any) -> float:
    found = float(value)
    if not isfinite(found):
        raise ValueError(value)
    return found
