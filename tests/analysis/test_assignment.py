"""Stories are given out evenly, within what each reader can take, and connect the readers."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from learningstories.analysis.assignment import Readers, SharedOut, StoryNeed, assign
from learningstories.analysis.linking import NONE, groups
from learningstories.domain.errors import Cancelled

MANY = 10**6


def anybody(count: int, **fields: object) -> Readers:
    """So many readers who can read everything and have nothing yet."""
    given = {"capacity": [None] * count, "load": [0] * count, "pools": [range(count)], **fields}
    return Readers(**given)  # type: ignore[arg-type]


def loads(shared: SharedOut) -> Counter[int]:
    return Counter(reader for readers in shared.given for reader in readers)


def number_of_groups(stories: Sequence[StoryNeed], shared: SharedOut, readers: int) -> int:
    both = zip(stories, shared.given, strict=True)
    return len(set(groups([[*story.have, *got] for story, got in both], readers)) - {NONE})


def able(story: StoryNeed, readers: Readers) -> set[int]:
    return set(readers.pools[story.pool]) - story.barred - story.have


def most_possible(stories: Sequence[StoryNeed], readers: Readers) -> int:
    """How many readings can be given out at all: a maximum flow from the stories to the readers."""
    source, sink, first = len(stories) + len(readers.load), len(stories) + len(readers.load) + 1, len(stories)
    edges = [(source, place, story.more) for place, story in enumerate(stories)]
    for place, story in enumerate(stories):
        edges += [(place, first + reader, 1) for reader in able(story, readers)]
    for reader, (most, load) in enumerate(zip(readers.capacity, readers.load, strict=True)):
        edges.append((first + reader, sink, MANY if most is None else max(0, most - load)))
    start, end, room = (np.array(column, dtype=np.int32) for column in zip(*edges, strict=True))
    network = coo_array((room, (start, end)), shape=(sink + 1, sink + 1)).tocsr()
    network.eliminate_zeros()
    return int(maximum_flow(network, source, sink).flow_value)


def hard_case(seed: int) -> tuple[list[StoryNeed], Readers]:
    """Few readers of up to three languages with little room; some have stories or step aside from them."""
    chance = Random(seed)  # noqa: S311 - the same each time
    count, languages = chance.randint(1, 7), chance.randint(1, 3)

    def some(part: float) -> frozenset[int]:
        return frozenset(reader for reader in range(count) if chance.random() < part)

    stories = [
        StoryNeed(
            more=chance.randint(0, 3),
            pool=chance.randrange(languages),
            liked=chance.choice((None, 0)),
            barred=some(0.1),
            have=some(chance.choice((0, 0, 0.3))),
        )
        for _ in range(chance.randint(1, 10))
    ]
    readers = anybody(
        count,
        capacity=[chance.choice((None, chance.randint(0, 6))) for _ in range(count)],
        load=[sum(reader in story.have for story in stories) for reader in range(count)],
        pools=[sorted(some(chance.choice((0.4, 0.7, 1)))) for _ in range(languages)],
        likes=[sorted(some(0.4))],
    )
    return stories, readers


def test_loads_are_even_and_all_readers_connected() -> None:
    stories = [StoryNeed(more=3) for _ in range(40)]
    shared = assign(stories, anybody(10))
    assert set(loads(shared).values()) <= {11, 12, 13}
    assert number_of_groups(stories, shared, 10) == 1
    pairs = {(a, b) for got in shared.given for a in got for b in got if a < b}
    assert len(pairs) == 45  # everybody shares a story with everybody


def test_whoever_takes_less_gets_less_and_whoever_has_much_gets_no_more() -> None:
    readers = anybody(4, capacity=[2, None, None, None], load=[0, 0, 0, 20])
    found = loads(assign([StoryNeed(more=2) for _ in range(12)], readers))
    assert found[0] == 2
    assert found[3] < min(found[1], found[2]) / 2


def test_who_reads_two_languages_evens_out_the_loads() -> None:
    # 30 stories that 0, 1 and 2 can read, 10 that 2, 3 and 4 can: 2 has enough with the former.
    stories = [StoryNeed(more=1, pool=int(place % 4 == 3)) for place in range(40)]
    found = loads(assign(stories, anybody(5, pools=[[0, 1, 2], [2, 3, 4]])))
    assert max(found[reader] for reader in (0, 1, 2)) <= 11
    assert found[3] + found[4] >= 9


def test_liked_stories_come_first() -> None:
    stories = [StoryNeed(more=1, liked=place % 2) for place in range(10)]
    shared = assign(stories, anybody(2, likes=[[0], [1]]))
    assert shared.given == [[place % 2] for place in range(10)]


def test_readers_hand_stories_on_so_that_none_is_left_short() -> None:
    # Whatever comes first: the last story needs 0 and 2, so that 1 has to read the others.
    readers = anybody(3, capacity=[1, 2, 5], pools=[[0, 1], [0, 2]])
    stories = [StoryNeed(more=1), StoryNeed(more=1), StoryNeed(more=2, pool=1)]
    assert [assign(stories, readers, seed=seed).given for seed in range(6)] == [[[1], [1], [0, 2]]] * 6


def test_a_chain_may_be_long() -> None:
    # Reader n can read the stories n and n + 1 and takes one; only the last of all can take two.
    count = 30
    pools = [[place, place - 1] if place else [0] for place in range(count)]
    readers = anybody(count, capacity=[1] * (count - 1) + [2], pools=[*pools, [count - 1]])
    stories = [StoryNeed(more=1, pool=place) for place in range(count + 1)]
    assert assign(stories, readers).given == [[place] for place in range(count)] + [[count - 1]]


def test_two_languages_are_brought_together_by_who_reads_both() -> None:
    # Reader 2 reads both, and has more to read than the others already, all of it in one of them.
    stories = [StoryNeed(more=2, pool=place % 2) for place in range(8)]
    stories += [StoryNeed(more=1, have=frozenset({2})) for _ in range(6)]
    readers = anybody(5, load=[0, 0, 6, 0, 0], pools=[[0, 1, 2], [2, 3, 4]])
    shared = assign(stories, readers)
    assert number_of_groups(stories, shared, 5) == 1
    assert loads(shared)[2] == 1
    apart = assign(stories[:8], anybody(4, pools=[[0, 1], [2, 3]]))
    assert number_of_groups(stories[:8], apart, 4) == 2


def test_a_seed_shares_out_otherwise_and_always_the_same() -> None:
    stories = [StoryNeed(more=2) for _ in range(12)]
    plain, seeded = (assign(stories, anybody(6), seed=seed) for seed in (0, 7))
    assert seeded == assign(stories, anybody(6), seed=7) != plain
    assert sorted(loads(seeded).values()) == sorted(loads(plain).values())


@pytest.mark.parametrize("readers", [anybody(0), anybody(3, pools=[[]]), anybody(3, capacity=[0, 0, 0])])
def test_where_nobody_can_read_all_is_missing(readers: Readers) -> None:
    shared = assign([StoryNeed(more=2), StoryNeed(more=0)], readers)
    assert (shared.given, shared.missing) == ([[], []], [2, 0])
    assert assign([], readers).given == []


def test_more_than_there_are_readers_is_told() -> None:
    shared = assign([StoryNeed(more=MANY)], anybody(3))
    assert (shared.given, shared.missing) == ([[0, 1, 2]], [MANY - 3])


@settings(max_examples=150)
@given(st.integers(0, 10**6))
def test_no_rule_is_broken_and_nothing_is_short_that_could_be_filled(seed: int) -> None:
    stories, readers = hard_case(seed)
    shared = assign(stories, readers, seed=seed % 3)
    got = loads(shared)
    for story, new in zip(stories, shared.given, strict=True):
        assert set(new) <= able(story, readers)
        assert len(set(new)) == len(new) <= story.more
    for reader, (most, load) in enumerate(zip(readers.capacity, readers.load, strict=True)):
        assert most is None or not got[reader] or load + got[reader] <= most
    assert sum(shared.missing) == sum(story.more for story in stories) - sum(got.values())
    assert sum(got.values()) == most_possible(stories, readers)
    assert is_proved(stories, readers, shared)


def is_proved(stories: Sequence[StoryNeed], readers: Readers, shared: SharedOut) -> bool:
    """Whether those who are stuck are full, and nobody else could take anything off them."""
    got = loads(shared)
    full = all(
        readers.capacity[reader] is not None
        and readers.load[reader] + got[reader] >= readers.capacity[reader]
        for reader in shared.stuck
    )
    bound = (
        able(story, readers) - set(new) <= shared.stuck
        for story, new, lacks in zip(stories, shared.given, shared.missing, strict=True)
        if lacks or set(new) & shared.stuck
    )
    return not any(shared.missing) or (full and all(bound))


@settings(max_examples=40)
@given(st.integers(2, 12), st.integers(2, 3), st.integers(1, 4), st.integers(0, 9))
def test_all_are_connected_where_there_are_enough_readings(
    people: int, more: int, times: int, seed: int
) -> None:
    stories = [StoryNeed(more=more) for _ in range(people * times)]
    shared = assign(stories, anybody(people), seed=seed)
    assert number_of_groups(stories, shared, people) == 1


def test_groups() -> None:
    assert groups([[0, 1], [1, 2], [3, 4], []], 6).tolist() == [0, 0, 0, 1, 1, NONE]
    assert groups([], 3).tolist() == [NONE] * 3
    assert groups([], 0).tolist() == []


def test_it_can_be_given_up() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        assign([StoryNeed(more=1)], anybody(2), step=stop)
