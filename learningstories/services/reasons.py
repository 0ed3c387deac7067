"""The reasons that decisions are given."""

from learningstories.domain.errors import ReasonNeeded

_MOST = 1_000


def reason_in(text: str) -> str:
    """The reason in one line; raises `ReasonNeeded` where there is none."""
    whole = text.encode("utf-8", "replace").decode()  # half characters can be typed into a terminal
    reason = " ".join(whole.split())
    if not reason:
        raise ReasonNeeded
    return reason if len(reason) <= _MOST else f"{reason[:_MOST].rstrip()}…"
