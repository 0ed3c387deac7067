"""Which stories seem to be the same as an earlier one, from the fingerprints of their passages alone."""

import json
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from learningstories.domain.shingles import ALL_UP_TO, COMMON_FROM, KEPT_OF
from learningstories.storage.story_rules import TAKES_PART, WITH_RULES

MOST_STORIES = 20_000  # beyond, it would take seconds at each change
_SAME_FROM = 0.5  # of the runs that the shorter one is noted with
_FEWEST_RUNS = 8
_ALL_PAIRS_UP_TO = 8  # stories with one run; of more each is held against the first
_SHARED = f"""SELECT group_concat(number) FROM shingle
    GROUP BY hash HAVING count(*) BETWEEN 2 AND {COMMON_FROM}"""  # noqa: S608 - our own words
_WORDS = f"""{WITH_RULES} SELECT s.number, s.words, s.eligibility = 'open' FROM story s
    WHERE s.number IN (SELECT CAST(value AS INTEGER) FROM json_each(:numbers)) AND {TAKES_PART}"""  # noqa: S608 - our own words


def twins(read: Any, by_rule: Mapping[str, Any]) -> dict[int, int]:
    """Later stories by number, with the earlier one that each seems to be the same as.

    Only of stories that take part, and of later ones that nobody has decided about.
    """
    if read("SELECT count(*) FROM story").fetchone()[0] > MOST_STORIES:
        return {}
    shared = Counter(
        pair for (joined,) in read(_SHARED).fetchall() for pair in _pairs(sorted(map(int, joined.split(","))))
    )
    likely = {pair: count for pair, count in shared.items() if count >= _FEWEST_RUNS}
    if not likely:
        return {}
    numbers = json.dumps(sorted({number for pair in likely for number in pair}))
    rows = read(_WORDS, {**by_rule, "numbers": numbers}).fetchall()
    about = {number: (_runs(words), is_open) for number, words, is_open in rows}
    found: dict[int, tuple[int, int]] = {}
    for (earlier, later), count in likely.items():
        if earlier not in about or later not in about or not about[later][1]:
            continue
        if count >= _SAME_FROM * min(about[earlier][0], about[later][0]):
            found[later] = max(found.get(later, (0, 0)), (count, -earlier))
    return {later: -earlier for later, (_count, earlier) in found.items()}


def _pairs(numbers: list[int]) -> list[tuple[int, int]]:
    if len(numbers) <= _ALL_PAIRS_UP_TO:
        return list(combinations(numbers, 2))
    return [(numbers[0], number) for number in numbers[1:]]


def _runs(words: int) -> float:
    """How many runs a text of so many words is noted with, about."""
    return words if words <= ALL_UP_TO else words / KEPT_OF
