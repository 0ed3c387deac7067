"""Several people work on one challenge on a server at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from learningstories.domain.errors import Cancelled, NothingToUndo, ServerGone, UndoBlocked
from learningstories.domain.story import Story
from learningstories.services import stories
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.story_query import StoryQuery
from learningstories.storage.moving import push
from learningstories.storage.server.opening import open_server
from tests.conftest import SERVER
from tests.on_server import KEEPER, ServedChallenges
from tests.own_server import OwnServer
from tests.services.reviewers_world import FILES, GRACE, arrived, make_world

pytestmark = pytest.mark.parametrize("kept_in", [SERVER], indirect=True)
_STEPS = 8


@pytest.fixture
def two(
    challenge: OpenChallenge, open_challenge: Callable[..., OpenChallenge]
) -> tuple[OpenChallenge, OpenChallenge]:
    """The same challenge, open to Ada and to Bo."""
    return challenge, open_challenge(challenge.path, "Bo")


def at_once(*deeds: Callable[[], object]) -> list[BaseException]:
    """Let all begin in the same moment; what went wrong."""
    begin, wrong = Barrier(len(deeds)), list[BaseException]()

    def run(deed: Callable[[], object]) -> None:
        begin.wait()
        try:
            deed()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_no_step_of_two_is_lost_and_each_has_its_place(
    two: tuple[OpenChallenge, OpenChallenge], add_story: Callable[..., Story]
) -> None:
    ada, bo = two

    def adding(one: OpenChallenge) -> Callable[[], None]:
        return lambda: [add_story(one.workspace) for _ in range(_STEPS)] and None

    assert at_once(adding(ada), adding(bo)) == []
    assert sorted(ada.lists.numbers(StoryQuery())) == list(range(1, 2 * _STEPS + 1))
    steps = [line for line in ada.workspace.history() if line.label == "Add a story"]
    assert len({line.seq for line in steps}) == 2 * _STEPS
    assert {line.who for line in steps} == {"Ada", "Bo"}
    assert ada.check() == []


def test_returns_are_merged_once_though_two_merge_at_the_same_time(
    kept_in: str, served: ServedChallenges, own_server: OwnServer, tmp_path: Path
) -> None:
    world = make_world(tmp_path)
    device = world.device(GRACE, "phone")
    device.answer(1, value=4)
    sent = device.return_file()
    where = served.address(own_server.database(KEEPER))
    push(world.file, where, KEEPER, Control())
    both = [open_server(where, KEEPER, world.clock, who) for who in ("Ada", "Bo")]
    merged: list[int] = []

    def merging(one: OpenChallenge) -> Callable[[], None]:
        return lambda: merged.append(merge(one.workspace, FILES, [arrived(sent)]).merged)

    assert at_once(*map(merging, both)) == []
    assert sorted(merged) == [0, 1]
    assert [rating.value for rating in both[0].lists.ratings()] == [4]
    assert both[1].check() == []
    for one in both:
        one.close()


def test_undo_never_takes_back_what_another_did_later(
    two: tuple[OpenChallenge, OpenChallenge], add_story: Callable[..., Story]
) -> None:
    ada, bo = two
    add_story(ada.workspace, title="First")
    stories.edit(ada.workspace, 1, title="Of Ada")
    with pytest.raises(NothingToUndo):
        bo.workspace.undo()
    stories.edit(bo.workspace, 1, title="Of Bo")
    with pytest.raises(UndoBlocked):
        ada.workspace.undo()
    assert [line.title for line in ada.lists.lines([1])] == ["Of Bo"]
    bo.workspace.undo()
    ada.workspace.undo()
    assert [line.title for line in bo.lists.lines([1])] == ["First"]


def test_a_connection_that_broke_is_told_once_and_made_again(
    two: tuple[OpenChallenge, OpenChallenge], add_story: Callable[..., Story], own_server: OwnServer
) -> None:
    ada, _bo = two
    add_story(ada.workspace, title="Before")
    assert ada.lists.challenge().stories == 1
    _cut(own_server, ada)
    with pytest.raises(ServerGone):
        ada.lists.challenge()
    assert ada.lists.challenge().stories == 1
    with pytest.raises(ServerGone) as broken:
        _half_a_step(ada, own_server)
    assert not broken.value.perhaps_stored
    stories.edit(ada.workspace, 1, title="After")
    with pytest.raises(ServerGone):
        ada.lists.challenge()
    assert [line.title for line in ada.lists.lines([1])] == ["After"]
    assert [line.label for line in ada.workspace.history(limit=2)] == ["Edit #1", "Add a story"]
    assert ada.check() == []


def _half_a_step(opened: OpenChallenge, server: OwnServer) -> None:
    with opened.workspace.change("Half") as unit:
        unit.texts.put("half")
        _cut(server, opened)
        unit.texts.put("half of it")


def _cut(server: OwnServer, opened: OpenChallenge) -> None:
    """End every connection to the database."""
    assert opened.address is not None
    ended = server.run(
        "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        database=opened.address.database,
    )
    assert ended
    assert all(done for (done,) in ended)


def test_a_read_can_be_given_up(challenge: OpenChallenge) -> None:
    lists: Any = challenge.lists
    wrong: list[BaseException] = []

    def reading() -> None:
        try:
            with lists._reading() as read:
                begun.wait()
                read("SELECT pg_sleep(60)")
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)

    begun = Barrier(2)
    thread = Thread(target=reading)
    thread.start()
    begun.wait()
    while thread.is_alive():  # it may not have come to the server yet
        lists.interrupt()
        thread.join(0.05)
    assert [type(error) for error in wrong] == [Cancelled]
    assert challenge.lists.challenge().stories == 0


@pytest.fixture(autouse=True)
def closed(opened: list[OpenChallenge]) -> Iterator[None]:
    """What is open is closed before the database behind it is used again."""
    yield
    for one in opened:
        one.close()
