"""Each works, or looks, with the app as it is for a file."""

from dataclasses import replace

import pytest

from learningstories.domain.errors import NothingToUndo, ReaderOnly
from learningstories.main import now
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import StoryQuery
from learningstories.storage.server.opening import open_server
from tests.storage.roles.conftest import ORGANISER, OTHER, OWNER, READER, Shared


def _as(shared: Shared, who: str, opened: list[OpenChallenge]) -> OpenChallenge:
    opened.append(open_server(shared.address(who), shared.words[who], now))
    return opened[-1]


def _rename(challenge: OpenChallenge, title: str) -> None:
    with challenge.workspace.change("Rename") as unit:
        unit.challenges.replace(replace(unit.challenge(), title=title))


def test_organisers_work_under_their_own_names_and_take_back_their_own(
    shared: Shared, opened: list[OpenChallenge]
) -> None:
    ben, bea = _as(shared, ORGANISER, opened), _as(shared, OTHER, opened)
    _rename(ben, "Ben's")
    assert bea.workspace.undo_label() is None
    with pytest.raises(NothingToUndo):
        bea.workspace.undo()
    _rename(bea, "Bea's")
    assert [line.who for line in ben.workspace.history(limit=2)] == [OTHER, ORGANISER]
    bea.workspace.undo()
    assert ben.lists.challenge().title == "Ben's"
    bea.workspace.redo()
    bea.workspace.undo()
    ben.workspace.undo()
    assert ben.lists.challenge().title == "Stories"
    assert ben.check() == []


def test_typing_is_one_step_of_its_author(shared: Shared, opened: list[OpenChallenge]) -> None:
    ben = _as(shared, ORGANISER, opened)
    before = len(ben.workspace.history())
    for title in ("S", "St", "Sto"):
        with ben.workspace.change("Rename", merge="title") as unit:
            unit.challenges.replace(replace(unit.challenge(), title=title))
    assert len(ben.workspace.history()) == before + 1
    ben.workspace.undo()
    assert ben.lists.challenge().title == "Stories"


def test_a_reader_follows_and_changes_nothing(shared: Shared, opened: list[OpenChallenge]) -> None:
    cleo, owner = _as(shared, READER, opened), _as(shared, OWNER, opened)
    news: list[ChangeSet] = []
    cleo.workspace.subscribe(news.append)
    cleo.workspace.follow_others()
    _rename(owner, "Followed")
    assert cleo.workspace.follow_others()
    assert [change.kind for change in news[0].records] == [Kind.CHALLENGE]
    assert cleo.lists.challenge().title == "Followed"
    with pytest.raises(ReaderOnly):
        _rename(cleo, "Cleo's")
    with pytest.raises(ReaderOnly):
        cleo.check()
    owner.workspace.undo()
    assert len(cleo.lists.lines(cleo.lists.numbers(StoryQuery()))) > 0
    with cleo.workspace.read() as unit:
        assert {reviewer.email.rpartition("@")[2] for reviewer in unit.reviewers.all()} == {
            "reviewer.invalid"
        }
        assert unit.packs.all() == unit.returns.all() == unit.promises.all() == []
