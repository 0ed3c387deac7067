import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.challenge import Extension, LateRule
from learningstories.domain.counting import NOT_COUNTED, Rule
from learningstories.domain.deadline import LateDecision, Verdict
from learningstories.domain.errors import Cancelled, FileDamaged
from learningstories.domain.reading import Concern, Knows, Reading, ReadingId, has_open_concern
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import (
    OUT,
    Eligibility,
    Story,
    StoryState,
    keeping_unranked,
    language_of,
    story_state,
    story_verdict,
    takes_part,
)
from learningstories.services import challenges, counting, reviewing, stories
from learningstories.services.flags import Flag, flags_of_story
from learningstories.services.opening import OpenChallenge
from learningstories.services.reviewing import NewReviewer
from learningstories.services.story_query import SortBy, StoryQuery

pytestmark = pytest.mark.on_both

CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
NO_TEXT = sha256(b"").hexdigest()
AROUND = st.sampled_from([-(10**6), -61, -60, 0, 59, 59.999999, 60, 61, 659, 660, 719, 720, 10**7])
RULES = st.fixed_dictionaries(
    {
        "closes_at": st.sampled_from([CLOSES, CLOSES.replace(year=1901), CLOSES.replace(year=2998)]),
        "grace_minutes": st.sampled_from([0, 1, 10, 11]),
        "late_rule": st.sampled_from(LateRule),
        "words_least": st.none() | st.integers(0, 100),
        "words_most": st.none() | st.integers(100, 200),
        "readings_wanted": st.integers(1, 3),
        "extended": st.lists(
            st.tuples(
                st.sampled_from(["ada@example.org", " ADA@Example.org", "\u00c9va@x.org", 'a"\\b@x.org']),
                st.sampled_from([-(10**5), 0, 60, 660, 10**6, 10**8]),
            ),
            max_size=3,
        ),
        "story_languages": st.sampled_from([(), ("en",), ("pt-BR", "EN"), ("zh-Hant",)]),
        "not_counted": st.just(NOT_COUNTED)
        | st.sets(st.sampled_from(Rule)).map(lambda found: tuple(sorted(found))),
    }
)
ADDRESSES = [
    "",
    " ",
    "ada@example.org",
    "Ada@EXAMPLE.org ",
    "\u00c9VA@x.org",
    "\u00e9va@x.org",
    'a"\\b@x.org',
]
LANGUAGES = st.sampled_from(["", "en", "en-GB", "PT", "zh-Hans", "de", "-"])
STORY = st.fixed_dictionaries(
    {
        "after": AROUND,
        "words": st.integers(0, 201),
        "withdrawn": st.booleans(),
        "version": st.sampled_from([1, 2]),
        "consent_read": st.booleans(),
        "consent_print": st.booleans(),
        "late_decision": st.sampled_from(LateDecision),
        "email": st.sampled_from(ADDRESSES),
        "author": st.sampled_from(["", "Ada"]),
        "language": LANGUAGES,
        "language_found": LANGUAGES,
        "eligibility": st.sampled_from(Eligibility),
        "eligibility_at": st.sampled_from([None, CLOSES, CLOSES + timedelta(days=9)]),
        "answers": st.lists(
            st.fixed_dictionaries(
                {
                    "value": st.none() | st.integers(1, 5),
                    "knows": st.sampled_from(Knows),
                    "concern": st.sampled_from([Concern.NONE, Concern.NONE, Concern.SAFETY]),
                    "text_sha": st.sampled_from([NO_TEXT, ""]),
                    "changed_at": st.sampled_from([CLOSES, CLOSES + timedelta(microseconds=1)]),
                }
            ),
            max_size=3,
        ),
    }
)


@settings(max_examples=15)
@given(rules=RULES, drawn=st.lists(STORY, min_size=1, max_size=5))
def test_sql_and_the_rules_agree_on_where_every_story_stands(
    tmp_path_factory: pytest.TempPathFactory,
    new_challenge: Callable[..., OpenChallenge],
    make_story: Callable[..., Story],
    rules: dict[str, Any],
    drawn: list[dict[str, Any]],
) -> None:
    closes = rules["closes_at"]
    rules["extensions"] = tuple(
        Extension(email=email, until=closes + timedelta(seconds=later), reason="ill", granted_at=closes)
        for email, later in rules.pop("extended")
    )
    opened = new_challenge(tmp_path_factory.mktemp("state") / "x.stories", **rules)
    expected = _filled(opened, make_story, drawn)
    lines = opened.lists.first_lines(StoryQuery(), 100)
    assert {line.number: (line.state, line.verdict, line.readings) for line in lines} == {
        number: facts[:3] for number, facts in expected.items()
    }
    for state in StoryState:
        found = opened.lists.numbers(StoryQuery(states=frozenset({state})))
        assert sorted(found) == [n for n, facts in expected.items() if facts[0] is state]
    for verdict in Verdict:
        found = opened.lists.numbers(StoryQuery(verdicts=frozenset({verdict})))
        assert sorted(found) == [n for n, facts in expected.items() if facts[1] is verdict]
        assert opened.lists.kinds().verdicts.get(verdict, 0) == len(found)
    for spoken in {facts[3] for facts in expected.values()}:
        found = opened.lists.numbers(StoryQuery(languages=frozenset({spoken})))
        assert sorted(found) == [n for n, facts in expected.items() if facts[3] == spoken]
    assert sum(opened.lists.state_counts().values()) == len(expected)
    ranked = {number: facts[2] for number, facts in expected.items() if facts[4]}
    assert set(opened.lists.numbers(StoryQuery(ranked=True))) == set(ranked)
    assert len(opened.lists.ratings()) == sum(ranked.values()) == opened.lists.counted().counting
    opened.close()


