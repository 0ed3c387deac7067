"""How quickly copies are found among 10,000 stories, and how surely; beside bare SQL.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import json
import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from time import perf_counter
from typing import TypeVar

import pytest

from learningstories.domain.shingles import shingles
from learningstories.domain.words import count_words
from learningstories.services.drafts import Draft
from learningstories.services.found import Found, understood
from learningstories.services.plan import Planned, carry_out, plan
from tests.services.alike_stories import AGAIN, Story, as_text, story

STORIES = 10_000
COPIES = 30
UNRELATED = 1_000
GOAL_MS = 3
GOAL_FORM_MS = 10_000
Outcome = TypeVar("Outcome")
_BARE = "SELECT number FROM shingle WHERE hash IN (SELECT value FROM json_each(?))"


@pytest.fixture
def arrive(make_challenge, clock) -> Callable[[Sequence[Story]], list[Found]]:
    rules = make_challenge()

    def draft(text: str, n: int) -> Draft:
        author, words = f"{text[:9]} {n}", count_words(text)
        return Draft(source="x", title=text[:20], author=author, markdown=text, words=words)

    return lambda many: [
        understood(draft(as_text(each), n), rules, now=clock()) for n, each in enumerate(many)
    ]


def timed(call: Callable[[], list[Outcome]]) -> tuple[list[Outcome], float]:
    """What a call gives, and how many ms it took for each."""
    begin = perf_counter()
    outcome = call()
    return outcome, (perf_counter() - begin) * 1000 / len(outcome)


def found(planned: Sequence[Planned]) -> int:
    return sum(each.likeness is not None for each in planned)


@pytest.mark.benchmark
def test_copies_among_ten_thousand_stories(challenge, arrive, figures, report) -> None:
    chance = random.Random(1)  # noqa: S311 - the same figures each time
    originals = [story(chance) for _ in range(STORIES)]
    form = arrive(originals)
    planned, each_ms = timed(partial(plan, challenge.workspace, form))
    _marks, hashed_ms = timed(lambda: [shingles(row.draft.markdown) for row in form])
    form_ms, bare_ms = STORIES * each_ms, STORIES * hashed_ms
    figures("a form of 10,000 rows held against itself", form_ms, bare_ms, most=GOAL_FORM_MS)
    carry_out(challenge.workspace, planned)

    new = arrive([story(chance) for _ in range(UNRELATED)])
    planned, each_ms = timed(partial(plan, challenge.workspace, new))
    marks = [json.dumps(list(shingles(each.draft.markdown))) for each in new]
    with closing(sqlite3.connect(challenge.path)) as database:
        _rows, bare_ms = timed(lambda: [database.execute(_BARE, (some,)).fetchall() for some in marks])
    figures("a new story held against 10,000", each_ms, bare_ms, most=GOAL_MS)
    lines = [f"false alarms: {found(planned)} of {UNRELATED}"]
    for name, again in AGAIN.items():
        copies = arrive([again(chance, each) for each in chance.sample(originals, COPIES)])
        planned, each_ms = timed(partial(plan, challenge.workspace, copies))
        figures(f"a story {name}, against 10,000", each_ms, bare_ms, most=GOAL_MS)
        lines.append(f"{name}: {found(planned)} of {COPIES} found")
    report(lines)
