"""Who shares a challenge on a server, and as what; light, for the window asks, too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from learningstories.services.server_address import ServerAddress


class Role(StrEnum):
    """What somebody may do; what each comes to is in the help."""

    OWNER = "owner"
    ORGANISER = "organiser"
    READER = "reader"


INVITED_AS = (Role.ORGANISER, Role.READER)


class LeftOpen(StrEnum):
    """What only whoever runs the server can close."""

    PUBLIC_SCHEMA = "public_schema"  # others with a name on the server may make things beside the challenge
    LARGE_OBJECTS = "large_objects"  # members may store files of their own in the database


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What setting up did; `made_tables` is False where they were there already."""

    made_tables: bool
    groups: tuple[str, ...]
    left_open: tuple[LeftOpen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with a name on the server and a role in this challenge."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What to hand on; `password` is None where the name was there already and has one."""

    name: str
    role: Role
    address: str
    password: str | None


class Team(Protocol):
    """Roles on a server; each call connects anew. What fails raises an `ExpectedError`."""

    def set_up(self, address: ServerAddress, password: str | None) -> SetUp:
        """Make what a challenge needs in an empty database, or give each role its rights again.

        Raises `NotTheOwner`, `WrongPassword`, and `NameRefused` where a group's name is taken.
        """
        ...

    def members(self, address: ServerAddress, password: str | None) -> tuple[Member, ...]:
        """Everybody who has a role, owners first; raises `NotSetUp` too."""
        ...

    def invite(self, address: ServerAddress, password: str | None, name: str, role: Role) -> Invitation:
        """Give somebody a role, in place of another; a new name gets a password. Raises `NameRefused` too."""
        ...

    def remove(self, address: ServerAddress, password: str | None, name: str) -> None:
        """Take a role away at once; raises `NoSuchMember`, `NameRefused` too."""
        ...
