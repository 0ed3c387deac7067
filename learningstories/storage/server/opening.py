"""Opens and makes challenges on a server."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from learningstories.domain.errors import NotAChallengeThere, ReaderOnly, ServerTaken
from learningstories.services import challenges
from learningstories.services.opened_kind import ENDING
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import Clock
from learningstories.services.progress import Control
from learningstories.services.server_address import SCHEMA, ServerAddress
from learningstories.services.workspace import Workspace
from learningstories.storage.failures import told
from learningstories.storage.server.engine import engine_of
from learningstories.storage.server.lists import ServerLists
from learningstories.storage.server.schema import look
from learningstories.storage.unit_of_work import SqlUnits

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from learningstories.domain.challenge import Challenge


def open_server(
    address: ServerAddress, password: str | None, clock: Clock, who: str | None = None
) -> OpenChallenge:
    """Open the challenge on a server.

    `who` signs what is done; None for the name that the server knows one by, which is the only one that it
    takes from an organiser. Raises what `let_in` raises, and what `schema.look` does.
    """
    return _opened(address, password, clock, who, there=True)


def make_on_server(
    address: ServerAddress,
    password: str | None,
    challenge: "Challenge",
    clock: Clock,
    who: str | None = None,
) -> OpenChallenge:
    """Set up an empty database, with this challenge in it, and open it.

    Raises what `ServerTeam.set_up` raises, and `ServerTaken` where a challenge is there already.
    """
    from learningstories.storage.roles.team import ServerTeam  # noqa: PLC0415 - not needed to open one

    ServerTeam().set_up(address, password)
    opened = open_empty(address, password, clock, who)
    try:
        challenges.found(opened.workspace, challenge)
    except BaseException:
        opened.close()
        raise
    return opened


def open_empty(
    address: ServerAddress, password: str | None, clock: Clock, who: str | None = None
) -> OpenChallenge:
    """Open a database that was set up, to put a challenge into; raises `ServerTaken` where one is."""
    return _opened(address, password, clock, who, there=False)


def _opened(
    address: ServerAddress, password: str | None, clock: Clock, who: str | None, *, there: bool
) -> OpenChallenge:
    engine = engine_of(address, password)
    try:
        name = _looked_at(engine, address, there=there)
        is_reader = not _may_see_all(engine, address)
        workspace = Workspace(SqlUnits(engine, address.name, who or name), clock, who or name)
        workspace.follow_others()  # what comes after this is news
        lists = ServerLists(address, password)
    except BaseException:
        engine.dispose()
        raise

    def check() -> list[str]:
        from learningstories.storage.check import faults  # noqa: PLC0415 - not needed to open one

        _sees_all(engine, address)
        return faults(engine, address.name)

    def copy_to(target: Path, control: Control) -> None:
        from learningstories.storage.moving import fetch  # noqa: PLC0415 - not needed to open one

        fetch(address, password, target, control)

    def close() -> None:
        lists.close()
        engine.dispose()

    return OpenChallenge(
        path=Path.home() / f"{address.name}{ENDING}",
        address=address,
        workspace=workspace,
        lists=lists,
        check=check,
        wipe=lambda: True,  # a server frees by itself what was removed
        close=close,
        copy_to=copy_to,
        again=lambda: _opened(address, password, clock, who, there=True),
        is_reader=is_reader,
    )


def _looked_at(engine: "Engine", address: ServerAddress, *, there: bool) -> str:
    """As whom one is known there."""
    with told(address.name), engine.connect() as connection:
        look(connection, address.name)
        title = connection.execute(text("SELECT title FROM challenge")).scalar()
        if there and title is None:
            raise NotAChallengeThere(address.name)
        if not there and title is not None:
            raise ServerTaken(address.name, title)
        return str(connection.execute(text("SELECT session_user")).scalar_one())


def _sees_all(engine: "Engine", address: ServerAddress) -> None:
    """Raises for a reader, who would take what is not shown for what is not there."""
    if not _may_see_all(engine, address):
        raise ReaderOnly(address.name)


def _may_see_all(engine: "Engine", address: ServerAddress) -> bool:
    with told(address.name), engine.connect() as connection:
        asked = text("SELECT has_schema_privilege(:schema, 'USAGE')")
        return bool(connection.execute(asked, {"schema": SCHEMA}).scalar())
