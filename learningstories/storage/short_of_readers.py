"""Which stories have too few readers, counting those who were asked and have not answered yet."""

from typing import Any

_COMING = """(SELECT count(*) FROM assignment a WHERE a.story_id = s.id AND NOT EXISTS
    (SELECT 1 FROM reading r WHERE r.story_id = s.id AND r.reviewer_id = a.reviewer_id))"""
_SHORT = f"""SELECT count(*), coalesce(min(s.number), 0)
    FROM standing k JOIN story s ON s.number = k.number JOIN challenge c ON TRUE
    WHERE k.state = 'reading' AND k.readings + {_COMING} < c.readings_wanted"""  # noqa: S608 - our own words


def short_of_readers(read: Any) -> tuple[int, int]:
    """How many stories that may be read are short, and the number of the first; 0 for none."""
    count, first = read(_SHORT).fetchone()
    return count, first
