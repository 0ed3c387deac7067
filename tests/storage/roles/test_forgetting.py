"""What is forgotten is forgotten by an owner; an organiser is told so, and nothing is done by halves."""

from datetime import UTC, datetime

import pytest

from learningstories.domain.errors import NotTheOwner
from learningstories.main import now
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_removal import remove_person
from learningstories.services.pruning import forget_before
from learningstories.storage.server.opening import open_server
from tests.storage.roles.conftest import ORGANISER, OWNER, Shared


def _as(shared: Shared, who: str, opened: list[OpenChallenge]) -> OpenChallenge:
    opened.append(open_server(shared.address(who), shared.words[who], now))
    return opened[-1]


def test_an_organiser_forgets_nothing(shared: Shared, opened: list[OpenChallenge]) -> None:
    ben = _as(shared, ORGANISER, opened)
    steps = [line.label for line in ben.workspace.history()]
    with pytest.raises(NotTheOwner):
        remove_person(ben, "grace@example.org", keep_readings=True)
    with pytest.raises(NotTheOwner):
        forget_before(ben, datetime(2999, 1, 1, tzinfo=UTC))
    assert [line.label for line in ben.workspace.history()] == steps
    owner = _as(shared, OWNER, opened)
    with owner.workspace.read() as unit:
        assert "grace@example.org" in {one.email for one in unit.reviewers.all()}
    assert owner.check() == []
