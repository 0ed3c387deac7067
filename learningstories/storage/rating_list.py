"""Ratings: which count, what may be said about single ones, and when they were given."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from learningstories.domain.counting import ABOUT_STORIES, Rule
from learningstories.services.ports import Rating
from learningstories.storage.left_out import readings_of
from learningstories.storage.story_rules import CAME, COUNTS, RANKED, RATED, TAKES_PART, WITH_RULES

_ASIDE = "reading r WHERE r.knows = 'aside'"
# A rating that came as it should.
GIVEN = f"(r.value IS NOT NULL AND r.knows <> 'aside' AND {CAME})"


def ratings(read: Any, by_rule: Mapping[str, Any]) -> list[Rating]:
    """Every rating that counts; `by_rule` are the parameters that `story_rules.rules` gives."""
    return _ratings(read, by_rule, RANKED, f"{RATED} AND {COUNTS}")


def given(read: Any, by_rule: Mapping[str, Any]) -> list[Rating]:
    """Every rating that came as it should, of stories that take part."""
    return _ratings(read, by_rule, TAKES_PART, GIVEN)


def concerned(read: Any) -> dict[Rule, list[Rating]]:
    """The ratings that each rule about single readings concerns, whether it leaves them out or not."""
    found = {}
    for rule in Rule:
        if rule not in ABOUT_STORIES:
            where = _ASIDE if rule is Rule.STEPPED_ASIDE else readings_of(rule)
            sql = f"""SELECT s.number, q.reviewer_id, q.value, q.criteria
                FROM reading q JOIN story s ON s.id = q.story_id
                WHERE q.value IS NOT NULL AND q.id IN (SELECT r.id FROM {where})
                ORDER BY s.number, q.reviewer_id"""  # noqa: S608 - ours
            found[rule] = _rows(read, read(sql).fetchall())
    return found


def times(read: Any, by_rule: Mapping[str, Any]) -> list[str]:
    """When the ratings of `given` were given, ISO 8601 in UTC."""
    sql = f"""{WITH_RULES} SELECT replace(r.changed_at, ' ', 'T') || '+00:00'
        FROM story s JOIN reading r ON r.story_id = s.id WHERE {TAKES_PART} AND {GIVEN}
        ORDER BY r.changed_at"""  # noqa: S608 - our own words
    return [row[0] for row in read(sql, by_rule).fetchall()]


def _ratings(read: Any, by_rule: Mapping[str, Any], stories: str, readings: str) -> list[Rating]:
    # The stories are found first: else each would be looked at as often as it was read.
    sql = f"""{WITH_RULES}, wanted AS MATERIALIZED (SELECT s.id, s.number FROM story s WHERE {stories})
        SELECT s.number, r.reviewer_id, r.value, r.criteria FROM wanted s JOIN reading r ON r.story_id = s.id
        WHERE {readings} ORDER BY s.number, r.reviewer_id"""  # noqa: S608 - our own words
    return _rows(read, read(sql, by_rule).fetchall())


def _rows(read: Any, rows: Sequence[tuple[int, str, int, str]]) -> list[Rating]:
    people = {who: UUID(who) for (who,) in read("SELECT id FROM reviewer").fetchall()}
    said = {text: tuple(json.loads(text)) for text in {row[3] for row in rows}}
    return [
        Rating(story=number, reviewer=people[who], value=value, criteria=said[criteria])
        for number, who, value, criteria in rows
    ]
