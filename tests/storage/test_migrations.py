import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from learningstories.domain.errors import CannotWrite, FileDamaged, FileReadOnly
from learningstories.services.backups import Why
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.story_query import StoryQuery
from learningstories.storage import opening
from learningstories.storage.backups import BackupShelf
from learningstories.storage.migrate import config, upgrade
from learningstories.storage.probe import APPLICATION_ID, SCHEMA, probe
from learningstories.storage.shape import FORMS, PARTS, digest
from learningstories.storage.tables import Row

TEXT = "I learned to bake."
SHA = sha256(TEXT.encode()).hexdigest()
AT = "2013-03-20 12:00:00.000000"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A challenge as the first release would have left it, with a story."""
    path = tmp_path / "old.stories"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        upgrade(connection, "0001")
        for table, values in _rows().items():
            names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own words
                tuple(values.values()),
            )
        connection.exec_driver_sql("PRAGMA user_version = 1")
        connection.commit()
    engine.dispose()
    return path


def _rows() -> dict[str, dict[str, Any]]:
    key = UUID(int=1).hex
    challenge = dict.fromkeys(("community", "call", "event_title", "event_place"), "")
    challenge |= dict.fromkeys(("question", "action_question", "chance_question", "why_question"), "?")
    challenge |= {"id": key, "title": "Old", "scale": '["no", "yes"]', "criteria": "[]", "themes": "[]"}
    challenge |= {"closes_at": AT, "zone": "Europe/London", "grace_minutes": 0, "late_rule": "accept"}
    challenge |= {"readings_wanted": 3, "blind": 0, "event_minutes": 60, "language": "en"}
    story = dict.fromkeys(("email", "theme", "language", "source", "withdrawn_reason", "late_reason"), "")
    story |= dict.fromkeys(("consent_read", "consent_print", "consent_web", "consent_stage"), 1)
    story |= {"id": key, "number": 1, "title": "Bréad", "author": "Ada", "name_use": "full", "version": 1}
    story |= {"received_at": AT, "received_by": "entered", "text_sha": SHA, "words": 4, "withdrawn": 0}
    story |= {"late_decision": "open", "added_at": AT}
    version = {
        "id": key,
        "story_id": key,
        "version": 1,
        "text_sha": SHA,
        "words": 4,
        "source": "",
        "created_at": AT,
    }
    return {
        "challenge": challenge,
        "text": {"sha": SHA, "markdown": TEXT},
        "story": story,
        "version": version,
    }


def test_the_migrations_make_the_tables_that_the_code_expects(challenge: OpenChallenge) -> None:
    with challenge.workspace.read() as unit:
        context = MigrationContext.configure(
            unit._session.connection(),  # type: ignore[attr-defined]
            opts={"compare_type": True, "include_object": _is_ours},
        )
        assert compare_metadata(context, Row.metadata) == []


def _is_ours(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
    return kind != "table" or not (name or "").startswith(("search_", "sqlite_"))


def test_a_file_counts_its_migrations(challenge: OpenChallenge) -> None:
    with challenge.workspace.read() as unit:
        settings = config(unit._session.connection())  # type: ignore[attr-defined]
    revisions = list(ScriptDirectory.from_config(settings).walk_revisions())
    assert len(revisions) == SCHEMA == probe(challenge.path).schema


def test_every_migration_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command  # noqa: PLC0415 - only here

    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        upgrade(connection)
        command.downgrade(config(connection), "base")
        tables = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
    engine.dispose()
    assert set(tables) <= {"alembic_version", "sqlite_sequence"}


@pytest.fixture
def shelf(tmp_path: Path, clock: Any) -> BackupShelf:
    return BackupShelf(tmp_path / "data" / "Backups", clock)


@pytest.fixture
def keep(shelf: BackupShelf) -> Callable[[Path], object]:
    return lambda path: shelf.make(path, Why.BEFORE_UPDATE, Control())


def test_an_older_file_is_brought_up_to_date_after_a_backup(
    older: Path, shelf: BackupShelf, keep: Callable[[Path], object], clock: Any
) -> None:
    before = older.read_bytes()
    one = opening.open_challenge(older, clock, "Ada", keep)
    assert one.is_updated
    (backup,) = shelf.of(older)
    assert backup.why is Why.BEFORE_UPDATE
    with closing(sqlite3.connect(backup.file)) as copy:
        assert copy.execute("SELECT title FROM story").fetchone() == ("Bréad",)
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert backup.size == len(before)
    assert list(one.lists.numbers(StoryQuery(search="bread"))) == [1]
    assert list(one.lists.numbers(StoryQuery(search="bake"))) == [1]
    assert one.check() == []
    one.close()
    again = opening.open_challenge(older, clock, "Ada", keep)
    assert not again.is_updated
    again.close()
    assert list(shelf.of(older)) == [backup]
    assert [path.name for path in older.parent.iterdir() if path.is_file()] == [older.name]


def test_going_back_to_how_it_was_before_an_update(
    older: Path, shelf: BackupShelf, keep: Callable[[Path], object], clock: Any
) -> None:
    opening.open_challenge(older, clock, "Ada", keep).close()
    (backup,) = shelf.of(older)
    shelf.restore(backup.file, older, "Go back", "Ada", Control())
    one = opening.open_challenge(older, clock, "Ada", keep)
    assert (one.is_updated, one.check()) == (False, [])
    one.close()


def test_every_form_that_a_file_ever_had_is_known(tmp_path: Path) -> None:
    found = []
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        for number in range(1, SCHEMA + 1):
            upgrade(connection, f"{number:04}")
            found.append(digest(connection.exec_driver_sql(PARTS).all()))
    engine.dispose()
    assert tuple(found) == FORMS


def test_a_file_that_says_it_had_other_migrations_than_it_had_is_damaged(older: Path, clock: Any) -> None:
    for said in ("UPDATE alembic_version SET version_num = '0003'", "PRAGMA user_version = 5"):
        with closing(sqlite3.connect(older)) as connection, connection:
            connection.execute(said)
        before = older.read_bytes()
        with pytest.raises(FileDamaged):
            opening.open_challenge(older, clock, "Ada")
        assert older.read_bytes() == before


def test_an_update_that_fails_leaves_the_file_as_it_was(older: Path, clock: Any) -> None:
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE story SET text_sha = 'missing', title = CAST(x'ff' AS TEXT)")
    with pytest.raises(FileDamaged):
        opening.open_challenge(older, clock, "Ada")
    with closing(sqlite3.connect(older)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert not [name for name in tables if name.startswith("search")]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_without_a_backup_an_older_file_stays_as_it_was(
    older: Path, shelf: BackupShelf, keep: Callable[[Path], object], clock: Any
) -> None:
    before = older.read_bytes()
    shelf.folder.parent.write_text("in the way")
    with pytest.raises(CannotWrite):
        opening.open_challenge(older, clock, "Ada", keep)
    assert older.read_bytes() == before


def test_an_older_file_that_may_not_be_written_is_not_opened_at_all(older: Path, clock: Any) -> None:
    older.chmod(0o444)
    for way in (opening.open_challenge, opening.open_to_read):
        with pytest.raises(FileReadOnly):
            way(older, clock, "Ada")
    assert [path.name for path in older.parent.iterdir()] == [older.name]
