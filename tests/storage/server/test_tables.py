"""The tables of a challenge on a server, and what is told where they are not as they should be."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from learningstories.domain.errors import ExpectedError, MadeByNewerVersion, NotAChallengeThere, NotSetUp
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.opening import OpenChallenge
from learningstories.storage.roles.doors import let_in
from learningstories.storage.server.opening import open_server
from learningstories.storage.server.search import TABLES
from learningstories.storage.tables import Row
from tests.conftest import SERVER
from tests.on_server import KEEPER, ServedChallenges
from tests.own_server import OwnServer

pytestmark = pytest.mark.parametrize("kept_in", [SERVER], indirect=True)


def test_they_are_what_the_app_thinks_they_are(kept_in: str, served: ServedChallenges) -> None:
    address = served.address(served.fresh())
    # As the driver hands values out: what looks at tables reads JSON.
    engine = create_engine("postgresql+psycopg://", creator=lambda: let_in(address, KEEPER))
    try:
        with engine.connect() as connection:
            options: dict[str, Any] = {"compare_type": True, "include_object": _is_ours}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, Row.metadata) == []
    finally:
        engine.dispose()


def _is_ours(_thing: Any, name: str | None, kind: str, *_more: Any) -> bool:
    """The search index has no counterpart in a file, and that of titles is another; see `server.schema`."""
    return name not in TABLES if kind == "table" else name != "ix_story_title"


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        ("UPDATE learningstories.alembic_version SET version_num = '9999'", MadeByNewerVersion),
        ("UPDATE learningstories.alembic_version SET version_num = '0011'", NotSetUp),
        ("DELETE FROM learningstories.alembic_version", NotAChallengeThere),
        ("DELETE FROM learningstories.challenge", NotAChallengeThere),
        ("DROP SCHEMA learningstories CASCADE", NotAChallengeThere),
    ],
)
def test_what_is_no_challenge_of_this_release_is_not_opened(
    kept_in: str,
    served: ServedChallenges,
    own_server: OwnServer,
    clock: Any,
    altered: str,
    told: type[ExpectedError],
) -> None:
    database = served.fresh()
    own_server.run(altered, database=database)
    with pytest.raises(told):
        open_server(served.address(database), KEEPER, clock)


ALTERED = {
    "UPDATE blob_chunk SET data = 'x' WHERE seq = 0": "file:",
    "UPDATE text SET markdown = markdown || ' '": "text:",
    "UPDATE story SET title = 'Other'": "search index: story #1 is out of date",
    "UPDATE search_name SET title = 'other'": "search index: story #1 is out of date",
    "DELETE FROM search_text": "search index: story #1 is missing or left over",
    "DELETE FROM shingle": "shared passages: story #1 is out of date",
    "UPDATE standing SET state = 'ready'": "lists: story #1 is out of date",
    "UPDATE story SET received_at = 'soon'": "story: one of them cannot be read",
    "UPDATE history SET changes = '[' WHERE seq = 1": "history: step 1 was altered",
}


def test_the_check_finds_what_was_altered(
    challenge: OpenChallenge, story: Story, reader: Reviewer, own_server: OwnServer
) -> None:
    with challenge.workspace.change("Keep a file") as unit:
        unit.blobs.put(b"whole")
    reviewing.answer(challenge.workspace, reader.email, 1, value=5)
    assert challenge.check() == []
    assert challenge.address is not None
    for statement, fault in ALTERED.items():
        tables = "SET search_path = learningstories; CREATE TABLE {} AS TABLE {}; "
        table = next(word for word in statement.split() if word in Row.metadata.tables or word in TABLES)
        database = challenge.address.database
        own_server.run(tables + statement, f"kept_{table}", table, database=database)
        assert any(found.startswith(fault) for found in challenge.check()), statement
        own_server.run(
            "SET search_path = learningstories; SET session_replication_role = replica;"
            " DELETE FROM {}; INSERT INTO {} TABLE {}; DROP TABLE {}",
            table, table, f"kept_{table}", f"kept_{table}", database=database,
        )  # fmt: skip
    assert challenge.check() == []


@pytest.fixture
def story(challenge: OpenChallenge, add_story: Any) -> Story:
    return add_story(challenge.workspace)  # type: ignore[no-any-return]


@pytest.fixture
def reader(challenge: OpenChallenge, add_reviewer: Any) -> Reviewer:
    return add_reviewer(challenge.workspace)  # type: ignore[no-any-return]
