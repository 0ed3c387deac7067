"""Brings a challenge's tables up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from learningstories.storage.probe import SCHEMA


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that the file has not had."""
    command.upgrade(config(connection), to)
    if to == "head":
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def config(connection: Connection) -> Config:
    """Alembic's settings for one connection."""
    settings = Config()
    settings.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    settings.attributes["connection"] = connection
    return settings
