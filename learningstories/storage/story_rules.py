"""Where a story stands and whether it came in time, in SQL: what `domain.story` says, for whole lists.

A test holds the two together. The expressions speak of a story as `s` and take the parameters of `rules`.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from learningstories.domain.counting import Rule
from learningstories.domain.deadline import address_key
from learningstories.domain.story import main_language
from learningstories.storage.left_out import HOW_IT_CAME, readings_left_out

# A reading with an answer on the scale, by someone who did not step aside, unless these count, too.
RATED = "(r.value BETWEEN 1 AND :points AND (r.knows <> 'aside' OR :aside_counts))"
_GIVEN = f"SELECT count(*) FROM reading r WHERE r.story_id = s.id AND {RATED}"  # noqa: S608 - our own words
# Whether a reading counts by the rules about single readings; see `readings_left_out`.
COUNTS = "(NOT :some_left_out OR r.id NOT IN (SELECT value FROM json_each(:left_out)))"
# Whether it came as it should; it may be left out all the same.
CAME = "(NOT :some_astray OR r.id NOT IN (SELECT value FROM json_each(:astray)))"
# Where all count, which is nearly always so, the index alone tells how many there are.
READINGS = f"(CASE WHEN :some_left_out THEN ({_GIVEN} AND {COUNTS}) ELSE ({_GIVEN}) END)"
# What a statement begins with that asks for any of the expressions below: the authors who have longer.
WITH_RULES = """WITH extended(email, on_time_until, late_from) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
  FROM json_each(:extended)) """


def _own(moment: str) -> str:
    """A moment of the author's own; before all others where the author has no more time than others."""
    # The address as `deadline.address_key` has it.
    found = f"SELECT x.{moment} FROM extended x WHERE x.email = lower(trim(s.email, ' '))"  # noqa: S608 - ours
    return f"coalesce(({found}), '')"


_IS_LATE = f"(s.received_at >= :late_from AND s.received_at >= {_own('late_from')})"
_BY_RULE = "s.late_decision = 'open' AND :rule ="
REFUSED = f"({_IS_LATE} AND (s.late_decision = 'refuse' OR ({_BY_RULE} 'refuse')))"
UNDECIDED = f"({_IS_LATE} AND {_BY_RULE} 'decide')"
TAKES_PART = f"(NOT s.withdrawn AND s.eligibility <> 'not_eligible' AND NOT {REFUSED})"
VERDICT = f"""CASE
  WHEN s.received_at < :on_time_until OR s.received_at < {_own("on_time_until")} THEN 'on_time'
  WHEN NOT {_IS_LATE} THEN 'in_grace'
  WHEN s.late_decision = 'refuse' OR ({_BY_RULE} 'refuse') THEN 'refused'
  WHEN {_BY_RULE} 'decide' THEN 'late'
  ELSE 'accepted' END"""
LANGUAGE = "coalesce(nullif(s.language, ''), s.language_found)"
# As `story.main_language`.
MAIN_LANGUAGE = f"lower(substr({LANGUAGE}, 1, instr({LANGUAGE} || '-', '-') - 1))"
# Concerns are few and have an index of their own; each story is held against the list of them.
CONCERN = """(s.id IN (SELECT r.story_id FROM reading r WHERE r.concern <> 'none')
    AND (s.eligibility <> 'eligible' OR s.eligibility_at IS NULL OR EXISTS (SELECT 1 FROM reading r
      WHERE r.story_id = s.id AND r.concern <> 'none' AND r.changed_at > s.eligibility_at)))"""
_OTHER_LANGUAGE = f"""(:languages <> '[]' AND {MAIN_LANGUAGE} <> ''
    AND {MAIN_LANGUAGE} NOT IN (SELECT value FROM json_each(:languages)))"""  # noqa: S608 - our own words
