"""What holds of what reviewers said does not depend on the order in which it came, nor on clocks."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.domain.revision import (
    Answers,
    Resolution,
    ResolutionId,
    Revision,
    Vector,
    Wish,
    dominates,
    heads,
    joined,
    spoken,
    standing,
    wished,
)
from learningstories.domain.story import StoryId

REVIEWER, STORY = ReviewerId(UUID(int=1)), StoryId(UUID(int=2))
NOW = datetime(2013, 3, 20, 12, tzinfo=UTC)
DEVICES = [f"d_{number:016x}" for number in range(1, 5)]
VECTORS = st.dictionaries(st.sampled_from(DEVICES), st.integers(1, 3), min_size=1).map(
    lambda counts: tuple(sorted(counts.items()))
)
TIMES = st.sampled_from([NOW, NOW + timedelta(days=9000), NOW - timedelta(days=9000)])


def said(value: int, vector: Vector, at: datetime = NOW, sha: str = "s") -> Revision:
    return Revision(
        reviewer_id=REVIEWER, story_id=STORY, sha=sha, device=vector[0][0], vector=vector, at=at,
        answers=Answers(value=value),
    )  # fmt: skip


WORDS = st.lists(st.builds(said, st.integers(1, 4), VECTORS, TIMES), min_size=1, max_size=9)


@given(VECTORS, VECTORS, VECTORS)
def test_to_supersede_is_an_order(first: Vector, second: Vector, third: Vector) -> None:
    assert not dominates(first, first)
    assert not (dominates(first, second) and dominates(second, first))
    if dominates(first, second) and dominates(second, third):
        assert dominates(first, third)
    both = joined([first, second])
    assert all(both == one or dominates(both, one) for one in (first, second))
    assert dominates(spoken(both, DEVICES[0]), first)


@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_and_number_of_arrivals_change_nothing(
    words: list[Revision], chance: random.Random
) -> None:
    again = words + words
    chance.shuffle(again)
    assert heads(again) == heads(words) != ()
    assert standing(again) == standing(words)


@given(WORDS)
def test_a_head_is_what_nothing_supersedes(words: list[Revision]) -> None:
    expected = {w.id for w in words if not any(dominates(o.vector, w.vector) for o in words)}
    assert {word.id for word in heads(words)} == expected


@given(WORDS, TIMES)
def test_who_has_seen_everything_has_the_last_word(words: list[Revision], at: datetime) -> None:
    last = said(7, spoken(joined(word.vector for word in words), DEVICES[0]), at)
    found = standing([*words, last])
    assert found is not None
    assert (found.shown, found.heads, found.conflict) == (last, (last,), False)


def test_two_devices_that_knew_nothing_of_each_other() -> None:
    here, there = said(2, ((DEVICES[0], 2),)), said(5, ((DEVICES[1], 1),))
    found = standing([here, there])
    assert found is not None
    assert (found.shown, found.conflict) == (here, True)  # it has spoken more often
    alike = standing([here, said(2, ((DEVICES[1], 1),))])
    assert alike is not None
    assert not alike.conflict
    other_text = standing([here, said(2, ((DEVICES[1], 1),), sha="t")])
    assert other_text is not None
    assert not other_text.conflict


def test_the_organiser_chooses_until_there_is_something_new() -> None:
    here, there = said(2, ((DEVICES[0], 2),)), said(5, ((DEVICES[1], 1),))
    choice = Resolution(
        id=ResolutionId(UUID(int=3)), reviewer_id=REVIEWER, story_id=STORY, chosen=there.id,
        seen=tuple(str(word.id) for word in (here, there)), chosen_at=NOW,
    )  # fmt: skip
    found = standing([here, there], choice)
    assert found is not None
    assert (found.shown, found.conflict, found.chosen) == (there, False, True)
    third = said(3, ((DEVICES[2], 1),))
    reopened = standing([here, there, third], choice)
    assert reopened is not None
    assert (reopened.shown, reopened.conflict) == (here, True)


def test_nothing_said_is_nothing_shown() -> None:
    assert standing([]) is None
    assert wished([]) is None


def test_the_same_words_are_the_same_revision_and_other_words_another() -> None:
    one = said(2, ((DEVICES[0], 1),))
    assert one.id == said(2, ((DEVICES[0], 1),)).id
    others = [said(3, one.vector), said(2, ((DEVICES[0], 2),)), said(2, one.vector, NOW + timedelta(1))]
    others += [said(2, one.vector, sha="\ud800")]
    assert len({one.id, *(other.id for other in others)}) == 5


def test_of_two_wishes_the_one_that_shows_less_holds() -> None:
    def wish(use: PromiseUse, device: int, ask: bool | None = None) -> Wish:
        vector = ((DEVICES[device], 1),)
        return Wish(
            reviewer_id=REVIEWER,
            device=DEVICES[device],
            vector=vector,
            at=NOW,
            promise_use=use,
            ask_later=ask,
        )

    named, hidden = wish(PromiseUse.NAMED, 0), wish(PromiseUse.HIDDEN, 1)
    assert wished([named, hidden]) == wished([hidden, named]) == hidden
    asked, not_asked = wish(PromiseUse.NAMED, 0, ask=True), wish(PromiseUse.NAMED, 1, ask=False)
    assert wished([asked, not_asked]) == not_asked
    later = Wish(
        reviewer_id=REVIEWER, device=DEVICES[0], vector=spoken(hidden.vector, DEVICES[0]), at=NOW,
        promise_use=PromiseUse.NAMED,
    )  # fmt: skip
    assert wished([hidden, later]) == later
