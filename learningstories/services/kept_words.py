"""What reviewers have said, with how it came."""

from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.revision import Revision, Wish


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
