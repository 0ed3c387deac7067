"""Stories whose place is not settled: readers disagree, few have read them, or the cut is within reach."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from learningstories.analysis.needs import value_of_reading
from learningstories.i18n import _, listed, plural
from learningstories.services.result_words import apart, chance_words
from learningstories.services.results import IN_DOUBT, Results, StoryResult

_MOST_NAMES = 3


class Unsettled(StrEnum):
    """Why a story's place is not settled."""

    SPLIT = "split"
    THIN = "thin"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledStory:
    """A story, all that makes its place unsettled, and that in a sentence each.

    `worth` is what the best gain by one more reading of it, in expected points of the scale; `open` whether
    a reviewer may be given it.
    """

    story: StoryResult
    kinds: tuple[Unsettled, ...]
    why: str
    worth: float
    open: bool


def split_and_thin(results: Results) -> tuple[UnsettledStory, ...]:
    """All of them, first those that one more reading is worth most for; not for the interface's thread."""
    table, answers = results.table, _Answers(results)
    row_of = {line.number: row for row, line in enumerate(table.lines)}
    worth = value_of_reading(table.ranking, results.top)
    found = []
    for story in results.stories:
        row, kinds = row_of[story.number], _kinds(results, story)
        if kinds:
            told = (_WORDS[kind](results, story, answers.by_value(row)) for kind in kinds)
            found.append(
                UnsettledStory(
                    story=story,
                    kinds=kinds,
                    why=" ".join(told),
                    worth=float(worth[row]),
                    open=story.number not in table.closed,
                )
            )
    return tuple(sorted(found, key=lambda each: (-each.worth, each.story.rank)))


def _kinds(results: Results, story: StoryResult) -> tuple[Unsettled, ...]:
    has_cut = results.top < len(results.stories)
    raised = (
        (Unsettled.SPLIT, "readers_split" in story.flags),
        (Unsettled.THIN, "few_readings" in story.flags),
        (Unsettled.NEAR, has_cut and IN_DOUBT[0] < story.p_top < IN_DOUBT[1]),
    )
    return tuple(kind for kind, applies in raised if applies)


_ByValue = Sequence[tuple[int, str]]  # answers from the lowest, and who gave them


class _Answers:
    """Who answered what, story by story."""

    def __init__(self, results: Results) -> None:
        self._table = table = results.table
        self._order = np.argsort(table.story, kind="stable")
        self._starts = np.searchsorted(table.story[self._order], np.arange(len(table.lines) + 1))

    def by_value(self, row: int) -> _ByValue:
        """The answers to a story."""
        return sorted(self._of(row))

    def _of(self, row: int) -> Iterator[tuple[int, str]]:
        for place in self._order[self._starts[row] : self._starts[row + 1]].tolist():
            reader = self._table.readers[int(self._table.reviewer[place])]
            yield int(self._table.value[place]), reader.name or reader.email


def _split_words(_results: Results, _story: StoryResult, answers: _ByValue) -> str:
    low, high = answers[0][0], answers[-1][0]
    told = _("Its readers disagree: {low} from {those}, {high} from {others}.")
    return told.format(low=low, those=_who(answers, low), high=high, others=_who(answers, high))


def _who(answers: _ByValue, value: int) -> str:
    names = [apart(name) for given, name in answers if given == value]
    more = len(names) - _MOST_NAMES
    if more <= 0:
        return listed(names)
    told = plural("{names} and {n} more", "{names} and {n} more", more)
    return told.format(names=listed(names[:_MOST_NAMES]), n=more)


def _near_words(results: Results, story: StoryResult, _answers: _ByValue) -> str:
    told = _("It is out so far, and belongs among the best {top} with a chance of {chance}.")
    if story.rank <= results.top:
        told = _("It is in so far, and belongs among the best {top} with a chance of {chance}.")
    return told.format(top=results.top, chance=chance_words(story.p_top))


def _thin_words(results: Results, story: StoryResult, _answers: _ByValue) -> str:
    if not story.n:
        return _("Nobody has read it so that it counts.")
    told = plural(
        "{n} reading of {wanted} that are wanted.", "{n} readings of {wanted} that are wanted.", story.n
    )
    return told.format(n=story.n, wanted=results.table.challenge.readings_wanted)


_WORDS: dict[Unsettled, Callable[[Results, StoryResult, _ByValue], str]] = {
    Unsettled.SPLIT: _split_words,
    Unsettled.NEAR: _near_words,
    Unsettled.THIN: _thin_words,
}
