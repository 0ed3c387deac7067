"""The ranking: what the readings say about each story, and how each reader reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from uuid import UUID

import numpy as np

from learningstories.analysis.agreement import Agreement, measure
from learningstories.analysis.ranking import Ranking, rank, within_scale
from learningstories.analysis.readers import Readers, check_readers
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import NothingToRank
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import OUT, StoryState, minutes_on_stage
from learningstories.services.ports import Lists, Rating, UnitOfWork
from learningstories.services.story_query import SortBy, StoryLine, StoryQuery
from learningstories.services.workspace import Workspace

SEED = 2013
SPLIT = 0.75  # of the scale's length between the lowest and the highest answer
IN_DOUBT = (0.05, 0.95)  # the chance to be among the best, where one more reading may decide
_RANKED = frozenset(StoryState) - OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryResult:
    """One story's place; values are points of the scale.

    `mean`, `median` and `spread` (standard deviation) are of the plain answers, None where there
    are too few. `low` and `high` are the 90 % range, clipped to the scale; `p_top` the chance to
    be among the best. Flags: "few_readings", "one_more_reader", "readers_split",
    "changed_since_read".
    """

    number: int
    title: str
    author: str
    state: StoryState
    n: int
    mean: float | None
    median: float | None
    spread: float | None
    score: float
    low: float
    high: float
    p_top: float
    rank: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderResult:
    """One reader; `effect` is how far above the others the answers lie, in points.

    `tendency` is "strict", "average", "generous" or "unknown". Flags: "alike" (the same answer to
    every story), "against" (the answers do not rise with the others').
    """

    email: str
    name: str
    n: int
    tendency: str
    effect: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All that is known of the ranking; `stories` the best first.

    `alpha` (0 chance, 1 perfect) is None where it may not be shown; `alpha_missing` says why:
    "stories", "reviewers" or "alike". Variances are in squared points. `given` of `expected`
    readings are in.
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

    def story(self, number: int) -> StoryResult | None:
        """The result of one story, if it is ranked."""
        return next((s for s in self.stories if s.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Figures:
    """What the parts below are made from, in the order of `lines` and `readers`."""

    challenge: Challenge
    lines: Sequence[StoryLine]
    readers: Sequence[Reviewer]
    values: Mapping[int, Sequence[int]]
    changed: frozenset[int]
    closed: frozenset[int]  # stories that no reviewer may be given
    ranking: Ranking
    checked: Readers
    agreement: Agreement


def compute(workspace: Workspace, lists: Lists, *, top: int | None = None, seed: int = SEED) -> Results:
    """The ranking of all stories that take part, and of who read them.

    A story that may not be read is ranked only if it was read all the same.
    `top` is how many are sought: unless given, how many fit the evening. The same ratings, `top`
    and `seed` give the same results. Raises `NothingToRank` when there are no ratings.
    """
    with workspace.read() as unit:
        challenge = unit.challenge()
        readers = sorted(unit.reviewers.all(), key=lambda r: (r.added_at, r.email))
        changed = _changed_since_read(unit)
        closed = frozenset(story.number for story in unit.stories.find(consent_read=False))
    numbers = lists.numbers(StoryQuery(states=_RANKED, sort=SortBy.NUMBER, descending=False))
    ratings = lists.ratings()
    unread = closed - {rating.story for rating in ratings}
    lines = lists.lines([number for number in numbers if number not in unread])
    if not ratings:
        raise NothingToRank
    wanted = top if top is not None else places(challenge, lines)
    return _results(
        _figures(
            challenge, lines, readers, ratings=ratings, changed=changed, closed=closed, top=wanted, seed=seed
        )
    )


def places(challenge: Challenge, lines: Sequence[StoryLine]) -> int:
    """How many stories of ordinary length fit the evening, at least one."""
    if not lines:
        return 1
    usual = float(np.median([minutes_on_stage(line.words) for line in lines]))
    return max(1, min(len(lines), int(challenge.event_minutes / usual)))


def _changed_since_read(unit: UnitOfWork) -> frozenset[int]:
    """The stories of which a rating that counts was given to an earlier text."""
    # Only a story with a second version can have changed, and few have.
    keys = [v.story_id for v in unit.versions.find(version=2)]
    stories = {s.id: s for s in unit.stories.find(id=keys)} if keys else {}
    readings = unit.readings.find(story_id=keys) if keys else []
    return frozenset(
        stories[r.story_id].number
        for r in readings
        if r.counts and r.text_sha != stories[r.story_id].text_sha
    )


def _figures(  # noqa: PLR0913 (three tables, then settings that are only given by name)
    challenge: Challenge,
    lines: Sequence[StoryLine],
    readers: Sequence[Reviewer],
    *,
    ratings: Sequence[Rating],
    changed: frozenset[int],
    closed: frozenset[int],
    top: int,
    seed: int,
) -> _Figures:
    place = {line.number: index for index, line in enumerate(lines)}
    seat: dict[UUID, int] = {reader.id: index for index, reader in enumerate(readers)}
    kept = [r for r in ratings if r.story in place and r.reviewer in seat]
    story = np.array([place[r.story] for r in kept], dtype=np.int64)
    reader = np.array([seat[r.reviewer] for r in kept], dtype=np.int64)
    value = np.array([r.value for r in kept], dtype=np.float64)
    ranking = rank(story, reader, value, stories=len(lines), reviewers=len(readers), top=top, seed=seed)
    values: dict[int, list[int]] = {}
    for rating in kept:
        values.setdefault(rating.story, []).append(rating.value)
    return _Figures(
        challenge=challenge,
        lines=lines,
        readers=readers,
        values=values,
        changed=changed,
        closed=closed,
        ranking=ranking,
        checked=check_readers(story, reader, value, ranking=ranking),
        agreement=measure(story, reader, value, seed=seed),
    )


def _results(figures: _Figures) -> Results:
    ranking, agreement, wanted = figures.ranking, figures.agreement, figures.challenge.readings_wanted
    return Results(
        method=ranking.method,
        version=ranking.version,
        seed=ranking.seed,
        top=ranking.top,
        points=len(figures.challenge.scale),
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
        expected=wanted * len(figures.lines),
    )


def _stories(figures: _Figures) -> tuple[StoryResult, ...]:
    ranking, points = figures.ranking, len(figures.challenge.scale)
    low, high = within_scale(ranking, 1, points)
    found = []
    for place, index in enumerate(ranking.order, start=1):
        line = figures.lines[index]
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
                score=float(ranking.score[index]),
                low=float(low[index]),
                high=float(high[index]),
                p_top=float(ranking.p_top[index]),
                rank=place,
                flags=_story_flags(figures, line, values, float(ranking.p_top[index])),
            )
        )
    return tuple(found)


def _spread(values: Sequence[int]) -> float | None:
    """Standard deviation of a sample; None where there is only one."""
    # The standard library works in fractions here, which takes longer than all the rest.
    if len(values) < 2:  # noqa: PLR2004 - one value does not spread
        return None
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _story_flags(figures: _Figures, line: StoryLine, values: Sequence[int], p_top: float) -> tuple[str, ...]:
    few = len(values) < figures.challenge.readings_wanted
    in_doubt = IN_DOUBT[0] < p_top < IN_DOUBT[1] and line.number not in figures.closed
    steps = len(figures.challenge.scale) - 1
    # On a scale of two points any disagreement would be a split.
    split = steps > 1 and len(values) > 1 and max(values) - min(values) >= SPLIT * steps
    raised = (
        ("few_readings", few),
        ("one_more_reader", few and in_doubt),
        ("readers_split", split),
        ("changed_since_read", line.number in figures.changed),
    )
    return tuple(flag for flag, applies in raised if applies)


def _readers(figures: _Figures) -> tuple[ReaderResult, ...]:
    ranking, checked = figures.ranking, figures.checked
    return tuple(
        ReaderResult(
            email=reader.email,
            name=reader.name,
            n=int(ranking.readings[index]),
            tendency=str(checked.tendency[index]),
            effect=float(ranking.effect[index]),
            flags=tuple(f for f in ("alike", "against") if f == checked.following[index]),
        )
        for index, reader in enumerate(figures.readers)
    )
