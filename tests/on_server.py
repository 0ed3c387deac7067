"""Challenges on the tests' own server: the same fixtures as for files.

A test of a module that is marked `on_both` is run with a file and with a server, but for those marked
`on_file`, which are about the file as such. `python -m pytest --on-server tests/services` runs whatever asks
for the fixture `challenge` with the server.
"""

from pathlib import Path

from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import Clock
from learningstories.services.server_address import ServerAddress
from learningstories.storage.roles.team import ServerTeam
from learningstories.storage.server.opening import open_empty, open_server
from tests.own_server import OwnServer

KEEPER = "keeper"  # whose databases they are; the password is the name
_BLANK = "blank_challenge"
# Far quicker than to make a database: hardly a table has anything in it.
_EMPTY = """DO $$
DECLARE name text;
BEGIN
    SET LOCAL lock_timeout = '20s';
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'learningstories' LOOP
        IF name <> 'alembic_version' THEN
            EXECUTE format('DELETE FROM learningstories.%I', name);
        END IF;
    END LOOP;
    ALTER SEQUENCE learningstories.history_seq_seq RESTART;
END $$"""


class ServedChallenges:
    """Makes databases out of one that was set up once, and opens what is in them."""

    def __init__(self, server: OwnServer) -> None:
        self._server = server
        server.person(KEEPER, may_make_roles=True)
        self._blank = server.database(KEEPER, _BLANK)
        ServerTeam().set_up(self.address(self._blank), KEEPER)
        self._count = 0
        self._free: list[str] = []

    def address(self, database: str) -> ServerAddress:
        """Where one is."""
        return self._server.address(database, KEEPER)

    def fresh(self) -> str:
        """A database that is set up, and has no challenge in it."""
        if self._free:
            name = self._free.pop()
            self._server.run(_EMPTY, database=name)
            return name
        self._count += 1
        name = f"served{self._count}"
        self._server.run("CREATE DATABASE {} TEMPLATE {} OWNER {}", name, self._blank, KEEPER)
        return name

    def give_back(self, path: Path) -> None:
        """Nobody will need the database behind this path any more, once all is closed."""
        self._free.append(path.stem)

    def open(self, path: Path, clock: Clock, who: str) -> OpenChallenge:
        """Open the one that another has open under this path."""
        return open_server(self.address(path.stem), KEEPER, clock, who)

    def open_fresh(self, clock: Clock, who: str) -> OpenChallenge:
        """Open a new one, to put a challenge into."""
        return open_empty(self.address(self.fresh()), KEEPER, clock, who)
