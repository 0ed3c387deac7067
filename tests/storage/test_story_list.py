import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.challenge import LateRule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.errors import Cancelled, FileDamaged
from learningstories.domain.reading import Knows, Reading, ReadingId
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story, StoryState, story_state
from learningstories.services import challenges, reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.reviewing import NewReviewer
from learningstories.services.story_query import SortBy, StoryQuery

CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
AROUND = st.sampled_from([-(10**6), -61, -60, 0, 59, 59.999999, 60, 61, 659, 660, 719, 720, 10**7])
RULES = st.fixed_dictionaries(
    {
        "closes_at": st.sampled_from([CLOSES, CLOSES.replace(year=1901), CLOSES.replace(year=2998)]),
        "grace_minutes": st.sampled_from([0, 1, 10, 11]),
        "late_rule": st.sampled_from(LateRule),
        "words_least": st.none() | st.integers(0, 100),
        "words_most": st.none() | st.integers(100, 200),
        "readings_wanted": st.integers(1, 3),
    }
)
STORY = st.fixed_dictionaries(
    {
        "after": AROUND,
        "words": st.integers(0, 201),
        "withdrawn": st.booleans(),
        "consent_read": st.booleans(),
        "consent_print": st.booleans(),
        "late_decision": st.sampled_from(LateDecision),
        "values": st.lists(
            st.tuples(st.none() | st.integers(1, 5), st.sampled_from(Knows)), min_size=0, max_size=3
        ),
    }
)


@settings(max_examples=30)
@given(rules=RULES, drawn=st.lists(STORY, min_size=1, max_size=5))
def test_sql_and_the_rules_agree_on_where_every_story_stands(
    tmp_path_factory: pytest.TempPathFactory,
    new_challenge: Callable[..., OpenChallenge],
    make_story: Callable[..., Story],
    rules: dict[str, Any],
    drawn: list[dict[str, Any]],
) -> None:
    opened = new_challenge(tmp_path_factory.mktemp("state") / "x.stories", **rules)
    workspace = opened.workspace
    people = reviewing.add_reviewers(
        workspace, [NewReviewer(name=f"R{n}", email=f"r{n}@example.org") for n in range(3)]
    )
    expected: dict[int, tuple[StoryState, int]] = {}
    with workspace.change("fill") as unit:
        challenge = unit.challenge()
        for number, fields in enumerate(drawn, start=1):
            at = challenge.closes_at + timedelta(seconds=fields.pop("after"))
            values = fields.pop("values")
            story = make_story(number=number, received_at=at, text_sha=unit.texts.put(""), **fields)
            unit.stories.add(story)
            done = [
                _reading(story, who, value, knows)
                for who, (value, knows) in zip(people, values, strict=False)
            ]
            for reading in done:
                unit.readings.add(reading)
            counting = sum(reading.counts for reading in done)
            expected[number] = (story_state(story, challenge, counting), counting)
    lines = opened.lists.first_lines(StoryQuery(), 100)
    assert {line.number: (line.state, line.readings) for line in lines} == expected
    for state in StoryState:
        found = opened.lists.numbers(StoryQuery(states=frozenset({state})))
        assert sorted(found) == [n for n, (is_in, _) in expected.items() if is_in is state]
    counted = opened.lists.state_counts()
    assert sum(counted.values()) == len(expected)
    left_out = {StoryState.WITHDRAWN, StoryState.REFUSED}
    assert len(opened.lists.ratings()) == sum(n for state, n in expected.values() if state not in left_out)
    opened.close()


def _reading(story: Story, who: Reviewer, value: int | None, knows: Knows) -> Reading:
    key = ReadingId(uuid4())
    return Reading(
        id=key, story_id=story.id, reviewer_id=who.id, value=value, knows=knows, changed_at=story.added_at
    )


@pytest.fixture
def three(challenge: OpenChallenge, add_story: Callable[..., Story], clock: Any) -> OpenChallenge:
    """Three stories whose order differs by every field."""
    for at, title, author, theme, words in (
        (2, "bread", "Zoe", "people", "one two three"),
        (0, "Apples", "yann", "tools", "one"),
        (1, "cheese", "Xi", "place", "one two"),
    ):
        add_story(
            challenge.workspace,
            words,
            title=title,
            author=author,
            theme=theme,
            received_at=clock() + timedelta(hours=at),
        )
    return challenge


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (SortBy.NUMBER, [1, 2, 3]),
        (SortBy.TITLE, [2, 1, 3]),
        (SortBy.AUTHOR, [3, 2, 1]),
        (SortBy.THEME, [1, 3, 2]),
        (SortBy.RECEIVED, [2, 3, 1]),
        (SortBy.WORDS, [2, 3, 1]),
    ],
)
def test_the_list_is_sorted_by_what_is_asked_for(
    three: OpenChallenge, sort: SortBy, expected: list[int]
) -> None:
    up, down = (StoryQuery(sort=sort, descending=way) for way in (False, True))
    assert list(three.lists.numbers(up)) == expected
    assert list(three.lists.numbers(down)) == expected[::-1]
    assert [line.number for line in three.lists.first_lines(up, 2)] == expected[:2]


