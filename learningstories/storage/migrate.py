"""Brings a challenge's tables up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from learningstories.storage.probe import SCHEMA
from learningstories.storage.shape import FORMS, PARTS, digest


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that the file has not had."""
    command.upgrade(config(connection), to)
    if to == "head":
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
        _look(connection)


def stands_as_it_says(connection: Connection) -> bool:
    """Whether a file is what the migrations make that it says to have had; it may be empty, too."""
    schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if schema == 0:
        return True
    had = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    made = digest(connection.exec_driver_sql(PARTS).all())
    return had == [f"{schema:04}"] and made == FORMS[schema - 1]


def _look(connection: Connection) -> None:
    """Store nothing that would be refused when it is opened the next time."""
    made = digest(connection.exec_driver_sql(PARTS).all())
    if made not in FORMS:
        raise RuntimeError(
            f"no file could be opened after this: let FORMS in storage/shape.py end in {made!r}"
        )


def config(connection: Connection) -> Config:
    """Alembic's settings for one connection."""
    settings = Config()
    settings.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    settings.attributes["connection"] = connection
    return settings
