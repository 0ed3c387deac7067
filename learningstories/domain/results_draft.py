"""The results as they stood at a moment, kept to be looked at and compared later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType
from uuid import UUID

ResultsDraftId = NewType("ResultsDraftId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsDraft:
    """One of them: `snapshot` holds the figures as `services.figures` tells them."""

    id: ResultsDraftId
    name: str
    made_at: datetime
    made_by: str
    snapshot: Mapping[str, Any]
