"""The ranking: what the readings say about each story, and how each reader reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import sqrt
from statistics import median
from uuid import UUID

import numpy as np

from learningstories.analysis.agreement import Agreement, measure
from learningstories.analysis.ranking import Z90, within_scale
from learningstories.analysis.readers import Readers, check_readers
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import StoryState
from learningstories.services.counted import Counted
from learningstories.services.ports import Lists
from learningstories.services.rated import SEED, RatedTable, ranked_again, rated
from learningstories.services.story_query import StoryLine
from learningstories.services.workspace import Workspace

SPLIT = 0.75  # of the scale's length between the lowest and the highest answer
FLAGGED = ("alike", "against")  # how a reader may follow the others that is a reason to talk
IN_DOUBT = (0.05, 0.95)  # the chance to be among the best, where one more reading may decide


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryResult:
    """One story's place; values are points of the scale.

    `mean`, `median` and `spread` (standard deviation) are of the plain answers, None where there are too
    few; `further` are the means of the answers to each further criterion, on its own scale. `low` and
    `high` are the 90 % range, clipped to the scale; `p_top` the chance to be among the best. Flags:
    "few_readings", "one_more_reader", "readers_split", "changed_since_read".
    """

    number: int
    title: str
    author: str
    state: StoryState
    n: int
    mean: float | None
    median: float | None
    spread: float | None
    further: tuple[float | None, ...]
    score: float
    low: float
    high: float
    p_top: float
    rank: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Why a reader is set aside; nobody did it, and never, where it is only asked what would be."""

    reason: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderResult:
    """One reader; `effect` is how far above the others the answers lie, in points, between `low` and `high`.

    `n` readings count. `tendency` is "strict", "average", "generous" or "unknown", `following` "follows",
    "against", "alike" or "unknown". Flags: "alike" (the same answer to every story), "against" (the answers
    do not rise with the others'). `set_aside` is why the reader's answers are left out, and who did that
    when; None where they are not.
    """

    email: str
    name: str
    n: int
    tendency: str
    effect: float
    low: float
    high: float
    following: str
    flags: tuple[str, ...]
    set_aside: SetAside | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """What results are made from; `supposed` are reviewers who would be set aside, and why."""

    table: RatedTable
    values: Mapping[int, Sequence[int]]
    checked: Readers
    supposed: Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All that is known of the ranking; `stories` the best first.

    `alpha` (0 chance, 1 perfect) is None where it may not be shown; `alpha_missing` says why:
    "stories", "reviewers" or "alike". Variances are in squared points. `given` of `expected`
    readings are in. `counted` says what counts and what does not. `table` and `checked`
    are what it was worked out from, for further figures.
    """

    method: str
    version: str
    seed: int
    top: int
    points: int
    mean: float
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    alpha_missing: str
    variance_story: float
    variance_reviewer: float
    variance_residual: float
    stories: tuple[StoryResult, ...]
    readers: tuple[ReaderResult, ...]
    given: int
    expected: int
    counted: Counted
    figures: Figures = field(compare=False, repr=False)
    agreement: Agreement = field(compare=False, repr=False)

    @property
    def table(self) -> RatedTable:
        """The ratings, and all that the ranking says of them."""
        return self.figures.table

    @property
    def checked(self) -> Readers:
        """All that is known of each reader."""
        return self.figures.checked

    def story(self, number: int) -> StoryResult | None:
        """The result of one story, if it is ranked."""
        return next((s for s in self.stories if s.number == number), None)


def compute(
    workspace: Workspace,
    lists: Lists,
    *,
    top: int | None = None,
    seed: int = SEED,
    supposed: Mapping[UUID, str] | None = None,
    back: UUID | None = None,
) -> Results:
    """The ranking of all stories that count, and of who read them.

    A story that may not be read is ranked only if it was read all the same.
    `top` is how many are sought: unless given, how many fit the evening. The same ratings, `top`
    and `seed` give the same results. `supposed` are reviewers and reasons: what would be if they were set
    aside; `back` is a reviewer who would be so no longer. Raises `NothingToRank` when no rating counts.
    """
    supposed = supposed or {}
    table = rated(workspace, lists, top=top, seed=seed, without=supposed.keys(), back=back)
    story, reviewer, value = table.story, table.reviewer, table.value
    checked = check_readers(story, reviewer, table.weighed, ranking=table.ranking)
    values: dict[int, list[int]] = {}
    for row, points in zip(story.tolist(), value.tolist(), strict=True):
        values.setdefault(table.lines[row].number, []).append(int(points))
    figures = Figures(table=table, values=values, checked=checked, supposed=supposed)
    return _results(figures, lists.counted(), measure(story, reviewer, value, seed=seed))


def with_top(results: Results, top: int) -> Results:
    """The same ratings where another number of stories is sought; reads nothing again."""
    figures = replace(results.figures, table=ranked_again(results.table, top))
    return _results(figures, results.counted, results.agreement)


def _results(figures: Figures, counted: Counted, agreement: Agreement) -> Results:
    table, ranking = figures.table, figures.table.ranking
    wanted = table.challenge.readings_wanted
    return Results(
        method=ranking.method,
        version=ranking.version,
        seed=ranking.seed,
        top=ranking.top,
        points=len(table.challenge.scale),
        mean=ranking.mu,
        alpha=agreement.alpha,
        alpha_low=agreement.low,
        alpha_high=agreement.high,
        alpha_missing=agreement.why,
        variance_story=ranking.variances.story,
        variance_reviewer=ranking.variances.reviewer,
        variance_residual=ranking.variances.residual,
        stories=_stories(figures),
        readers=_readers(figures),
        given=sum(min(int(n), wanted) for n in ranking.n),
        expected=wanted * len(table.lines),
        counted=counted,
        figures=figures,
        agreement=agreement,
    )


def _stories(figures: Figures) -> tuple[StoryResult, ...]:
    ranking, points = figures.table.ranking, len(figures.table.challenge.scale)
    low, high = within_scale(ranking, 1, points)
    found, further = [], _further(figures.table)
    for place, index in enumerate(ranking.order, start=1):
        line = figures.table.lines[index]
        values = figures.values.get(line.number, ())
        found.append(
            StoryResult(
                number=line.number,
                title=line.title,
                author=line.author,
                state=line.state,
                n=len(values),
                mean=sum(values) / len(values) if values else None,
                median=float(median(values)) if values else None,
                spread=_spread(values),
                further=further[index],
                score=float(ranking.score[index]),
                low=float(low[index]),
                high=float(high[index]),
                p_top=float(ranking.p_top[index]),
                rank=place,
                flags=_story_flags(figures, line, values, float(ranking.p_top[index])),
            )
        )
    return tuple(found)


def _further(table: RatedTable) -> Sequence[tuple[float | None, ...]]:
    """The mean of the answers to each criterion, a row a story; None where there are no answers."""
    size = len(table.lines)
    answered = [np.bincount(table.story, points > 0, size) for points in table.further.T]
    total = [np.bincount(table.story, points, size) for points in table.further.T]
    return [
        tuple(
            float(sums[row] / counts[row]) if counts[row] else None
            for sums, counts in zip(total, answered, strict=True)
        )
        for row in range(size)
    ]


def _spread(values: Sequence[int]) -> float | None:
    """Standard deviation of a sample; None where there is only one."""
    # The standard library works in fractions here, which takes longer than all the rest.
    if len(values) < 2:  # noqa: PLR2004 - one value does not spread
        return None
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _story_flags(figures: Figures, line: StoryLine, values: Sequence[int], p_top: float) -> tuple[str, ...]:
    few = len(values) < figures.table.challenge.readings_wanted
    in_doubt = IN_DOUBT[0] < p_top < IN_DOUBT[1] and line.number not in figures.table.closed
    steps = len(figures.table.challenge.scale) - 1
    # On a scale of two points any disagreement would be a split.
    split = steps > 1 and len(values) > 1 and max(values) - min(values) >= SPLIT * steps
    raised = (
        ("few_readings", few),
        ("one_more_reader", few and in_doubt),
        ("readers_split", split),
        ("changed_since_read", line.number in figures.table.changed),
    )
    return tuple(flag for flag, applies in raised if applies)


def _readers(figures: Figures) -> tuple[ReaderResult, ...]:
    return tuple(_reader(figures, index) for index in range(len(figures.table.readers)))


def _reader(figures: Figures, index: int) -> ReaderResult:
    reader, ranking, checked = figures.table.readers[index], figures.table.ranking, figures.checked
    effect, half = float(ranking.effect[index]), Z90 * float(ranking.effect_sd[index])
    following = str(checked.following[index])
    return ReaderResult(
        email=reader.email,
        name=reader.name,
        n=int(ranking.readings[index]),
        tendency=str(checked.tendency[index]),
        effect=effect,
        low=effect - half,
        high=effect + half,
        following=following,
        flags=(following,) if following in FLAGGED else (),
        set_aside=_set_aside(reader, figures.supposed.get(reader.id)),
    )


def _set_aside(reader: Reviewer, supposed: str | None) -> SetAside | None:
    if supposed is not None:
        return SetAside(reason=supposed)
    if reader.set_aside_at is None:
        return None
    return SetAside(reason=reader.set_aside_reason, by=reader.set_aside_by, at=reader.set_aside_at)
