"""Stories are given out evenly, within what each reader can take, and connect the readers."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from learningstories.analysis.assignment import Readers, StoryNeed, assign, groups


def loads(given: list[list[int]]) -> Counter[int]:
    return Counter(reader for readers in given for reader in readers)


def test_loads_are_even_and_all_readers_connected() -> None:
    stories = [StoryNeed(more=3, able=range(10)) for _ in range(40)]
    found = assign(stories, Readers(capacity=[None] * 10, load=[0] * 10))
    assert set(loads(found).values()) == {12}
    assert groups(found, 10) == 1
    assert assign(stories, Readers(capacity=[None] * 10, load=[0] * 10)) == found


def test_whoever_takes_less_gets_less_and_whoever_has_much_gets_no_more() -> None:
    stories = [StoryNeed(more=2, able=range(4)) for _ in range(12)]
    found = loads(assign(stories, Readers(capacity=[2, None, None, None], load=[0, 0, 0, 20])))
    assert found[0] == 2
    assert found[3] < min(found[1], found[2]) / 2


def test_liked_stories_come_first() -> None:
    stories = [StoryNeed(more=1, able=range(2), liked=frozenset({n % 2})) for n in range(10)]
    found = assign(stories, Readers(capacity=[None] * 2, load=[0] * 2))
    assert found == [[n % 2] for n in range(10)]


def test_readers_hand_stories_on_so_that_none_is_left_short() -> None:
    # The last story can only be read by reader 0, whose two places a greedy order would have given away.
    stories = [StoryNeed(more=1, able=(0, 1)), StoryNeed(more=1, able=(0, 1)), StoryNeed(more=2, able=(0, 2))]
    found = assign(stories, Readers(capacity=[1, 2, 5], load=[0, 0, 0]))
    assert found == [[1], [1], [0, 2]]


@given(st.data())
def test_whoever_is_drawn_no_rule_is_broken_and_no_reader_is_missed(data: st.DataObject) -> None:
    readers = data.draw(st.integers(1, 6))
    people = st.lists(st.integers(0, readers - 1), unique=True)
    capacity: list[Any] = data.draw(
        st.lists(st.none() | st.integers(0, 4), min_size=readers, max_size=readers)
    )
    stories = data.draw(
        st.lists(
            st.builds(
                StoryNeed, more=st.integers(0, 3), able=people, liked=people.map(frozenset),
                have=people.map(frozenset),
            ),
            max_size=8,
        )
    )  # fmt: skip
    found = assign(stories, Readers(capacity=capacity, load=[0] * readers))
    given_to = loads(found)
    for story, got in zip(stories, found, strict=True):
        assert len(set(got)) == len(got) <= story.more
        assert set(got) <= set(story.able) - story.have
    assert all(most is None or given_to[place] <= most for place, most in enumerate(capacity))
    # Short only where all who are able are full, or have it.
    for story, got in zip(stories, found, strict=True):
        if len(got) < story.more:
            free = set(story.able) - story.have - set(got)
            assert all(capacity[r] is not None and given_to[r] >= capacity[r] for r in free)


def test_groups() -> None:
    assert groups([[0, 1], [1, 2], [3, 4], []], 6) == 2
    assert groups([], 3) == 0


def test_a_seed_shares_out_otherwise_and_always_the_same() -> None:
    stories = [StoryNeed(more=2, able=range(6)) for _ in range(12)]
    readers = Readers(capacity=[None] * 6, load=[0] * 6)
    plain, seeded = assign(stories, readers), assign(stories, readers, seed=7)
    assert seeded == assign(stories, readers, seed=7) != plain
    assert sorted(loads(seeded)) == sorted(loads(plain))
