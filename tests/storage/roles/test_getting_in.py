"""Everybody tries what they may not."""

import psycopg
import pytest
from psycopg import errors

from tests.storage.roles.conftest import ORGANISER, OTHER, OWNER, READER, STRANGER, Shared

STEP = """INSERT INTO history (writer, label, at, who, step, undone, merge, changes)
    SELECT writer, 'Forged', at, {who}, 'step', false, {merge}, '[]' FROM history LIMIT 1"""
# What one may not see is not there; what readers see in place of a table cannot be written.
NO_TABLE = (
    errors.UndefinedTable,
    errors.WrongObjectType,
    errors.FeatureNotSupported,
    errors.ObjectNotInPrerequisiteState,
)
REFUSED = (errors.InsufficientPrivilege, *NO_TABLE)


def _refused(shared: Shared, who: str, statement: str) -> None:
    with pytest.raises(REFUSED):
        shared.try_it(who, statement)


NOBODY_BUT_OWNERS = (
    "UPDATE pack_key SET key = '\\x00'",
    "DELETE FROM pack_key",
    "INSERT INTO pack_key (id, key) VALUES (2, '\\x00')",
    "UPDATE text SET markdown = 'forged'",
    "DELETE FROM text",
    "UPDATE blob_chunk SET data = ''",
    "DELETE FROM blob",
    "UPDATE revision SET position = 1",
    "DELETE FROM revision_return",
    "UPDATE history SET label = 'forged'",
    "UPDATE history SET who = session_user",
    "UPDATE history SET changes = '[]'",
    "INSERT INTO challenge SELECT * FROM challenge",
    "DELETE FROM challenge",
    "TRUNCATE history",
    "TRUNCATE story CASCADE",
    "DROP TABLE story CASCADE",
    "DROP SCHEMA learningstories CASCADE",
    "ALTER TABLE history DISABLE TRIGGER history_grows",
    "ALTER TABLE history DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY all_mine ON history USING (true)",
    "CREATE TRIGGER t BEFORE INSERT ON story EXECUTE FUNCTION learningstories.history_grows()",
    "ALTER TABLE learningstories.story OWNER TO CURRENT_USER",
    "CREATE TABLE learningstories.story2 (x integer)",
    "CREATE TABLE public.story (x integer)",
    "CREATE TEMP TABLE story (x integer)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION learningstories.f() RETURNS text SECURITY DEFINER LANGUAGE sql AS 'SELECT 1::text'",
    "CREATE FUNCTION public.f() RETURNS text SECURITY DEFINER LANGUAGE sql AS 'SELECT 1::text'",
    "CREATE FUNCTION pg_temp.f() RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
    "CREATE OR REPLACE FUNCTION learningstories.history_grows() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION dblink",
    "CREATE ROLE eve LOGIN",
    "ALTER ROLE ana PASSWORD 'mine'",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "CREATE DATABASE mine",
    "SET ROLE ana",
    "SET SESSION AUTHORIZATION ana",
    "SET ROLE boss",
    "SET session_replication_role = replica",
    "COPY story TO '/tmp/stories'",
    "COPY story FROM PROGRAM 'id'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
    "SELECT passwd FROM pg_shadow",
    "ALTER SYSTEM SET fsync = off",
)


@pytest.mark.parametrize("statement", NOBODY_BUT_OWNERS)
def test_what_neither_organisers_nor_readers_may(shared: Shared, statement: str) -> None:
    for who in (ORGANISER, READER):
        _refused(shared, who, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM learningstories.story",
        "SELECT email FROM learningstories.reviewer",
        "SELECT key FROM learningstories.pack_key",
        "SELECT changes FROM learningstories.history",
        "COPY learningstories.story TO STDOUT",
        "INSERT INTO story SELECT * FROM story",
        "UPDATE story SET title = 'forged'",
        "UPDATE reading SET value = 5",
        "DELETE FROM reading",
        "INSERT INTO pause (id) SELECT id FROM story",
        STEP.format(who="session_user", merge="''"),
        "SELECT nextval('learningstories.history_seq_seq')",
        "SELECT learningstories.history_grows()",
        "LOCK TABLE learningstories.story",
    ],
)
def test_a_reader_sees_no_table_and_writes_nothing(shared: Shared, statement: str) -> None:
    _refused(shared, READER, statement)


def test_nobody_becomes_a_member_of_another_group(shared: Shared) -> None:
    for who in (ORGANISER, READER):
        for group in ("owner", "organiser", "reader"):
            _refused(shared, who, f"GRANT {shared.database}_{group} TO {who} WITH ADMIN OPTION")
    _refused(shared, READER, f"SET ROLE {shared.database}_organiser")
    _refused(shared, ORGANISER, f"SET ROLE {shared.database}_owner")


def test_a_step_has_the_name_of_who_made_it(shared: Shared) -> None:
    with shared.door(ORGANISER) as door:
        door.execute(STEP.format(who="session_user", merge="''").encode())
        door.rollback()
    _refused(shared, ORGANISER, STEP.format(who="'ana'", merge="''"))
    _refused(shared, ORGANISER, STEP.format(who=f"'{OTHER}'", merge="''"))
    # Whoever takes on another name is still known.
    with shared.door(ORGANISER) as door:
        door.execute(f"SET ROLE {shared.database}_organiser".encode())
        with pytest.raises(errors.InsufficientPrivilege):
            door.execute(STEP.format(who="current_user", merge="''").encode())


