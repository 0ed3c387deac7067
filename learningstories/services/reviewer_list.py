"""The reviewers as a list shows them, how well each story is covered, and taking a reviewer out."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.errors import ReviewerHasPack, ReviewerHasReadings
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import Story, StoryId, may_be_read
from learningstories.i18n import _
from learningstories.services.pack_line import PackLine
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reader_counts import Covered, ReadStories
from learningstories.services.reviewing import reviewer_of
from learningstories.services.stepping_aside import author_name, who_steps_aside
from learningstories.services.workspace import Workspace

SHOWN = 360  # stories with the fewest readers
_AT_ONCE = 500  # as many as a database takes in one question


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
class ReviewerList:
    """All reviewers by name, and how well the stories that may be read are covered.

    `returns_until` is until when returns count, None for ever; `zone` is the challenge's.
    """

    lines: tuple[ReviewerLine, ...]
    coverage: Covered
    readings_wanted: int
    themes: tuple[str, ...]
    returns_until: datetime | None
    zone: str


def reviewer_list(workspace: Workspace, lists: Lists, *, fewest: int = SHOWN) -> ReviewerList:
    """Read the reviewers and the coverage of the stories, with the `fewest` that have the fewest readers."""
    packs, done, coverage = lists.packs(), lists.read_stories(), lists.covered(fewest)
    with workspace.read() as unit:
        challenge = unit.challenge()
        reviewers = sorted(unit.reviewers.all(), key=lambda r: (alphabetic(r.name), r.email))
        wanted = _wanted(unit, lists, reviewers, done, coverage.count)
        last = unit.revisions.last_returns()
    lines = [
        ReviewerLine(
            reviewer=reviewer,
            read=done.read.get(reviewer.id, 0),
            wanted=wanted[reviewer.id],
            aside=done.aside.get(reviewer.id, ()),
            pack=packs.get(reviewer.id),
            last_return=last.get(reviewer.id),
        )
        for reviewer in reviewers
    ]
    return ReviewerList(
        lines=tuple(lines),
        coverage=coverage,
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
    unit: UnitOfWork, lists: Lists, reviewers: Sequence[Reviewer], done: ReadStories, readable: int
) -> Mapping[ReviewerId, int]:
    """How many stories each is to read: those assigned; where nothing is, as many of all as wished.

    Those that a reviewer steps aside from are not to be read; those that are `done`, asked or not, were.
    """
    not_for = _not_for(unit, lists, reviewers)
    if unit.assignments.exist():
        shunned = [(who, story) for story, people in not_for.items() for who in people]
        mine = lists.assigned_counts(shunned)
        return {each.id: mine.get(each.id, 0) for each in reviewers}
    fewer = Counter(who for people in not_for.values() for who in people)
    return {
        each.id: max(
            each.share(readable - fewer[each.id]),
            done.read.get(each.id, 0) + len(done.aside.get(each.id, ())),
        )
        for each in reviewers
    }


def _not_for(
    unit: UnitOfWork, lists: Lists, reviewers: Sequence[Reviewer]
) -> Mapping[StoryId, Collection[ReviewerId]]:
    """Of the stories that may be read those that a reviewer steps aside from without having seen them."""
    known = [each for reviewer in reviewers for each in reviewer.aside]
    numbers = list(lists.by_reviewers({author_name(each.author) for each in known} - {""}))
    keys = list({each.story_id for each in known if each.story_id is not None})
    stories = {story.id: story for story in (*_some(unit, number=numbers), *_some(unit, id=keys))}
    challenge = unit.challenge()
    return who_steps_aside(reviewers, [one for one in stories.values() if may_be_read(one, challenge)])


def _some(unit: UnitOfWork, **wanted: list[Any]) -> Iterator[Story]:
    ((name, values),) = wanted.items()
    for start in range(0, len(values), _AT_ONCE):
        yield from unit.stories.find(**{name: values[start : start + _AT_ONCE]})
