"""Challenge files that are not as they should be: one plain failure each, and nothing stored is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    ExpectedError,
    FileDamaged,
    FileMissing,
    MadeByNewerVersion,
    NotAChallenge,
)
from learningstories.domain.story import Story
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.sentences import advice
from learningstories.storage import challenge_file, opening, patience
from learningstories.storage.failures import told
from learningstories.storage.probe import APPLICATION_ID, reading


def test_nothing_is_left_beside_a_closed_file(filled: Path) -> None:
    assert [path.name for path in filled.parent.iterdir()] == ["challenge.stories"]


def test_a_sound_file_has_no_faults(filled: Path, use: Callable[[Path], list[str]]) -> None:
    assert use(filled) == []


@pytest.mark.parametrize(
    "name",
    [
        "Ünïcode 学习.stories",
        "100% sure? #1 & more.stories",
        "a'b\"c.stories",
        "mode=ro.stories",
        "x;y=%20.stories",
    ],
)
def test_a_file_may_have_any_name(
    tmp_path: Path, name: str, make_challenge: Callable[[], Challenge], clock: Any
) -> None:
    opening.make_challenge(tmp_path / name, make_challenge(), clock, "Ada").close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    opening.open_challenge(tmp_path / name, clock, "Ada").close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("none.stories", FileMissing),
        ("x" * 300 + ".stories", FileMissing),
        ("a\0b", FileMissing),
        (".", FileMissing),
    ],
)
def test_what_is_no_file_is_said_to_be_missing(
    tmp_path: Path, path: str, kind: type[ExpectedError], clock: Any
) -> None:
    with pytest.raises(kind):
        opening.open_challenge(tmp_path / path, clock, "Ada")


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"Dear reader,\n" * 50, b"SQLite format 3\0", b"PK\x03\x04" + bytes(500), bytes(4096)],
)
def test_what_is_no_database_is_no_challenge(tmp_path: Path, content: bytes, clock: Any) -> None:
    path = tmp_path / "x.stories"
    path.write_bytes(content)
    with pytest.raises(NotAChallenge) as refused:
        opening.open_challenge(path, clock, "Ada")
    assert not refused.value.other_program
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "x.stories"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE story (number)")
    before = path.read_bytes()
    with pytest.raises(NotAChallenge) as refused:
        opening.open_challenge(path, clock, "Ada")
    assert refused.value.other_program
    assert path.read_bytes() == before


def test_a_challenge_without_our_tables_is_damaged(tmp_path: Path, use: Callable[[Path], list[str]]) -> None:
    path = tmp_path / "x.stories"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("CREATE TABLE other (number)")
    assert use(path) == [advice(FileDamaged("x.stories"))]


HALF_DONE = """
import os, signal, sqlite3, sys
one = sqlite3.connect(sys.argv[1], isolation_level=None)
for words in ("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN IMMEDIATE",
              "UPDATE text SET markdown = 'half done'", "UPDATE story SET title = 'half done'"):
    one.execute(words)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_what_another_program_left_half_done_is_taken_back(
    filled: Path, use: Callable[[Path], list[str]]
) -> None:
    subprocess.run([sys.executable, "-c", HALF_DONE, str(filled)], check=False)  # noqa: S603 - our own script
    assert filled.with_name(f"{filled.name}-journal").stat().st_size
    assert use(filled) == []
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT count(*) FROM text WHERE markdown = 'half done'").fetchone() == (0,)


@pytest.mark.parametrize(
    "trap",
    [
        """CREATE VIEW extra AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
           SELECT count(*) AS c FROM n""",
        "CREATE TRIGGER grow AFTER INSERT ON history BEGIN DELETE FROM text; END",
        "CREATE TABLE more (a, b GENERATED ALWAYS AS (zeroblob(a)) VIRTUAL)",
        "CREATE TABLE more (a, b as (zeroblob(a)))",
        "CREATE TABLE more (a CHECK (a LIKE '%a%a%a%a%'))",
        "CREATE TABLE more (a /* ' */ CHECK (a > 0) /* ' */)",
        "CREATE TABLE more (a DEFAULT (randomblob(1000000000)))",
        "CREATE INDEX more ON story (abs(number))",
        "CREATE INDEX more ON story (number) WHERE title LIKE '%a%a%'",
        "CREATE VIRTUAL TABLE more USING fts5(body, content='text', tokenize='trigram')",
        "CREATE VIRTUAL TABLE more USING rtree(id, a, b)",
        "CREATE TABLE more (a)",
        "CREATE INDEX more ON story (title, author, number)",
        "DROP INDEX ix_story_email",
        "ALTER TABLE promise ADD COLUMN more INTEGER",
        """PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
           VALUES ('view', 'sqlite_stat1', 'sqlite_stat1', 0, 'CREATE VIEW sqlite_stat1 AS SELECT 1')""",
    ],
)
def test_a_file_that_holds_anything_else_than_ours_is_refused(filled: Path, trap: str, clock: Any) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.executescript(trap)
    with pytest.raises(FileDamaged):
        opening.open_challenge(filled, clock, "Ada")
    with pytest.raises(FileDamaged):
        challenge_file.open_file(filled)