def _steps(door: "psycopg.Connection[tuple[object, ...]]") -> int:
    row = door.execute("SELECT count(*) FROM history").fetchone()
    assert row is not None
    return int(str(row[0]))


def test_anothers_step_is_neither_altered_nor_removed(shared: Shared) -> None:
    with shared.door(ORGANISER) as door:
        before = _steps(door)
        assert before > 0
        assert door.execute("UPDATE history SET undone = true").rowcount == 0
        assert door.execute("UPDATE history SET step = 'given_up'").rowcount == 0
        assert door.execute("DELETE FROM history").rowcount == 0
        assert door.execute("DELETE FROM history_story").rowcount == 0
        assert _steps(door) == before


def test_of_ones_own_steps_only_whether_they_hold_is_altered(shared: Shared) -> None:
    with shared.door(ORGANISER) as door:
        door.execute(STEP.format(who="session_user", merge="''").encode())
        assert door.execute("UPDATE history SET undone = true").rowcount == 1
        assert door.execute("DELETE FROM history").rowcount == 0
        with pytest.raises(errors.InsufficientPrivilege):
            door.execute("UPDATE history SET step = 'undo'")


def test_a_step_of_typing_gives_way_only_to_its_fuller_form(shared: Shared) -> None:
    typing = STEP.format(who="session_user", merge="'title'").encode()
    with shared.door(ORGANISER) as door:  # as the journal does it
        door.execute(typing)
        door.execute("DELETE FROM history WHERE merge <> ''")
        door.execute(typing)
        door.execute("SET CONSTRAINTS ALL IMMEDIATE")
        door.rollback()
    with shared.door(ORGANISER) as door:  # taken out for good
        door.execute(typing)
        door.execute("DELETE FROM history WHERE merge <> ''")
        with pytest.raises(errors.InsufficientPrivilege):
            door.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with shared.door(ORGANISER) as door:  # another has gone on since
        door.execute(typing)
        door.execute(STEP.format(who="session_user", merge="''").encode())
        door.execute("DELETE FROM history WHERE merge <> ''")
        door.execute(typing)
        with pytest.raises(errors.InsufficientPrivilege):
            door.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_no_text_is_kept_under_the_name_of_another(shared: Shared) -> None:
    put = "INSERT INTO text (sha, markdown) VALUES ({}, 'A new text.')"
    with shared.door(ORGANISER) as door:
        door.execute(put.format("encode(sha256('A new text.'), 'hex')").encode())
        door.rollback()
    _refused(shared, ORGANISER, put.format("encode(sha256('Another text.'), 'hex')"))


def test_nothing_is_added_to_a_whole_file(shared: Shared) -> None:
    with shared.door(ORGANISER) as door:
        door.execute("INSERT INTO blob (sha, size) VALUES ('a', 3)")
        door.execute("INSERT INTO blob_chunk (sha, seq, data) VALUES ('a', 0, 'ab'), ('a', 1, 'c')")
        with pytest.raises(errors.InsufficientPrivilege):
            door.execute("INSERT INTO blob_chunk (sha, seq, data) VALUES ('a', 2, 'd')")


def test_an_organiser_can_do_the_work(shared: Shared) -> None:
    with shared.door(ORGANISER) as door:
        for statement in (
            "SELECT key FROM pack_key",
            "UPDATE story SET title = 'Better'",
            "UPDATE challenge SET title = 'Better'",
            "DELETE FROM assignment",
            "SELECT * FROM history",
        ):
            door.execute(statement.encode())
        door.rollback()


def test_without_a_role_there_is_no_way_in(shared: Shared) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        shared.door(STRANGER)


def test_without_the_password_there_is_no_way_in(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    for word in ("wrong", "", None):
        given = {**shared.address(OWNER).parameters, "password": word}
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(**given)  # type: ignore[arg-type]


def test_another_challenge_on_the_server_stays_unseen(shared: Shared) -> None:
    from learningstories.storage.roles.team import ServerTeam  # noqa: PLC0415

    other = shared.server.database(OWNER)
    ServerTeam().set_up(shared.server.address(other, OWNER), OWNER)
    for who in (ORGANISER, READER):
        given = {**shared.server.address(other, who).parameters, "password": shared.words[who]}
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(**given)  # type: ignore[arg-type]


def test_large_objects_of_others_are_not_read(shared: Shared) -> None:
    with shared.door(OWNER) as owner:
        row = owner.execute("SELECT lo_from_bytea(0, 'mine')").fetchone()
        assert row is not None
        owner.commit()
        for who in (ORGANISER, READER):
            _refused(shared, who, f"SELECT lo_get({row[0]})")


def test_what_stands_elsewhere_is_not_taken_for_the_challenge(shared: Shared) -> None:
    with shared.door(READER) as door:
        door.execute("SET search_path = pg_temp, public, learningstories")
        with pytest.raises(REFUSED):
            door.execute("SELECT * FROM reviewer")
    with shared.door(ORGANISER) as door:
        row = door.execute("SHOW search_path").fetchone()
        assert row == ("learningstories,learningstories_read,pg_temp",)
