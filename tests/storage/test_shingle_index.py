"""What is noted of shared passages follows every step, so that it equals what the texts themselves say."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.errors import ExpectedError
from learningstories.domain.shingles import COMMON_FROM, shingles
from learningstories.domain.story import Story
from learningstories.services import stories
from learningstories.services.opening import OpenChallenge

pytestmark = pytest.mark.on_both

WORDS = [f"word{n}" for n in range(400)]
TEXTS = st.builds(
    lambda start, length: " ".join(WORDS[start : start + length]), st.integers(0, 300), st.integers(0, 100)
)
STEPS = st.one_of(
    st.tuples(st.just("add"), TEXTS),
    st.tuples(st.just("edit"), st.integers(1, 4), TEXTS),
    st.tuples(st.sampled_from(["undo", "redo"])),
)


def noted(path: Path) -> set[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as database:
        return set(database.execute("SELECT hash, number FROM shingle"))


def as_the_texts_say(path: Path) -> set[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT s.number, t.markdown FROM story s JOIN text t ON t.sha = s.text_sha")
        return {(mark, number) for number, markdown in rows for mark in shingles(markdown)}


def take(step: tuple[Any, ...], opened: OpenChallenge, add_story: Callable[..., Story]) -> None:
    what, *given_ = step
    if what == "add":
        add_story(opened.workspace, *given_)
    elif what == "edit":
        stories.edit(opened.workspace, given_[0], markdown=given_[1])
    else:
        getattr(opened.workspace, what)()


@pytest.fixture
def many(tmp_path: Path, new_challenge: Callable[..., OpenChallenge]) -> Callable[[], OpenChallenge]:
    names: Iterator[Path] = (tmp_path / f"{n}.stories" for n in range(10**6))
    return lambda: new_challenge(next(names))


@settings(max_examples=12)
@given(st.lists(STEPS, max_size=8))
def test_it_equals_a_fresh_index_after_any_steps(
    many: Callable[[], OpenChallenge], add_story: Callable[..., Story], steps: list[tuple[Any, ...]]
) -> None:
    opened = many()
    for step in steps:
        try:
            take(step, opened, add_story)
        except ExpectedError:
            continue
        assert noted(opened.path) == as_the_texts_say(opened.path)
    assert opened.check() == []
    opened.close()


def test_another_window_finds_what_was_added_since(
    challenge: OpenChallenge, open_challenge: Callable[..., OpenChallenge], add_story: Callable[..., Story]
) -> None:
    other = open_challenge(challenge.path)
    add_story(challenge.workspace, " ".join(WORDS[:50]))
    with other.workspace.read() as unit:
        assert unit.likenesses.sharing(shingles(" ".join(WORDS[10:40]))) == {1: 26}


@pytest.mark.on_file
def test_what_is_missing_or_left_over_is_found_by_the_check(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    for start in (0, 100, 200):
        add_story(challenge.workspace, " ".join(WORDS[start : start + 20]))
    with closing(sqlite3.connect(challenge.path)) as database, database:
        database.execute("DELETE FROM shingle WHERE number = 1")
        database.execute("INSERT INTO shingle VALUES (5, 2)")
        database.execute("INSERT INTO shingle VALUES (5, 9)")
    assert challenge.check() == [f"shared passages: story #{n} is out of date" for n in (1, 2, 9)]


def test_what_very_many_stories_have_tells_nothing(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    question = "what did you learn that day and whom did you tell"
    for number in range(COMMON_FROM + 1):
        add_story(challenge.workspace, f"{question} {WORDS[number]} a{number} b{number} c{number} d{number}")
    with challenge.workspace.read() as unit:
        assert unit.likenesses.sharing(shingles(question)) == {}
        assert unit.likenesses.sharing(shingles(f"{WORDS[3]} a3 b3 c3 d3")) == {4: 1}