STATE = f"""CASE
  WHEN s.withdrawn THEN 'withdrawn'
  WHEN {REFUSED} THEN 'refused'
  WHEN s.eligibility = 'not_eligible' THEN 'not_eligible'
  WHEN {UNDECIDED} THEN 'late'
  WHEN {CONCERN} THEN 'concern'
  WHEN NOT (s.consent_read AND s.consent_print) THEN 'no_consent'
  WHEN s.eligibility = 'open' AND s.author = '' THEN 'no_author'
  WHEN s.eligibility = 'open' AND {_OTHER_LANGUAGE} THEN 'other_language'
  WHEN s.eligibility = 'open' AND s.words > :most THEN 'too_long'
  WHEN s.eligibility = 'open' AND s.words < :least THEN 'too_short'
  WHEN {READINGS} >= :wanted THEN 'ready'
  ELSE 'reading' END"""
# Whether a story is ranked, by the rules about stories.
RANKED = f"""((:withdrawn_counts OR NOT s.withdrawn)
    AND (:not_eligible_counts OR s.eligibility <> 'not_eligible')
    AND (:refused_counts OR NOT {REFUSED}) AND (:late_counts OR NOT {UNDECIDED})
    AND (:concern_counts OR NOT {CONCERN}) AND (:unread_counts OR {READINGS} > 0))"""
_NO_LIMIT = 2**62
_SWITCHES = {
    "late": Rule.LATE_STORY,
    "refused": Rule.REFUSED_STORY,
    "withdrawn": Rule.WITHDRAWN_STORY,
    "not_eligible": Rule.NOT_ELIGIBLE_STORY,
    "concern": Rule.CONCERN,
    "unread": Rule.UNREAD_STORY,
    "aside": Rule.STEPPED_ASIDE,
}
_MINUTE = timedelta(minutes=1)  # the deadline's own minute counts


def rules(read: Any, *, back: str = "", stories: str = "") -> dict[str, Any]:
    """The challenge's rules, as the state of a story depends on them.

    `back` and `stories` are as for `readings_left_out`.
    """
    row = read(
        "SELECT closes_at, grace_minutes, late_rule, words_least, words_most, readings_wanted,"
        " extensions, story_languages, not_counted, scale FROM challenge"
    ).fetchone()
    closes, grace = datetime.fromisoformat(row[0]), timedelta(minutes=row[1])
    not_counted = frozenset(map(Rule, json.loads(row[8])))
    return {
        **_left_out(readings_left_out(read, not_counted, back=back, stories=stories)),
        "points": len(json.loads(row[9])),
        **{f"{name}_counts": rule not in not_counted for name, rule in _SWITCHES.items()},
        "on_time_until": _stored(closes + _MINUTE),
        "late_from": _stored(closes + grace + _MINUTE),
        "rule": row[2],
        "least": row[3] if row[3] is not None else 0,
        "most": row[4] if row[4] is not None else _NO_LIMIT,
        "wanted": row[5],
        "extended": json.dumps(_extended(json.loads(row[6]), closes, grace)),
        "languages": json.dumps([main_language(code) for code in json.loads(row[7])]),
    }


def _left_out(by_rule: Mapping[Rule, Sequence[str]]) -> dict[str, Any]:
    left_out = [key for keys in by_rule.values() for key in keys]
    astray = [key for rule, keys in by_rule.items() if rule in HOW_IT_CAME for key in keys]
    return {
        "some_left_out": bool(left_out),
        "left_out": json.dumps(left_out),
        "some_astray": bool(astray),
        "astray": json.dumps(astray),
    }


def _extended(extensions: list[Any], closes: datetime, grace: timedelta) -> list[tuple[str, str, str]]:
    """The authors who have longer: address, until when their stories are in time, and when they are late."""
    until: dict[str, datetime] = {}
    for each in extensions:
        key, own = address_key(each["email"]), datetime.fromisoformat(each["until"]).replace(tzinfo=None)
        until[key] = max(own, until.get(key, closes))
    return [
        (key, _stored(own + _MINUTE), _stored(own + grace + _MINUTE)) for key, own in until.items() if key
    ]


def _stored(moment: datetime) -> str:
    """A moment as the database holds it."""
    return moment.isoformat(" ", "microseconds")
