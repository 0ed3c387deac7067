"""Which stories have too few readers, counting those who were asked and have not answered yet."""

from collections.abc import Mapping
from typing import Any

from learningstories.storage.story_rules import READINGS, STATE, WITH_RULES

_COMING = """(SELECT count(*) FROM assignment a WHERE a.story_id = s.id AND NOT EXISTS
    (SELECT 1 FROM reading r WHERE r.story_id = s.id AND r.reviewer_id = a.reviewer_id))"""


def short_of_readers(read: Any, by_rule: Mapping[str, Any]) -> tuple[int, int]:
    """How many stories that may be read are short, and the number of the first; 0 for none."""
    sql = f"""{WITH_RULES} SELECT count(*), coalesce(min(s.number), 0) FROM story s
        WHERE {STATE} = 'reading' AND {READINGS} + {_COMING} < :wanted"""  # noqa: S608 - our own words
    count, first = read(sql, by_rule).fetchone()
    return count, first
