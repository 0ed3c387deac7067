"""How many readings and stories each rule about what counts concerns."""

import json
from collections.abc import Mapping
from typing import Any

from learningstories.domain.counting import ABOUT_STORIES, Rule
from learningstories.services.counted import Concerned, Counted
from learningstories.storage.left_out import readings_of
from learningstories.storage.story_rules import (
    CONCERN,
    RANKED,
    READINGS,
    REFUSED,
    UNDECIDED,
    WITH_RULES,
)

_STORIES: Mapping[Rule, str] = {
    Rule.LATE_STORY: UNDECIDED,
    Rule.REFUSED_STORY: REFUSED,
    Rule.WITHDRAWN_STORY: "s.withdrawn",
    Rule.NOT_ELIGIBLE_STORY: "s.eligibility = 'not_eligible'",
    Rule.CONCERN: CONCERN,
    Rule.UNREAD_STORY: f"{READINGS} = 0",
}
_ASIDE = "reading r WHERE r.knows = 'aside'"


def counted(read: Any, by_rule: Mapping[str, Any]) -> Counted:
    """What counts and what does not; `by_rule` are the parameters that `story_rules.rules` gives."""
    given, skipped = read(
        "SELECT count(value), count(CASE WHEN value IS NULL AND skipped THEN 1 END) FROM reading"
    ).fetchone()
    counting = f"""{WITH_RULES} SELECT coalesce(sum(f.n), 0) FROM (
        SELECT {READINGS} AS n FROM story s WHERE {RANKED}) f"""  # noqa: S608 - our own words
    (names,) = read("SELECT not_counted FROM challenge").fetchone()
    return Counted(
        given=given,
        counting=int(read(counting, by_rule).fetchone()[0]),
        skipped=int(skipped),
        by_rule={rule: _concerned(read, rule, by_rule) for rule in Rule},
        not_counted=frozenset(map(Rule, json.loads(names))),
    )


def _concerned(read: Any, rule: Rule, by_rule: Mapping[str, Any]) -> Concerned:
    if rule in ABOUT_STORIES:
        own = "(SELECT count(*) FROM reading r WHERE r.story_id = s.id AND r.value IS NOT NULL)"
        sql = f"{WITH_RULES} SELECT coalesce(sum({own}), 0), count(*) FROM story s WHERE {_STORIES[rule]}"  # noqa: S608 - ours
        readings, stories = read(sql, by_rule).fetchone()
        return Concerned(int(readings), stories)
    where = _ASIDE if rule is Rule.STEPPED_ASIDE else readings_of(rule)
    sql = f"SELECT count(*), count(DISTINCT r.story_id) FROM {where} AND r.value IS NOT NULL"  # noqa: S608 - ours
    return Concerned(*read(sql).fetchone())
