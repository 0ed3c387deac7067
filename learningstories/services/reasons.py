"""The reasons that decisions are given."""

from learningstories.domain.errors import ReasonNeeded
from learningstories.services.one_line import one_line

_MOST = 1_000


def reason_in(text: str) -> str:
    """The reason in one line; raises `ReasonNeeded` where there is none."""
    reason = one_line(text, _MOST)
    if not reason:
        raise ReasonNeeded
    return reason
