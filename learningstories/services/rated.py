"""The ratings that count, as a table: the one way in which figures of any kind come by them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.ranking import Ranking, rank
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import NothingToRank
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import minutes_on_stage
from learningstories.services.levels import Levels, levels_of
from learningstories.services.ports import Lists, Rating, UnitOfWork
from learningstories.services.story_query import SortBy, StoryLine, StoryQuery
from learningstories.services.weighting import further_points, weighed
from learningstories.services.workspace import Workspace

SEED = 2013


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RatedTable:
    """N ratings after all rules, and the ranking made from them.

    `story` names a row of `lines` (the stories that are ranked, by number) and `reviewer` one of
    `readers` (all reviewers, in the order in which they were added); `value` is a point of the scale.
    `further` are the answers to the further criteria, shape (N, C), 0 where there is none, and `weighed`
    is what is ranked: `value`, unless the organiser gave weights to criteria. `levels` says by what
    groups of stories, read by different people, have levels of their own. `changed` are stories of which
    a rating that counts was given to an earlier text, `closed` those that no reviewer may be given.
    """

    challenge: Challenge
    lines: Sequence[StoryLine]
    readers: Sequence[Reviewer]
    story: IntArray
    reviewer: IntArray
    value: FloatArray
    further: FloatArray
    weighed: FloatArray
    levels: Levels | None
    changed: frozenset[int]
    closed: frozenset[int]
    ranking: Ranking


def rated(
    workspace: Workspace,
    lists: Lists,
    *,
    top: int | None = None,
    seed: int = SEED,
    without: Collection[UUID] = (),
    back: UUID | None = None,
) -> RatedTable:
    """Read all ratings that count and rank the stories by them; not for the interface's thread.

    `top` is how many are sought: unless given, how many fit the evening. Ratings of the reviewers in
    `without` are left out, as if these had been set aside, and those of reviewer `back` are not. Raises
    `NothingToRank` when no rating counts.
    """
    ratings = [rating for rating in lists.ratings(back=back) if rating.reviewer not in without]
    with workspace.read() as unit:
        challenge = unit.challenge()
        readers = sorted(unit.reviewers.all(), key=lambda r: (r.added_at, r.email))
        changed = _changed_since_read(unit, ratings)
        closed = frozenset(story.number for story in unit.stories.find(consent_read=False))
    ranked = lists.numbers(StoryQuery(ranked=True, sort=SortBy.NUMBER, descending=False))
    numbers = sorted({*ranked, *(rating.story for rating in ratings)}) if back else ranked
    unread = closed - {rating.story for rating in ratings}
    lines = lists.lines([number for number in numbers if number not in unread])
    kept, story, reviewer = _columns(ratings, lines, readers)
    if not kept:
        raise NothingToRank
    value = np.array([rating.value for rating in kept], dtype=np.float64)
    further = further_points(challenge, kept)
    points = weighed(challenge, value, further)
    levels = levels_of(lines, story, reviewer, points, readers=len(readers))
    return RatedTable(
        challenge=challenge,
        lines=lines,
        readers=readers,
        story=story,
        reviewer=reviewer,
        value=value,
        further=further,
        weighed=points,
        levels=levels,
        changed=changed,
        closed=closed,
        ranking=rank(
            story,
            reviewer,
            points,
            stories=len(lines),
            reviewers=len(readers),
            top=places(challenge, lines) if top is None else top,
            groups=levels.label if levels else None,
            seed=seed,
        ),
    )


def ranked_again(table: RatedTable, top: int) -> RatedTable:
    """The same ratings, ranked where another number of stories is sought."""
    ranking = rank(
        table.story,
        table.reviewer,
        table.weighed,
        stories=len(table.lines),
        reviewers=len(table.readers),
        top=top,
        groups=table.levels.label if table.levels else None,
        seed=table.ranking.seed,
    )
    return replace(table, ranking=ranking)


def places(challenge: Challenge, lines: Sequence[StoryLine]) -> int:
    """How many stories of ordinary length fit the evening, at least one."""
    if not lines:
        return 1
    usual = float(np.median([minutes_on_stage(line.words) for line in lines]))
    return max(1, min(len(lines), int(challenge.event_minutes / usual)))


def _columns(
    ratings: Sequence[Rating], lines: Sequence[StoryLine], readers: Sequence[Reviewer]
) -> tuple[Sequence[Rating], IntArray, IntArray]:
    """The ratings of these stories and readers, and the row and seat of each."""
    place = {line.number: index for index, line in enumerate(lines)}
    seat: dict[UUID, int] = {reader.id: index for index, reader in enumerate(readers)}
    kept = [r for r in ratings if r.story in place and r.reviewer in seat]
    return (
        kept,
        np.array([place[r.story] for r in kept], dtype=np.int64),
        np.array([seat[r.reviewer] for r in kept], dtype=np.int64),
    )


def _changed_since_read(unit: UnitOfWork, ratings: Sequence[Rating]) -> frozenset[int]:
    """The stories of which a rating that counts was given to an earlier text."""
    # Only a story with a second version can have changed, and few have.
    keys = [v.story_id for v in unit.versions.find(version=2)]
    if not keys:
        return frozenset()
    stories = {s.id: s for s in unit.stories.find(id=keys)}
    readings = unit.readings.find(story_id=keys)
    counting = {(rating.story, rating.reviewer) for rating in ratings}
    numbers = {key: story.number for key, story in stories.items()}
    return frozenset(
        numbers[r.story_id]
        for r in readings
        if (numbers[r.story_id], r.reviewer_id) in counting and r.text_sha != stories[r.story_id].text_sha
    )
