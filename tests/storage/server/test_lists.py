"""The lists of a challenge on a server when the connection is lost, and when a read is given up too late."""

import pytest

from learningstories.domain.errors import ServerGone
from learningstories.services.opening import OpenChallenge
from tests.conftest import SERVER
from tests.own_server import OwnServer

pytestmark = pytest.mark.parametrize("kept_in", [SERVER], indirect=True)
_END_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"
)


def test_a_lost_connection_is_told_and_the_next_read_finds_the_server(
    challenge: OpenChallenge, own_server: OwnServer
) -> None:
    assert challenge.lists.challenge().stories == 0
    own_server.run(_END_ALL.replace("{}", challenge.path.stem))
    with pytest.raises(ServerGone):
        challenge.lists.challenge()
    assert challenge.lists.challenge().stories == 0


def test_giving_up_where_nothing_is_read_stops_nothing(challenge: OpenChallenge) -> None:
    for _turn in range(3):
        challenge.lists.interrupt()
        assert challenge.lists.challenge().stories == 0
