"""The tables of a challenge on a server: the newest ones, made at once and not by the migrations of files.

A challenge comes to a server with the newest tables, so migrations up to the one that is the newest when
they are made need not run there; later ones run on both.
"""

from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from learningstories.domain.errors import MadeByNewerVersion, NotAChallengeThere, NotSetUp
from learningstories.services.server_address import SCHEMA
from learningstories.storage import kept_rows, recorded  # noqa: F401 - makes all tables known
from learningstories.storage.migrate import config
from learningstories.storage.probe import SCHEMA as NEWEST
from learningstories.storage.server.functions import make_functions
from learningstories.storage.server.search import CREATE
from learningstories.storage.server.wording import BEGINNING
from learningstories.storage.tables import Row

# No line of an index holds more than 2,700 bytes; `wording` asks for as much of a title.
_TITLES = (
    f"DROP INDEX {SCHEMA}.ix_story_title",
    f"CREATE INDEX ix_story_title ON {SCHEMA}.story (left(title, {BEGINNING}), number)",
)


def make_tables(connection: Connection) -> None:
    """The newest tables, with what finds their texts, in a schema that is there and empty."""
    Row.metadata.create_all(connection)
    make_functions(connection)
    for statement in (*CREATE, *_TITLES):
        connection.exec_driver_sql(statement)
    command.stamp(config(connection), "head")


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that the tables have not had; functions are made anew."""
    command.upgrade(config(connection), "head")
    make_functions(connection)


def look(connection: Connection, name: str) -> None:
    """Raises `NotAChallengeThere`, `NotSetUp` for tables of an older release, `MadeByNewerVersion`."""
    try:
        schema = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except ProgrammingError as error:
        raise NotAChallengeThere(name) from error
    if schema is None:
        raise NotAChallengeThere(name)
    if int(schema) > NEWEST:
        raise MadeByNewerVersion(name)
    if int(schema) < NEWEST:
        raise NotSetUp(name)