def _filled(
    opened: OpenChallenge, make_story: Callable[..., Story], drawn: list[dict[str, Any]]
) -> dict[int, tuple[StoryState, Verdict, int, str, bool]]:
    """Store the stories; where each stands by the rules of the domain, and whether it is ranked."""
    people = reviewing.add_reviewers(
        opened.workspace, [NewReviewer(name=f"R{n}", email=f"r{n}@example.org") for n in range(3)]
    )
    expected = {}
    counting.set_aside(opened.workspace, people[1].email, "Knows them all")
    with opened.workspace.change("fill") as unit:
        challenge = unit.challenge()
        for number, fields in enumerate(drawn, start=1):
            at = challenge.closes_at + timedelta(seconds=fields.pop("after"))
            answers = fields.pop("answers")
            story = make_story(number=number, received_at=at, text_sha=unit.texts.put(""), **fields)
            unit.stories.add(story)
            done = [_reading(story, who, given) for who, given in zip(people, answers, strict=False)]
            for reading in done:
                unit.readings.add(reading)
            flags = flags_of_story(unit, story, done)
            # A withdrawn story's readings are told in its list, and left out with the story.
            said = {who: found - {Flag.STORY_WITHDRAWN} for who, found in flags.items()}
            given = sum(counting.counts(challenge, one, said[one.reviewer_id]) for one in done)
            concern = has_open_concern(story, done)
            state = story_state(story, challenge, given, concern=concern)
            assert (state in OUT) is not takes_part(story, challenge)
            ranked = not keeping_unranked(story, challenge, given, concern=concern)
            expected[number] = (state, story_verdict(story, challenge), given, language_of(story), ranked)
    return expected


def _reading(story: Story, who: Reviewer, given: dict[str, Any]) -> Reading:
    return Reading(id=ReadingId(uuid4()), story_id=story.id, reviewer_id=who.id, **given)


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
    minutes = three.lists.received_minutes()
    assert minutes == {f"2013-03-20T{hour}:00": 1 for hour in (12, 13, 14)}


def test_the_frame_of_the_window_knows_the_challenge(three: OpenChallenge) -> None:
    line = three.lists.challenge()
    assert (line.title, line.stories, line.reviewers, line.chosen) == ("Learning stories", 3, 0, 0)
    assert line.closes_at == CLOSES


def test_changing_the_deadline_changes_every_state_at_once(three: OpenChallenge, clock: Any) -> None:
    challenges.alter(three.workspace, closes_at=clock() + timedelta(minutes=30), late_rule=LateRule.REFUSE)
    assert three.lists.state_counts() == {StoryState.READING: 1, StoryState.REFUSED: 2}


def test_a_filter_narrows_by_theme_and_language_and_verdict(three: OpenChallenge, clock: Any) -> None:
    with three.workspace.change("languages") as unit:
        unit.stories.replace(replace(unit.story(2), language="de", author=""))
        unit.stories.replace(replace(unit.story(3), language_found="de"))
    ask = three.lists.numbers
    assert sorted(ask(StoryQuery(languages=frozenset({"de"})))) == [2, 3]
    assert sorted(ask(StoryQuery(languages=frozenset({"de"}), themes=frozenset({"tools"})))) == [2]
    assert list(ask(StoryQuery(themes=frozenset({"tools", "no' such"}), search="apples"))) == [2]
    assert list(ask(StoryQuery(verdicts=frozenset({Verdict.LATE})))) == []
    kinds = three.lists.kinds()
    assert kinds.themes == {"people": 1, "tools": 1, "place": 1}
    assert kinds.languages == {"de": 2}
    assert kinds.verdicts == {Verdict.ON_TIME: 3}


def test_ratings_are_those_that_count(three: OpenChallenge, add_reviewer: Callable[..., Any]) -> None:
    grace = add_reviewer(three.workspace)
    for number in (1, 2, 3):
        reviewing.answer(three.workspace, grace.email, number, value=number)
    reviewing.answer(three.workspace, grace.email, 3, knows=Knows.ASIDE)
    stories.withdraw(three.workspace, [1])
    assert [(r.story, r.reviewer, r.value) for r in three.lists.ratings()] == [(2, grace.id, 2)]
    assert three.lists.answered_counts() == {grace.id: 2}


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


@pytest.mark.on_file
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE story SET received_at = 5",
        "UPDATE challenge SET closes_at = 'soon'",
        "UPDATE challenge SET grace_minutes = 4611686018427387904",
        "DELETE FROM challenge",
        "DROP TABLE reading",
        "UPDATE challenge SET extensions = 'none'",
        "UPDATE challenge SET extensions = '[{}]'",
        "UPDATE challenge SET story_languages = '[5]'",
    ],
)
def test_a_list_of_a_damaged_file_says_so(three: OpenChallenge, statement: str) -> None:
    _spoil(three.path, statement)
    with pytest.raises(FileDamaged):
        _read_all(three)


def _read_all(opened: OpenChallenge) -> None:
    opened.lists.first_lines(StoryQuery(), 10)
    opened.lists.given()


def _spoil(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.commit()
    connection.close()
