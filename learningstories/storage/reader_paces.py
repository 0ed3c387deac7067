"""How long readers take from one answer to the next."""

from statistics import median
from typing import Any

_FEWEST = 8
_SHORTEST, _LONGEST = 20, 3_600  # seconds: less was typed in from elsewhere, more was a break
_GAPS = """SELECT reviewer_id, gap FROM (
    SELECT reviewer_id, 86400 * (julianday(changed_at)
        - julianday(lag(changed_at) OVER (PARTITION BY reviewer_id ORDER BY changed_at))) AS gap
    FROM reading WHERE value IS NOT NULL) g
    WHERE gap BETWEEN :shortest AND :longest"""


def paces(read: Any) -> dict[str, float]:
    """The middle time in seconds, by reviewer; nothing of those of whom too little is known."""
    gaps: dict[str, list[float]] = {}
    for who, gap in read(_GAPS, {"shortest": _SHORTEST, "longest": _LONGEST}).fetchall():
        gaps.setdefault(who, []).append(gap)
    return {who: median(found) for who, found in gaps.items() if len(found) >= _FEWEST}
