"""On a server, too, nothing is left of who is removed, in any table."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.errors import NothingToUndo, UndoBlocked
from learningstories.services import challenges
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_removal import remove_person
from learningstories.services.pruning import forget_before
from learningstories.services.server_address import SCHEMA
from tests.conftest import SERVER
from tests.on_server import ServedChallenges
from tests.services.person_world import ANNA, OF_ANNA, OF_QUENTIN, QUENTIN, leave_traces
from tests.services.reviewers_world import World

_CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)


def _left(one: OpenChallenge, words: tuple[bytes, ...]) -> list[tuple[str, str]]:
    """The tables that hold one of the words."""
    found = []
    with one.workspace.read() as unit:
        connection = unit._session.connection()  # type: ignore[attr-defined]
        tables = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema")
        for name in connection.scalars(tables, {"schema": SCHEMA}).all():
            lines = connection.scalars(text(f"SELECT lower(t::text) FROM {SCHEMA}.{name} t"))  # noqa: S608
            whole = "\n".join(lines)
            found += [(name, word.decode()) for word in words if word.decode() in whole]
    return found


@pytest.mark.parametrize("kept_in", [SERVER], indirect=True)
def test_who_is_removed_is_in_no_table(kept_in: str, served: ServedChallenges, tmp_path: Path) -> None:
    world = World(tmp_path, tmp_path / "none.stories")
    one = served.open_fresh(world.clock, "Ada")
    made = Challenge(id=ChallengeId(uuid4()), title="Stories", closes_at=_CLOSES, zone="Europe/London")
    challenges.found(one.workspace, made)
    leave_traces(one, world)
    assert _left(one, OF_ANNA)
    for who, words in ((ANNA, OF_ANNA), (QUENTIN, OF_QUENTIN)):
        remove_person(one, who, keep_readings=True)
        assert one.check() == []
        assert _left(one, words) == []
    with pytest.raises((UndoBlocked, NothingToUndo)):
        _undo_all(one)
    assert one.check() == []
    assert forget_before(one, datetime(2999, 1, 1, tzinfo=UTC)) > 0
    assert one.check() == []
    one.close()


def _undo_all(one: OpenChallenge) -> None:
    while True:
        one.workspace.undo()
