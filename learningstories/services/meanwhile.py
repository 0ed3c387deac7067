"""Finds out that what somebody is about to store was changed by somebody else since it was shown."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from learningstories.domain.errors import ChangedMeanwhile
from learningstories.services.changes import HistoryLine
from learningstories.services.workspace import Workspace

TEXT = "text_sha"
_LOOKED_AT = 50  # steps of history, to say who it was


def refuse_clashes(seen: object, now: object, mine: Mapping[str, Any]) -> None:
    """Raises `ChangedMeanwhile` where one of these fields is neither as it was shown nor as it shall be."""
    theirs = {name: getattr(now, name) for name in mine}
    clashing = {
        name: value for name, value in theirs.items() if value not in (getattr(seen, name), mine[name])
    }
    if clashing:
        raise ChangedMeanwhile(clashing)


def who_changed(workspace: Workspace, key: UUID, fields: Collection[str], story: UUID | None = None) -> str:
    """Who changed one of these fields of a record last; "" where history does not say."""
    lines = workspace.history(story=story, limit=_LOOKED_AT)
    return next((line.who for line in lines if _touches(line, key, fields)), "")


def _touches(line: HistoryLine, key: UUID, fields: Collection[str]) -> bool:
    return any(
        record.key == key and not set(fields).isdisjoint(record.after or ())
        for record in line.changes.records
    )
