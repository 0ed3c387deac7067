"""The reviewers as a list shows them, how well each story is covered, and taking a reviewer out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.errors import ReviewerHasReadings
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import StoryId, may_be_read
from learningstories.i18n import _
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerLine:
    """One reviewer: how many of the `wanted` stories are read, and which were stepped aside from.

    `last_return` is when the last return came; None where there is none.
    """

    reviewer: Reviewer
    read: int
    wanted: int
    aside: tuple[int, ...]
    last_return: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many readers one story has."""

    number: int
    title: str
    readers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerList:
    """All reviewers by name, and all stories that may be read by number."""

    lines: tuple[ReviewerLine, ...]
    coverage: tuple[Coverage, ...]
    readings_wanted: int
    themes: tuple[str, ...]


def reviewer_list(workspace: Workspace, lists: Lists) -> ReviewerList:
    """Read the reviewers and the coverage of the stories."""
    counts = lists.reading_counts()
    with workspace.read() as unit:
        challenge = unit.challenge()
        numbers = {s.id: s.number for s in unit.stories.all() if may_be_read(s, challenge)}
        reviewers = sorted(unit.reviewers.all(), key=lambda r: (r.name.casefold(), r.email))
        wanted = _wanted(unit, reviewers, numbers)
        aside: dict[ReviewerId, list[int]] = {}
        for reading in unit.readings.find(knows=Knows.ASIDE):
            if reading.story_id in numbers:
                aside.setdefault(reading.reviewer_id, []).append(numbers[reading.story_id])
        last = unit.revisions.last_returns()
    lines = [
        ReviewerLine(
            reviewer=reviewer,
            read=counts.get(reviewer.id, 0),
            wanted=wanted[reviewer.id],
            aside=tuple(sorted(aside.get(reviewer.id, ()))),
            last_return=last.get(reviewer.id),
        )
        for reviewer in reviewers
    ]
    return ReviewerList(
        lines=tuple(lines),
        coverage=_coverage(lists, sorted(numbers.values())),
        readings_wanted=challenge.readings_wanted,
        themes=challenge.themes,
    )


def remove_reviewer(workspace: Workspace, email: str) -> None:
    """Take out a reviewer who has not read anything; raises `NoSuchReviewer`, `ReviewerHasReadings`."""
    with workspace.change(_("Remove reviewer {email}").format(email=email)) as unit:
        reviewer = reviewer_of(unit, email)
        if unit.readings.find(reviewer_id=reviewer.id):
            raise ReviewerHasReadings(email)
        unit.reviewers.remove(reviewer.id)


def _wanted(
    unit: UnitOfWork, reviewers: Sequence[Reviewer], numbers: Mapping[StoryId, int]
) -> Mapping[ReviewerId, int]:
    """How many stories each is to read: those assigned, or where nothing is assigned as many as the others."""
    if not unit.assignments.exist():
        return {reviewer.id: reviewer.share(len(numbers)) for reviewer in reviewers}
    mine = Counter(each.reviewer_id for each in unit.assignments.all() if each.story_id in numbers)
    return {reviewer.id: mine[reviewer.id] for reviewer in reviewers}


def _coverage(lists: Lists, numbers: Sequence[int]) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(number=line.number, title=line.title, readers=line.readings) for line in lists.lines(numbers)
    )
