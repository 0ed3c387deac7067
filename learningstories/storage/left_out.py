"""The readings that do not count because of how they came; as `services.flags` tells for each one."""

from datetime import datetime
from typing import Any

# By the returns that brought what a reading shows; what was typed here came in no return.
_HOW = """FROM revision_return h JOIN pack_return t ON t.sha = h.sha AND t.state <> 'held'
    LEFT JOIN pack p ON p.id = t.pack_id WHERE h.revision_id = r.revision_id"""
_REVOKED = f"NOT EXISTS (SELECT 1 {_HOW} AND (p.id IS NULL OR p.revoked_at IS NULL))"
# What was typed here and kept beside returns was here in time.
_LATE = f"""(:until IS NOT NULL AND :until <
    (SELECT min(CASE WHEN t.came_by = 'here' THEN '' ELSE t.received_at END) {_HOW}))"""
_LEFT_OUT = f"SELECT r.id FROM reading r WHERE r.revision_id IS NOT NULL AND ({_REVOKED} OR {_LATE})"  # noqa: S608


def readings_left_out(read: Any) -> list[str]:
    """The ids of the readings that came too late, or by packs that were all withdrawn."""
    (until,) = read("SELECT returns_until FROM challenge").fetchone()
    revoked = read("SELECT 1 FROM pack WHERE revoked_at IS NOT NULL LIMIT 1").fetchone()
    if until is None and revoked is None:
        return []
    if until is not None:
        datetime.fromisoformat(until)  # what is no moment is found here
    return [row[0] for row in read(_LEFT_OUT, {"until": until}).fetchall()]
