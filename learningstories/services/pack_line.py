"""As much of a reviewer's newest pack as lists show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """When it was made, of how many stories, and whether it was withdrawn."""

    made_at: datetime
    stories: int
    revoked: bool
