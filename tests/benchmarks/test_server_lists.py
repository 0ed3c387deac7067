"""What the lists of a challenge on a server cost as it grows.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from learningstories.storage.server.engine import connection_to
from learningstories.storage.server.lists import ServerLists
from tests.benchmarks.big_file import big_file
from tests.benchmarks.big_server import fill_server
from tests.benchmarks.test_lists import PAGE, RAW, reads
from tests.own_server import SECRET, OwnServer

SEARCHED_UP_TO = 100_000
NEED_MORE = ("overview: the rest", "list of reviewers")  # than the lists alone
GOAL_MS = 100.0


@pytest.mark.benchmark
@pytest.mark.parametrize("stories", [1_000, 100_000, 1_000_000])
def test_the_lists_of_a_server_as_it_grows(
    stories: int, own_server: OwnServer, median_ms: Callable[..., float], figures: Callable[..., None]
) -> None:
    searched = stories <= SEARCHED_UP_TO
    address = own_server.address(fill_server(own_server, big_file(stories), searched=searched))
    lists = ServerLists(address, SECRET)
    with connection_to(address, SECRET) as raw:
        page = f"{RAW} ORDER BY number LIMIT {PAGE}"
        baseline = median_ms(lambda: raw.execute(page).fetchall())
    for name, read in reads(SimpleNamespace(lists=lists)).items():
        if name not in NEED_MORE and (searched or "“" not in name):
            figures(f"{stories:,}: {name}", median_ms(read, 3), baseline, most=GOAL_MS)
    lists.close()
