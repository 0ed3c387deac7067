"""What a challenge's file holds, in a few numbers, without opening it to change."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from learningstories.services.backups import Holding
from learningstories.storage.failures import told
from learningstories.storage.probe import probe, reading

_COUNTS = """SELECT (SELECT substr(title, 1, 500) FROM challenge), (SELECT count(*) FROM story),
    (SELECT count(*) FROM reviewer), (SELECT count(*) FROM reading), (SELECT max(seq) FROM history)"""
_LAST = "SELECT substr(label, 1, 200), substr(who, 1, 80), at FROM history ORDER BY seq DESC LIMIT 1"


def holding(file: Path) -> Holding:
    """The counts, and the step that was done last; raises what `probe` and `connect_to_read` raise."""
    probe(file)
    with told(file.name), reading(file) as connection:
        title, stories, reviewers, readings, steps = connection.execute(_COUNTS).fetchone()
        label, who, at = connection.execute(_LAST).fetchone() or ("", "", None)
    return Holding(
        title=str(title or ""),
        stories=stories,
        reviewers=reviewers,
        readings=readings,
        steps=steps or 0,
        label=str(label),
        who=str(who),
        at=_moment(at),
    )


def _moment(stored: Any) -> datetime | None:
    """None where it was altered: what else the file holds can be told all the same."""
    try:
        return datetime.fromisoformat(str(stored)).replace(tzinfo=UTC) if stored else None
    except ValueError:
        return None
