from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import Attachment, AttachmentId, Eligibility
from learningstories.services import challenges, eligibility, reviewing, shortlisting
from learningstories.services.attachments import describe
from learningstories.services.overview import MOST_BARS, NeedKind, arrivals, figures, standing

CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
ZONE = "Europe/London"
MOMENTS = st.integers(-2_000_000_000, 30_000_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))


def needs(challenge, **more):
    found = standing(challenge.workspace, challenge.lists, **more).needs
    return {need.kind: (need.count, need.story) for need in found}


def test_an_empty_challenge_needs_stories(challenge):
    assert needs(challenge) == {NeedKind.ADD: (1, None)}
    found = figures(challenge.lists)
    assert (found.received, found.eligible, found.read, found.arrivals) == (0, 0, 0, None)


def test_stories_need_what_they_lack(challenge, add_story):
    workspace = challenge.workspace
    add_story(workspace, received_at=CLOSES + timedelta(days=1))
    add_story(workspace, consent_print=False)
    add_story(workspace, consent_read=False)
    add_story(workspace)
    add_story(workspace, withdrawn=True)
    assert needs(challenge) == {
        NeedKind.LATE: (1, 1),
        NeedKind.CONSENT: (2, 2),
        NeedKind.INVITE: (1, None),
    }
    found = figures(challenge.lists)
    assert (found.received, found.eligible, found.read) == (5, 1, 0)


def test_word_limits_are_told(tmp_path, new_challenge, add_story):
    challenge = new_challenge(tmp_path / "limits.stories", words_least=3, words_most=5)
    add_story(challenge.workspace, "one two")
    add_story(challenge.workspace, "one two three four five six")
    assert needs(challenge) == {NeedKind.TOO_SHORT: (1, 1), NeedKind.TOO_LONG: (1, 2)}


def test_what_is_decided_needs_nobody_any_more(challenge, add_story, add_reviewer):
    workspace = challenge.workspace
    challenges.alter(workspace, story_languages=("en",))
    add_story(workspace, author="")
    add_story(workspace, language="de")
    add_story(workspace, language="en")
    found = needs(challenge)
    assert (found[NeedKind.AUTHOR], found[NeedKind.LANGUAGE]) == ((1, 1), (1, 2))
    assert figures(challenge.lists).eligible == 1
    eligibility.decide(workspace, [1], Eligibility.ELIGIBLE, "Known to us")
    eligibility.decide(workspace, [2], Eligibility.NOT_ELIGIBLE, "Nobody reads it here")
    assert not {NeedKind.AUTHOR, NeedKind.LANGUAGE} & set(needs(challenge))
    assert figures(challenge.lists).eligible == 2
    add_reviewer(workspace)
    assert [reader.wanted for reader in standing(workspace, challenge.lists).readers] == [2]


def test_a_picture_without_description_is_told_until_it_has_one(challenge, add_story):
    workspace = challenge.workspace
    story = add_story(workspace)
    with workspace.change("Add a picture") as unit:
        picture = Attachment(
            id=AttachmentId(uuid4()),
            story_id=story.id,
            sha=unit.blobs.put(b"jpg"),
            name="lift.jpg",
            media_type="image/jpeg",
            size=3,
            role="picture",
        )
        unit.attachments.add(picture)
    assert needs(challenge)[NeedKind.PICTURE] == (1, 1)
    describe(workspace, picture.id, "A lift")
    assert NeedKind.PICTURE not in needs(challenge)


