import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256

import pytest

from learningstories.domain.errors import FileDamaged
from learningstories.domain.story import Story
from learningstories.services.opening import OpenChallenge
from learningstories.storage.content import CHUNK

pytestmark = pytest.mark.on_both


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_a_file_comes_out_as_it_went_in(challenge: OpenChallenge, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    with challenge.workspace.change("x") as unit:
        sha = unit.blobs.put(data)
    assert sha == sha256(data).hexdigest()
    with challenge.workspace.read() as unit:
        assert unit.blobs.get(sha) == data
    assert challenge.check() == []


@pytest.mark.on_file
def test_the_same_is_kept_once(challenge: OpenChallenge) -> None:
    for _ in range(2):
        with challenge.workspace.change("x") as unit:
            assert unit.blobs.put(b"picture") == unit.blobs.put(b"picture")
            assert unit.texts.put("text") == unit.texts.put("text")
    with closing(sqlite3.connect(challenge.path)) as connection:
        for table in ("blob", "blob_chunk", "text"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)  # noqa: S608


@pytest.mark.on_file
@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE blob_chunk SET data = zeroblob(length(data)) WHERE seq = 1", "file:"),
        ("UPDATE blob SET size = size + 1", "file:"),
        ("DELETE FROM blob_chunk WHERE seq = 0", "file:"),
        ("DELETE FROM blob", "reference:"),
        ("UPDATE text SET markdown = markdown || ' '", "text:"),
        ("UPDATE text SET markdown = CAST(x'ff' AS TEXT)", "text:"),
        ("UPDATE story SET title = 'Other'", "search index: story #1 is out of date"),
        ("DELETE FROM searched", "search index: story #1 is out of date"),
        ("DELETE FROM version", "story #1: its text is not among its versions"),
        ("UPDATE story SET version = 7", "story #1: its text is not among its versions"),
        ("UPDATE story SET received_at = 'soon'", "story: one of them cannot be read"),
        ("UPDATE story SET name_use = 'sometimes'", "story: one of them cannot be read"),
        ("UPDATE challenge SET scale = '['", "challenge: one of them cannot be read"),
        ("UPDATE history SET changes = '{'", "history: step 1 was altered"),
        ("DELETE FROM challenge", "challenge: there are 0 where one belongs"),
        ("INSERT INTO search_text(rowid, body) VALUES (99, 'ghost')", "search index: story #99"),
        ("DELETE FROM search_name_data WHERE id > 10", "search index: search_name is damaged"),
    ],
)
def test_what_was_altered_is_found(
    challenge: OpenChallenge, add_story: Callable[..., Story], harm: str, told: str
) -> None:
    with challenge.workspace.change("x") as unit:
        unit.blobs.put(bytes(CHUNK) + b"end")
    add_story(challenge.workspace)
    assert challenge.check() == []
    with closing(sqlite3.connect(challenge.path)) as connection, connection:
        connection.execute(harm)
    found = challenge.check()
    assert [line for line in found if line.startswith(told)], found


@pytest.mark.on_file
def test_what_is_gone_or_altered_is_never_handed_out(challenge: OpenChallenge) -> None:
    with challenge.workspace.change("x") as unit:
        sha, text = unit.blobs.put(bytes(CHUNK) + b"end"), unit.texts.put("text")
    with closing(sqlite3.connect(challenge.path)) as connection, connection:
        connection.execute("DELETE FROM blob_chunk WHERE seq = 0")
        connection.execute("DELETE FROM text")
    with challenge.workspace.read() as unit:
        with pytest.raises(FileDamaged):
            unit.blobs.get(sha)
        with pytest.raises(FileDamaged):
            unit.texts.get(text)


@pytest.mark.on_file
def test_checking_alters_nothing(challenge: OpenChallenge, add_story: Callable[..., Story]) -> None:
    add_story(challenge.workspace)
    challenge.close()
    before = challenge.path.read_bytes()
    assert challenge.check() == []
    challenge.close()
    assert challenge.path.read_bytes() == before
