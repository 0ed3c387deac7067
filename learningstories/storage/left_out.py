"""The readings that do not count by the challenge's rules; as `services.flags` tells for each one."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from learningstories.domain.counting import Rule

# By the returns that brought what a reading shows; what was typed here came in no return.
_HOW = """FROM revision_return h JOIN pack_return t ON t.sha = h.sha AND t.state <> 'held'
    LEFT JOIN pack p ON p.id = t.pack_id WHERE h.revision_id = r.revision_id"""
# What was typed here and kept beside returns was here in time.
_LATE = f"""(SELECT returns_until FROM challenge) <
    (SELECT min(CASE WHEN t.came_by = 'here' THEN '' ELSE t.received_at END) {_HOW})"""  # noqa: S608 - our own words
_READINGS: Mapping[Rule, str] = {
    Rule.LATE_RETURN: f"reading r WHERE r.revision_id IS NOT NULL AND {_LATE}",
    Rule.PACK_REVOKED: f"""reading r WHERE r.revision_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 {_HOW} AND (p.id IS NULL OR p.revoked_at IS NULL))""",
    Rule.READER_SET_ASIDE: """reviewer v JOIN reading r ON r.reviewer_id = v.id
        WHERE v.set_aside_at IS NOT NULL""",
    # Only a story with a second version can have changed, and few have.
    Rule.CHANGED_SINCE_READ: """story x JOIN reading r ON r.story_id = x.id
        WHERE x.version > 1 AND r.text_sha <> x.text_sha""",
    Rule.KNOWS_AUTHOR: "reading r WHERE r.knows = 'yes'",
    Rule.GUESSES_AUTHOR: "reading r WHERE r.knows = 'guess'",
}
# How a reading came: what did not come properly is not even answered.
HOW_IT_CAME = frozenset((Rule.LATE_RETURN, Rule.PACK_REVOKED))


def readings_of(rule: Rule) -> str:
    """Where a statement finds, as `r`, the readings that a rule about single readings concerns."""
    return _READINGS[rule]


def readings_left_out(
    read: Any, by: Collection[Rule], *, back: str = "", stories: str = ""
) -> dict[Rule, list[str]]:
    """The ids of the readings that each of these rules leaves out; without the rules that leave out none.

    `back` is the id of a reviewer who is taken for not being set aside; `stories` is a condition on a
    story `s`, to look at no other readings.
    """
    found = {}
    only = f"AND r.story_id IN (SELECT s.id FROM story s WHERE {stories})" if stories else ""  # noqa: S608 - ours
    for rule in sorted(_READINGS.keys() & by):
        if not _USELESS.get(rule, _never)(read):
            rows = read(f"SELECT r.id, r.reviewer_id FROM {_READINGS[rule]} {only}").fetchall()  # noqa: S608 - ours
            apart = back if rule is Rule.READER_SET_ASIDE else ""
            ids = [key for key, who in rows if who != apart]
            found.update({rule: ids} if ids else {})
    return found


def _never(_read: Any) -> bool:
    return False


def _no_end(read: Any) -> bool:
    (until,) = read("SELECT returns_until FROM challenge").fetchone()
    if until is not None:
        datetime.fromisoformat(until)  # what is no moment is found here
    return until is None


def _none_revoked(read: Any) -> bool:
    return read("SELECT 1 FROM pack WHERE revoked_at IS NOT NULL LIMIT 1").fetchone() is None


# What tells cheaply, as it nearly always is, that a rule leaves out nothing.
_USELESS: Mapping[Rule, Callable[[Any], bool]] = {
    Rule.LATE_RETURN: _no_end,
    Rule.PACK_REVOKED: _none_revoked,
}
