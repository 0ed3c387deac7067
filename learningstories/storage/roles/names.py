"""Which names of people a server is asked to know."""

from learningstories.domain.errors import NameRefused
from learningstories.services.one_line import one_line

_LONGEST = 63  # bytes: the server would cut a longer one, and might then mean somebody else
_RESERVED = frozenset({"public", "none", "current_user", "session_user", "current_role", "user"})


def checked_name(name: str) -> str:
    """The name; raises `NameRefused` for what cannot be seen, is too long, or means something already."""
    if not name or one_line(name, _LONGEST + 1) != name:
        raise NameRefused(name, "letters")
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        raise NameRefused(name, "long")
    if name.lower() in _RESERVED or name.lower().startswith("pg_"):
        raise NameRefused(name, "taken")
    return name
