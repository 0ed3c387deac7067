"""What the list of stories costs as it grows; the figures are ratios within one run."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from learningstories.domain.challenge import Extension
from learningstories.domain.deadline import Verdict
from learningstories.domain.story import StoryState
from learningstories.services.opening import OpenChallenge
from learningstories.services.overview import figures, standing
from learningstories.services.reviewer_list import reviewer_list
from learningstories.services.story_query import SortBy, StoryQuery

PAGE = 60
TIMES = {1_000: 7, 10_000: 7, 100_000: 3, 1_000_000: 1}
RULED = 100_000
RAW = "SELECT number, title, author, theme, language, received_at, words FROM story"


def reads(opened: OpenChallenge) -> dict[str, Callable[[], Any]]:
    """What a window asks of the lists, by name."""
    lists = opened.lists
    numbers = lists.numbers(StoryQuery())
    middle = numbers[len(numbers) // 2 :][:PAGE]
    late = StoryQuery(states=frozenset({StoryState.LATE}))

    def first(query: StoryQuery) -> Any:
        return lists.first_lines(query, PAGE)

    asked: dict[str, Callable[[], Any]] = {
        "first page": lambda: lists.first_lines(StoryQuery(), PAGE),
        **{f"first page by {sort}": partial(first, StoryQuery(sort=sort)) for sort in SortBy},
        "jump into the middle": lambda: lists.lines(middle),
        "all numbers": lambda: lists.numbers(StoryQuery()),
        "counts of the chips": lists.state_counts,
        "what the filter offers": lists.kinds,
        "chip: late": lambda: lists.first_lines(late, PAGE),
        "chip: late, the earliest first": lambda: lists.first_lines(replace(late, descending=False), PAGE),
        "filter: what none is": partial(
            first, StoryQuery(verdicts=frozenset({Verdict.REFUSED}), languages=frozenset({"de"}))
        ),
        "overview: counts": lambda: figures(lists),
        "overview: the rest": lambda: standing(opened.workspace, lists),
        "list of reviewers": lambda: reviewer_list(opened.workspace, lists),
        "filter: a theme in time": lambda: lists.first_lines(
            StoryQuery(themes=frozenset({"tools"}), verdicts=frozenset({Verdict.ON_TIME})), PAGE
        ),
        "chip: no consent": lambda: lists.first_lines(
            StoryQuery(states=frozenset({StoryState.NO_CONSENT})), PAGE
        ),
    }
    for typed in ("ba", "bad", "bado", "badon"):
        query = StoryQuery(search=typed)
        asked[f"search “{typed}”, first page"] = lambda query=query: lists.first_lines(query, PAGE)
        asked[f"search “{typed}”, all numbers"] = lambda query=query: lists.numbers(query)
        asked[f"command box “{typed}”, names"] = lambda typed=typed: lists.named(typed, 100)
        asked[f"command box “{typed}”, count of texts"] = lambda typed=typed: lists.found_count(typed)
    return asked


def test_every_read_answers(big_challenge: Callable[[int], OpenChallenge]) -> None:
    opened = big_challenge(300)
    assert opened.check() == []
    for read in reads(opened).values():
        read()
    assert len(opened.lists.numbers(StoryQuery())) == 300
    assert 600 < len(opened.lists.ratings()) == opened.lists.counted().counting < 900


def with_the_rules_at_work(opened: OpenChallenge) -> None:
    """Every story is late, in a language that not all may be in, and 200 authors have more time."""
    with closing(sqlite3.connect(opened.path)) as connection:
        connection.execute("UPDATE story SET email = 'author' || (number % 500) || '@example.org'")
        connection.execute("UPDATE reading SET concern = 'safety' WHERE rowid % 100 = 0")
        connection.commit()
    closes = datetime(2000, 1, 1, tzinfo=UTC)
    more = [
        Extension(
            email=f"author{n}@example.org", until=closes + timedelta(n), reason="ill", granted_at=closes
        )
        for n in range(1, 201)
    ]
    with opened.workspace.change("rules") as unit:
        challenge = replace(unit.challenge(), closes_at=closes, extensions=tuple(more))
        unit.challenges.replace(replace(challenge, story_languages=("en", "de")))
    assert opened.lists.state_counts().get(StoryState.LATE, 0) > 0


@pytest.mark.benchmark
def test_the_list_as_it_grows(
    big_challenge: Callable[[int], OpenChallenge],
    median_ms: Callable[..., float],
    report: Callable[[list[str]], None],
) -> None:
    sizes = (1_000, 10_000, 100_000, 1_000_000)
    taken: dict[str, list[float]] = {}
    raw: list[float] = []
    for size in sizes:
        opened = big_challenge(size)
        with closing(sqlite3.connect(opened.path)) as connection:
            raw.append(
                median_ms(lambda c=connection: c.execute(f"{RAW} ORDER BY number LIMIT {PAGE}").fetchall())
            )
        for name, read in reads(opened).items():
            taken.setdefault(name, []).append(median_ms(read, TIMES[size]))
        opened.close()
    opened = big_challenge(RULED)
    with_the_rules_at_work(opened)
    ruled = {name: median_ms(read, TIMES[RULED]) for name, read in reads(opened).items()}
    opened.close()
    lines = [f"{'ms at':36}{''.join(f'{size:>10,}' for size in sizes)}{'factor':>9}{'raw page':>10}"]
    for name, times in {**taken, "raw sqlite3, a page by number": raw}.items():
        figures = "".join(f"{ms:10.2f}" for ms in times)
        lines.append(f"{name:36}{figures}{times[-1] / times[0]:8.1f}x{times[-1] / raw[-1]:9.1f}x")
    lines += ["", f"{'every rule at work, 100,000':36}{'ms':>10}{'to plain':>10}"]
    lines += [
        f"{name:36}{ms:10.2f}{ms / taken[name][sizes.index(RULED)]:9.1f}x" for name, ms in ruled.items()
    ]
    report(lines)
