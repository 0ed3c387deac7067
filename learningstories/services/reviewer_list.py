"""The reviewers as a list shows them, how well each story is covered, and taking a reviewer out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.errors import ReviewerHasPack, ReviewerHasReadings
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import Story, may_be_read
from learningstories.i18n import _
from learningstories.services.pack_line import PackLine
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reviewing import reviewer_of
from learningstories.services.stepping_aside import steps_aside
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerLine:
    """One reviewer: how many of the `wanted` stories are read, and which were stepped aside from.

    `pack` is the newest that was made; `last_return` is when the last return came, None where there is none.
    """

    reviewer: Reviewer
    read: int
    wanted: int
    aside: tuple[int, ...]
    pack: PackLine | None = None
    last_return: datetime | None = None

    @property
    def answered(self) -> int:
        """How many stories need nothing more from this reviewer."""
        return self.read + len(self.aside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many readers one story has."""

    number: int
    title: str
    readers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerList:
    """All reviewers by name, and all stories that may be read by number.

    `returns_until` is until when returns count, None for ever; `zone` is the challenge's.
    """

    lines: tuple[ReviewerLine, ...]
    coverage: tuple[Coverage, ...]
    readings_wanted: int
    themes: tuple[str, ...]
    returns_until: datetime | None
    zone: str


def reviewer_list(workspace: Workspace, lists: Lists) -> ReviewerList:
    """Read the reviewers and the coverage of the stories."""
    counts, packs = lists.reading_counts(), lists.packs()
    with workspace.read() as unit:
        challenge = unit.challenge()
        stories = [story for story in unit.stories.all() if may_be_read(story, challenge)]
        numbers = {story.id: story.number for story in stories}
        reviewers = sorted(unit.reviewers.all(), key=lambda r: (r.name.casefold(), r.email))
        wanted = _wanted(unit, reviewers, stories)
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
            pack=packs.get(reviewer.id),
            last_return=last.get(reviewer.id),
        )
        for reviewer in reviewers
    ]
    return ReviewerList(
        lines=tuple(lines),
        coverage=_coverage(lists, sorted(numbers.values())),
        readings_wanted=challenge.readings_wanted,
        themes=challenge.themes,
        returns_until=challenge.returns_until,
        zone=challenge.zone,
    )


def remove_reviewer(workspace: Workspace, email: str) -> None:
    """Take out a reviewer who has not read anything, and has no pack that may come back.

    Raises `NoSuchReviewer`, `ReviewerHasReadings`, `ReviewerHasPack`.
    """
    with workspace.change(_("Remove reviewer {email}").format(email=email)) as unit:
        reviewer = reviewer_of(unit, email)
        if unit.readings.find(reviewer_id=reviewer.id):
            raise ReviewerHasReadings(email)
        if unit.packs.find(reviewer_id=reviewer.id):
            raise ReviewerHasPack(email)
        for each in unit.assignments.find(reviewer_id=reviewer.id):
            unit.assignments.remove(each.id)
        unit.reviewers.remove(reviewer.id)


def _wanted(
    unit: UnitOfWork, reviewers: Sequence[Reviewer], stories: Sequence[Story]
) -> Mapping[ReviewerId, int]:
    """How many stories each is to read: those assigned; where nothing is, as many of all as wished.

    Those that a reviewer steps aside from are not to be read.
    """
    if not unit.assignments.exist():
        return {person.id: person.share(len(stories) - _not_for(person, stories)) for person in reviewers}
    people = {person.id: person for person in reviewers}
    by_id = {story.id: story for story in stories}
    mine = Counter(
        each.reviewer_id
        for each in unit.assignments.all()
        if each.story_id in by_id and not _not_for(people[each.reviewer_id], [by_id[each.story_id]])
    )
    return {person.id: mine[person.id] for person in reviewers}


def _not_for(person: Reviewer, stories: Sequence[Story]) -> int:
    """How many of the stories this reviewer steps aside from without having seen them."""
    own = person.email.lower()
    return sum(
        steps_aside(person, story)
        for story in stories
        if person.aside or story.email.strip().lower() == own  # else there is nothing to compare
    )


def _coverage(lists: Lists, numbers: Sequence[int]) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(number=line.number, title=line.title, readers=line.readings) for line in lists.lines(numbers)
    )