def test_readers_count_against_what_they_may_read(challenge, add_story, add_reviewer):
    workspace = challenge.workspace
    for _number in range(3):
        add_story(workspace)
    add_story(workspace, consent_read=False)
    add_story(workspace, withdrawn=True)
    add_reviewer(workspace, "Grace Hopper")
    add_reviewer(workspace, "Alan Turing", capacity=2)
    reviewing.answer(workspace, "grace@example.org", 1, value=4, concern=Concern.SAFETY)
    reviewing.answer(workspace, "grace@example.org", 2, knows=Knows.ASIDE)  # needs nothing more of her
    found = standing(workspace, challenge.lists)
    assert [(r.name, r.read, r.wanted) for r in found.readers] == [
        ("Alan Turing", 0, 2),
        ("Grace Hopper", 2, 3),
    ]
    assert needs(challenge)[NeedKind.READERS] == (2, 2)  # whether #1 takes part is to be decided first
    assert needs(challenge)[NeedKind.CONCERN] == (1, 1)


def test_from_the_last_reading_to_the_saved_book(tmp_path, new_challenge, add_story, add_reviewer):
    challenge = new_challenge(tmp_path / "one.stories", readings_wanted=1)
    workspace = challenge.workspace
    add_story(workspace)
    add_reviewer(workspace)
    reviewing.answer(workspace, "grace@example.org", 1, value=4)
    assert needs(challenge) == {NeedKind.CHOOSE: (1, None)}
    shortlisting.add(workspace, [1])
    assert needs(challenge) == {NeedKind.LOCK: (1, None)}
    shortlisting.lock(workspace, lambda _unit: {})
    assert needs(challenge) == {NeedKind.BOOK: (1, None)}
    found = standing(workspace, challenge.lists)
    assert found.in_book == 1
    assert needs(challenge, saved_locks=(found.lock,)) == {}


def test_promises_are_to_be_asked_about_once_thirty_days_are_past(challenge, add_story, add_reviewer, clock):
    add_story(challenge.workspace)
    add_reviewer(challenge.workspace)
    reviewing.answer(challenge.workspace, "grace@example.org", 1, value=4, action="Ask our front desk")
    clock.on(days=60)
    assert NeedKind.ASK not in needs(challenge)
    reviewing.allow_promises(challenge.workspace, "grace@example.org", PromiseUse.HIDDEN, ask_later=True)
    assert needs(challenge)[NeedKind.ASK] == (1, None)
    clock.on(days=-40)
    assert NeedKind.ASK not in needs(challenge)


def test_a_story_without_consent_for_print_is_not_in_the_showcase(challenge, add_story):
    add_story(challenge.workspace)
    add_story(challenge.workspace, consent_print=False)
    shortlisting.add(challenge.workspace, [1, 2])
    assert standing(challenge.workspace, challenge.lists).in_book == 1


def test_days_are_those_of_the_challenges_clocks():
    # Half past eleven at night in London is the next morning in Tokyo.
    times = ["2013-03-20T23:30:00+00:00", "2013-03-21T00:30:00+00:00"]
    london = arrivals(times, ZONE, CLOSES)
    assert london is not None
    assert (london.first, london.counts) == (date(2013, 3, 20), (1, 1))
    tokyo = arrivals(times, "Asia/Tokyo", CLOSES)
    assert tokyo is not None
    assert (tokyo.first, tokyo.counts) == (date(2013, 3, 21), (2, 0))  # the deadline is on the 22nd


def test_a_far_deadline_does_not_squeeze_the_days():
    found = arrivals(["2012-01-01T09:00:00+00:00"], ZONE, CLOSES)
    assert found is not None
    assert len(found.counts) == 15


@pytest.mark.parametrize(("days", "step"), [(47, 1), (60, 7), (3000, 63)])
def test_long_times_are_told_by_weeks_and_more(days, step):
    times = [(CLOSES - timedelta(days=day)).isoformat() for day in range(days)]
    found = arrivals(times, ZONE, CLOSES)
    assert found is not None
    assert found.step == step
    assert sum(found.counts) == days


@given(st.lists(MOMENTS, min_size=1, max_size=30))
def test_every_story_is_counted_once_in_few_bars(moments):
    found = arrivals([moment.isoformat() for moment in moments], "Pacific/Auckland", CLOSES)
    assert found is not None
    assert sum(found.counts) == len(moments)
    assert len(found.counts) <= MOST_BARS
