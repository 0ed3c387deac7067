"""As much of results that were kept as lists show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """Under which name they were kept, when and by whom."""

    id: UUID
    name: str
    made_at: datetime
    made_by: str
