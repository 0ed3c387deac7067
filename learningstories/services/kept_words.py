"""What reviewers have said, with how it came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from learningstories.domain.pack import ReturnBy, ReturnId, ReturnState
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.revision import Revision, Wish

CLOCKS_DIFFER = timedelta(minutes=5)  # without being wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWord:
    """A revision or a wish that a return holds.

    `received_at` is when the first such return came; `typed_here` whether it was typed at this computer,
    and so was here in time; `vouched` whether one of the packs that it came by was not revoked.
    """

    word: Revision | Wish
    received_at: datetime
    typed_here: bool = False
    vouched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How and when a word first came."""

    by: ReturnBy
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownReturn:
    """As much of a return that came before as tells whether it is known."""

    id: ReturnId
    sha: str
    state: ReturnState
    code: str
    reviewer_id: ReviewerId | None
    received_at: datetime
