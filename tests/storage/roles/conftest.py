"""A challenge on a server with an owner, two organisers, a reader, and somebody who has no part in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from learningstories.services.progress import Control
from learningstories.services.server_address import ServerAddress
from learningstories.services.team import Role
from learningstories.storage.moving import push
from learningstories.storage.roles.team import ServerTeam
from tests.own_server import OwnServer
from tests.services.reviewers_world import make_world

OWNER, ORGANISER, OTHER, READER, STRANGER = "ana", "ben", "bea", "cleo", "mallory"


@dataclass
class Shared:
    """Where it is, and everybody's password."""

    server: OwnServer
    database: str
    file: Path
    words: dict[str, str] = field(default_factory=dict)
    doors: "dict[str, psycopg.Connection[Any]]" = field(default_factory=dict)

    def address(self, who: str) -> ServerAddress:
        return self.server.address(self.database, who)

    def door(self, who: str) -> "psycopg.Connection[Any]":
        """Where somebody may try anything; nothing of it is stored."""
        given: Any = self.address(who).parameters
        return psycopg.connect(**given, password=self.words[who])

    def try_it(self, who: str, statement: str) -> None:
        """The same for one statement, through a door that stays open."""
        if who not in self.doors:
            self.doors[who] = self.door(who)
        door = self.doors[who]
        door.autocommit = statement.startswith(("CREATE DATABASE", "ALTER SYSTEM"))
        try:
            door.execute(statement.encode())
        finally:
            door.rollback()


@pytest.fixture(scope="package")
def shared(own_server: OwnServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    own_server.person(OWNER, may_make_roles=True)
    own_server.person(STRANGER)
    world = make_world(tmp_path_factory.mktemp("shared"))
    there = Shared(own_server, own_server.database(OWNER), world.file)
    there.words |= {OWNER: OWNER, STRANGER: STRANGER}
    push(world.file, there.address(OWNER), OWNER, Control())
    team = ServerTeam()
    for name, role in ((ORGANISER, Role.ORGANISER), (OTHER, Role.ORGANISER), (READER, Role.READER)):
        invited = team.invite(there.address(OWNER), OWNER, name, role)
        assert invited.password is not None
        there.words[name] = invited.password
    yield there
    for door in there.doors.values():
        door.close()