def test_sqlites_own_figures_may_be_there(filled: Path, use: Callable[[Path], list[str]]) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("ANALYZE")
        assert connection.execute("SELECT count(*) > 5 FROM sqlite_stat1").fetchone() == (1,)
    assert use(filled) == []


def test_a_question_without_end_is_given_up(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST", 3_000_000)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with reading(filled) as connection:
        for _ in range(2):
            with pytest.raises(FileDamaged), told(filled.name):
                connection.execute(endless)
        assert connection.execute("SELECT count(*) FROM story").fetchone() == (12,)


def test_damage_in_the_midst_is_found_by_a_look(
    filled: Path, open_challenge: Callable[..., OpenChallenge]
) -> None:
    one = open_challenge(filled)
    one.look(Control())
    one.close()
    with closing(sqlite3.connect(filled)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_version_story_id'"
        page = connection.execute(query).fetchone()[0]
    spoilt = filled.read_bytes()
    filled.write_bytes(spoilt[: (page - 1) * 4096] + b"\xa5" * 4096 + spoilt[page * 4096 :])
    one = open_challenge(filled)
    assert one.lists.challenge().stories == 12
    with pytest.raises(FileDamaged):
        one.look(Control())
    one.close()
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_a_file_with_a_thousand_tables_is_refused(filled: Path, clock: Any) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        tables = "".join(f"CREATE TABLE more{n} (a);" for n in range(1000))
        connection.executescript(f"BEGIN; {tables} COMMIT")
    with pytest.raises(FileDamaged):
        opening.open_challenge(filled, clock, "Ada")


@settings(max_examples=40)
@given(words=st.text(max_size=80), kind=st.sampled_from(["table", "index", "view", "trigger", "\x00", "x"]))
def test_whatever_the_list_of_tables_says_ends_in_a_plain_failure(
    filled: Path, tmp_path: Path, use: Callable[[Path], list[str]], words: str, kind: str
) -> None:
    path = Path(shutil.copy(filled, tmp_path / "altered.stories"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = sql || ?, type = ? WHERE name = 'promise'",
            (words.encode("utf-8", "replace").decode(), kind),
        )
        connection.commit()
    assert all(told.strip() for told in use(path))


def test_a_newer_versions_file_is_refused_and_untouched(filled: Path, clock: Any) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = filled.read_bytes()
    with pytest.raises(MadeByNewerVersion):
        opening.open_challenge(filled, clock, "Ada")
    with pytest.raises(MadeByNewerVersion):
        opening.open_to_read(filled, clock, "Ada")
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_a_truncated_file_is_refused_at_any_length(filled: Path, clock: Any) -> None:
    whole = filled.read_bytes()
    for length in [
        0,
        1,
        15,
        16,
        99,
        100,
        101,
        4095,
        4096,
        len(whole) // 2,
        len(whole) - 4096,
        len(whole) - 1,
    ]:
        filled.write_bytes(whole[:length])
        kind = NotAChallenge if length < 100 else FileDamaged
        with pytest.raises(kind):
            opening.open_challenge(filled, clock, "Ada")
        assert filled.read_bytes() == whole[:length]


def test_a_file_cut_off_by_a_crash_is_mended_from_its_log(
    challenge: OpenChallenge, add_story: Callable[..., Story], tmp_path: Path, clock: Any
) -> None:
    """The power fails: what was told as stored is still there."""
    add_story(challenge.workspace, "A long text. " * 5000)
    copy = tmp_path / "crashed" / challenge.path.name
    copy.parent.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{challenge.path}{end}", f"{copy}{end}")
    again = opening.open_challenge(copy, clock, "Ada")
    assert again.lists.challenge().stories == 1
    assert again.check() == []
    again.close()


@settings(max_examples=50)
@given(st.data())
def test_altered_bytes_end_in_a_plain_failure_or_are_found_or_do_no_harm(
    filled: Path, use: Callable[[Path], list[str]], data: st.DataObject
) -> None:
    sound = filled.read_bytes()
    spoilt = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(sound) - 1))
        run = data.draw(st.binary(min_size=1, max_size=60))
        spoilt[place : place + len(run)] = run[: len(sound) - place]
    filled.write_bytes(spoilt)
    try:
        use(filled)
    finally:
        for end in ("-wal", "-shm", "-journal"):
            Path(f"{filled}{end}").unlink(missing_ok=True)
        filled.write_bytes(sound)


def test_any_page_that_is_overwritten_is_noticed(filled: Path, use: Callable[[Path], list[str]]) -> None:
    sound = filled.read_bytes()
    unnoticed = []
    with closing(sqlite3.connect(filled)) as connection:
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    for page in range(1, len(sound) // 4096, 3):  # over the whole file
        spoilt = sound[: page * 4096] + b"\xa5" * 4096 + sound[(page + 1) * 4096 :]
        filled.write_bytes(spoilt)
        if not use(filled):
            unnoticed.append(page)
    filled.write_bytes(sound)
    assert len(unnoticed) <= free


def test_nothing_is_left_beside_a_file_that_is_refused(filled: Path, clock: Any) -> None:
    with closing(sqlite3.connect(filled)) as database:
        database.execute("CREATE VIEW trap AS SELECT 1")
        database.commit()
    before = filled.read_bytes()
    with pytest.raises(FileDamaged):
        opening.open_challenge(filled, clock, "Ada")
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]
