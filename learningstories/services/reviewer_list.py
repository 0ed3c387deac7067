"""The reviewers as a list shows them, how well each story is covered, and taking a reviewer out."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.alphabet import alphabetic
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
    packs, read = lists.packs(), _read(lists)
    with workspace.read() as unit:
        challenge = unit.challenge()
        stories = [story for story in unit.stories.all() if may_be_read(story, challenge)]
        numbers = {story.id: story.number for story in stories}
        reviewers = sorted(unit.reviewers.all(), key=lambda r: (alphabetic(r.name), r.email))
        aside: dict[ReviewerId, list[int]] = {}
        for reading in unit.readings.find(knows=Knows.ASIDE):
            if reading.story_id in numbers:
                aside.setdefault(reading.reviewer_id, []).append(numbers[reading.story_id])
        may_be = set(numbers.values())
        done = {one.id: may_be & {*aside.get(one.id, ()), *read.get(one.id, ())} for one in reviewers}
        wanted = _wanted(unit, reviewers, stories, done)
        last = unit.revisions.last_returns()
    lines = [
        ReviewerLine(
            reviewer=reviewer,
            read=len(may_be & read.get(reviewer.id, set())),
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


def _read(lists: Lists) -> Mapping[ReviewerId, AbstractSet[int]]:
    found: dict[ReviewerId, set[int]] = {}
    for rating in lists.given():
        found.setdefault(ReviewerId(rating.reviewer), set()).add(rating.story)
    return found


def _wanted(
    unit: UnitOfWork,
    reviewers: Sequence[Reviewer],
    stories: Sequence[Story],
    done: Mapping[ReviewerId, AbstractSet[int]],
) -> Mapping[ReviewerId, int]:
    """How many stories each is to read: those assigned; where nothing is, as many of all as wished.

    Those that a reviewer steps aside from are not to be read; those that are `done`, asked or not, were.
    """
    if not unit.assignments.exist():
        shares = {person.id: person.share(len(stories) - _not_for(person, stories)) for person in reviewers}
        return {key: max(share, len(done[key])) for key, share in shares.items()}
    people = {person.id: person for person in reviewers}
    by_id = {story.id: story for story in stories}
    mine = {key: set(numbers) for key, numbers in done.items()}
    for each in unit.assignments.all():
        story = by_id.get(each.story_id)
        if story is not None and not _not_for(people[each.reviewer_id], [story]):
            mine[each.reviewer_id].add(story.number)
    return {key: len(numbers) for key, numbers in mine.items()}


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
