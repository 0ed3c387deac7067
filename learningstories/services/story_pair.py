"""Two stories beside each other: their texts, who said what of them, and which is the better one."""

from collections.abc import Mapping
from dataclasses import dataclass

from learningstories.analysis.pairs import Difference, difference
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.services.results import Results, StoryResult
from learningstories.services.story_details import StoryDetails, details
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSide:
    """One of the two, with its place in the ranking, and the readings that this rests on."""

    details: StoryDetails
    result: StoryResult
    counted: tuple[tuple[Reviewer, Reading], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPair:
    """The two sides, and by how much the first is the better one.

    Of `both` readers who read the two, `preferred` gave the first the higher answer and `level` the same.
    """

    one: PairSide
    other: PairSide
    difference: Difference
    both: int
    preferred: int
    level: int


def story_pair(workspace: Workspace, results: Results, one: int, other: int) -> StoryPair | None:
    """Compare two stories by their numbers; None where one of them is not ranked.

    Not for the interface's thread. Raises `NoSuchStory`.
    """
    first, second = results.story(one), results.story(other)
    if first is None or second is None:
        return None
    table = results.table
    places = {line.number: index for index, line in enumerate(table.lines)}
    left = _side(workspace, results, first, places[one])
    right = _side(workspace, results, second, places[other])
    mine, theirs = _values(left), _values(right)
    shared = mine.keys() & theirs.keys()
    return StoryPair(
        one=left,
        other=right,
        difference=difference(
            table.story,
            table.reviewer,
            table.weighed,
            ranking=table.ranking,
            one=places[one],
            other=places[other],
        ),
        both=len(shared),
        preferred=sum(mine[who] > theirs[who] for who in shared),
        level=sum(mine[who] == theirs[who] for who in shared),
    )


def _side(workspace: Workspace, results: Results, result: StoryResult, place: int) -> PairSide:
    """The readings are those of the ranking: what does not count by the rules is not among them."""
    table, found = results.table, details(workspace, result.number)
    counting = {table.readers[seat].id for seat in table.reviewer[table.story == place]}
    counted = tuple((who, reading) for who, reading in found.readings if who.id in counting)
    return PairSide(details=found, result=result, counted=counted)


def _values(side: PairSide) -> Mapping[str, int]:
    return {who.email: reading.value for who, reading in side.counted if reading.value is not None}