def test_the_list_is_sorted_by_readings_and_by_state(
    three: OpenChallenge, add_reviewer: Callable[..., Any]
) -> None:
    add_reviewer(three.workspace)
    reviewing.answer(three.workspace, "grace@example.org", 2, value=4)
    stories.withdraw(three.workspace, [1])
    by_readings = StoryQuery(sort=SortBy.READINGS, descending=True)
    assert [(line.number, line.readings) for line in three.lists.first_lines(by_readings, 9)] == [
        (2, 1),
        (3, 0),
        (1, 0),
    ]
    by_state = StoryQuery(sort=SortBy.STATE, descending=True)
    assert three.lists.numbers(by_state)[0] == 1


def test_lines_come_in_the_order_asked_for_without_those_that_are_gone(three: OpenChallenge) -> None:
    assert [line.number for line in three.lists.lines([3, 99, 1, -4])] == [3, 1]
    assert three.lists.lines([]) == []


def test_a_line_tells_what_the_list_shows(three: OpenChallenge) -> None:
    (line,) = three.lists.lines([1])
    assert (line.title, line.author, line.theme, line.words, line.readings) == (
        "bread",
        "Zoe",
        "people",
        3,
        0,
    )
    assert line.state is StoryState.READING
    assert line.received_at == "2013-03-20T14:00:00.000000+00:00"
    assert datetime.fromisoformat(line.received_at) in map(
        datetime.fromisoformat, three.lists.received_times()
    )


def test_the_frame_of_the_window_knows_the_challenge(three: OpenChallenge) -> None:
    line = three.lists.challenge()
    assert (line.title, line.stories, line.reviewers, line.chosen) == ("Learning stories", 3, 0, 0)
    assert line.closes_at == CLOSES


def test_changing_the_deadline_changes_every_state_at_once(three: OpenChallenge, clock: Any) -> None:
    challenges.alter(three.workspace, closes_at=clock() + timedelta(minutes=30), late_rule=LateRule.REFUSE)
    assert three.lists.state_counts() == {StoryState.READING: 1, StoryState.REFUSED: 2}


def test_ratings_are_those_that_count(three: OpenChallenge, add_reviewer: Callable[..., Any]) -> None:
    grace = add_reviewer(three.workspace)
    for number in (1, 2, 3):
        reviewing.answer(three.workspace, grace.email, number, value=number)
    reviewing.answer(three.workspace, grace.email, 3, knows=Knows.ASIDE)
    stories.withdraw(three.workspace, [1])
    assert [(r.story, r.reviewer, r.value) for r in three.lists.ratings()] == [(2, grace.id, 2)]
    assert three.lists.reading_counts() == {grace.id: 2}


def test_a_read_can_be_given_up(three: OpenChallenge) -> None:
    """A read that would take for ever ends with `Cancelled` as soon as it is interrupted."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    outcome: list[type[BaseException]] = []
    begun = Event()

    def read() -> None:
        try:
            with three.lists._reading() as execute:  # type: ignore[attr-defined]  # the port hides it
                begun.set()
                execute(endless).fetchone()
        except Cancelled as error:
            outcome.append(type(error))

    reader = Thread(target=read)
    reader.start()
    begun.wait(10)
    for _ in count():
        three.lists.interrupt()
        reader.join(0.02)
        if not reader.is_alive():
            break
    assert outcome == [Cancelled]
    assert three.lists.challenge().stories == 3


def test_after_closing_nothing_is_read_and_nothing_breaks(three: OpenChallenge) -> None:
    other = three.lists.separate()
    three.close()
    three.lists.interrupt()
    with pytest.raises(Cancelled):
        three.lists.state_counts()
    assert other.challenge().stories == 3
    other.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE story SET received_at = 5",
        "UPDATE challenge SET closes_at = 'soon'",
        "UPDATE challenge SET grace_minutes = 4611686018427387904",
        "DELETE FROM challenge",
        "DROP TABLE reading",
    ],
)
def test_a_list_of_a_damaged_file_says_so(three: OpenChallenge, statement: str) -> None:
    _spoil(three.path, statement)
    with pytest.raises(FileDamaged):
        three.lists.first_lines(StoryQuery(), 10)


def _spoil(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.commit()
    connection.close()
