"""A challenge goes from a file to a server and back, with nothing lost."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from learningstories.domain.errors import (
    Cancelled,
    FileExists,
    FileMissing,
    NotAChallenge,
    NotAChallengeThere,
    NotTheOwner,
    ReaderOnly,
    ServerTaken,
)
from learningstories.main import LazyDocuments, now, toolbox
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample
from learningstories.services.server_address import ServerAddress
from learningstories.services.team import Role
from learningstories.storage.challenge_file import engine_of
from learningstories.storage.moving import fetch, push
from learningstories.storage.opening import open_challenge
from learningstories.storage.roles.team import ServerTeam
from learningstories.storage.table_rows import kept_tables
from tests.own_server import OwnServer

OWNER = "olga"


@pytest.fixture(scope="module")
def server(own_server: OwnServer) -> OwnServer:
    own_server.person(OWNER, may_make_roles=True)
    return own_server


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample challenge, with all that the app stores."""
    documents = LazyDocuments()
    made = make_sample(toolbox(documents), tmp_path_factory.mktemp("sample"), Control())
    documents.close()
    return made.file


@pytest.fixture
def empty(server: OwnServer) -> ServerAddress:
    return server.address(server.database(OWNER), OWNER)


def _rows(file: Path) -> Mapping[str, list[tuple[Any, ...]]]:
    engine = engine_of(file, "mode=ro")
    with engine.connect() as connection:
        found = {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in kept_tables()
        }
    engine.dispose()
    return found


def test_every_line_comes_back_as_it_was(sample_file: Path, empty: ServerAddress, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    sent = push(sample_file, empty, OWNER, Control(lambda done, total: heard.append((done, total))))
    assert heard[-1][0] == heard[-1][1] == 2 * sent.lines
    back = tmp_path / "back.stories"
    assert fetch(empty, OWNER, back, Control()) == sent
    assert [path.name for path in tmp_path.iterdir()] == ["back.stories"]
    before, after = _rows(sample_file), _rows(back)
    assert {name: len(rows) for name, rows in after.items()} == {n: len(rows) for n, rows in before.items()}
    assert after == before
    assert sum(map(len, before.values())) == sent.lines
    assert all(before[table] for table in ("history", "blob_chunk", "reading", "text"))
    opened = open_challenge(back, now, "Ada")
    assert opened.check() == []
    title = opened.lists.challenge().title
    assert title == sent.title
    opened.close()


def test_what_was_moved_can_be_worked_on_with_the_next_step(
    challenge_file: Path, empty: ServerAddress
) -> None:
    push(challenge_file, empty, OWNER, Control())
    given: Any = empty.parameters
    with psycopg.connect(**given, password=OWNER) as door:
        door.execute(
            "INSERT INTO history (writer, label, at, who, step, undone, merge, changes)"
            " SELECT writer, 'Next', at, who, step, undone, merge, changes FROM history"
        )
        newest, count = door.execute("SELECT max(seq), count(DISTINCT seq) FROM history").fetchone() or (0, 0)
        assert newest == count > 1


def test_a_database_that_holds_a_challenge_is_left_as_it_is(
    challenge_file: Path, empty: ServerAddress, tmp_path: Path
) -> None:
    push(challenge_file, empty, OWNER, Control())
    for _again in range(2):
        with pytest.raises(ServerTaken) as refused:
            push(challenge_file, empty, OWNER, Control())
        assert refused.value.title == "Stories"
    fetch(empty, OWNER, tmp_path / "back.stories", Control())
    assert _rows(tmp_path / "back.stories") == _rows(challenge_file)


class StopsAt(Control):
    """Somebody who presses Stop when so much is done."""

    def __init__(self, lines: int) -> None:
        super().__init__(lambda done, _total: self.stop() if done >= lines else None)


@pytest.mark.parametrize("lines", [1, 20])
def test_stopped_on_the_way_nothing_is_there(
    challenge_file: Path, empty: ServerAddress, tmp_path: Path, lines: int
) -> None:
    with pytest.raises(Cancelled):
        push(challenge_file, empty, OWNER, StopsAt(lines))
    with pytest.raises(NotAChallengeThere):
        fetch(empty, OWNER, tmp_path / "back.stories", Control())
    push(challenge_file, empty, OWNER, Control())  # so there is room for it
    with pytest.raises(Cancelled):
        fetch(empty, OWNER, tmp_path / "back.stories", StopsAt(lines))
    assert list(tmp_path.glob("back*")) == []


def test_what_is_no_challenge_or_would_be_written_over_is_refused(
    challenge_file: Path, empty: ServerAddress, tmp_path: Path
) -> None:
    with pytest.raises(FileMissing):
        push(tmp_path / "none.stories", empty, OWNER, Control())
    text = tmp_path / "text.stories"
    text.write_text("no challenge", "utf-8")
    with pytest.raises(NotAChallenge):
        push(text, empty, OWNER, Control())
    with pytest.raises(FileExists):
        fetch(empty, OWNER, text, Control())
    with pytest.raises(NotAChallengeThere):
        fetch(empty, OWNER, tmp_path / "back.stories", Control())
    assert text.read_text("utf-8") == "no challenge"


def test_an_organiser_may_take_a_copy_and_a_reader_not(
    challenge_file: Path, empty: ServerAddress, tmp_path: Path
) -> None:
    push(challenge_file, empty, OWNER, Control())
    team = ServerTeam()
    words = {
        role: team.invite(empty, OWNER, f"{role} of it", role).password
        for role in (Role.ORGANISER, Role.READER)
    }
    back = tmp_path / "back.stories"
    with pytest.raises(ReaderOnly):
        fetch(empty.as_user("reader of it"), words[Role.READER], back, Control())
    fetch(empty.as_user("organiser of it"), words[Role.ORGANISER], back, Control())
    assert _rows(back) == _rows(challenge_file)
    for role, word in words.items():
        with pytest.raises(NotTheOwner):
            push(challenge_file, empty.as_user(f"{role} of it"), word, Control())


@pytest.fixture(scope="module")
def challenge_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small challenge with packs, not to be changed."""
    from tests.services.reviewers_world import make_world  # noqa: PLC0415

    world = make_world(tmp_path_factory.mktemp("small"))
    return Path(shutil.copy(world.file, tmp_path_factory.mktemp("copy") / "small.stories"))
