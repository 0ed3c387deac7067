"""The names of a challenge's three groups on its server, one a role, in which its people are members."""

from hashlib import sha256

from learningstories.services.team import Role

_LONGEST_STEM = 48  # bytes, so that the whole has room in the 63 that the server keeps
_BEGINNING = 39


def group_of(database: str, role: Role) -> str:
    """The group of everybody with this role in the challenge that a database holds."""
    stem = database
    if len(stem.encode()) > _LONGEST_STEM:
        digest = sha256(database.encode()).hexdigest()[:8]
        stem = f"{database.encode()[:_BEGINNING].decode(errors='ignore')}_{digest}"
    return f"{stem}_{role}"


def mark_of(database: str, role: Role) -> str:
    """The comment by which a group is known as ours, and as this challenge's; never shown."""
    return f"Learning Stories: {role} of {database}"
