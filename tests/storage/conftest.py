"""A challenge with something in it, and the use that is made of a file."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.errors import (
    ExpectedError,
)
from learningstories.domain.story import Story
from learningstories.services import reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.sentences import advice
from learningstories.services.story_query import StoryQuery
from learningstories.storage import opening


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that wants a filled challenge keeps it for the others."""
    return tmp_path_factory.mktemp("filled") / "challenge.stories"


@pytest.fixture
def filled(filled_once: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A closed challenge with a few stories, a file in it and a reading."""
    if not filled_once.exists():
        shutil.copy(
            _fill(*map(request.getfixturevalue, ("challenge", "add_story", "add_reviewer"))), filled_once
        )
        return tmp_path / filled_once.name
    return Path(shutil.copy(filled_once, tmp_path))


def _fill(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> Path:
    for number in range(12):
        add_story(challenge.workspace, f"I learned {number} things. " * 40, title=f"Story {number}")
    with challenge.workspace.change("Keep a file") as unit:
        unit.blobs.put(bytes(range(256)) * 300)
    reviewing.answer(challenge.workspace, add_reviewer(challenge.workspace).email, 1, value=5, why="so")
    challenge.close()
    return challenge.path


@pytest.fixture
def use(clock: Any) -> Callable[[Path], list[str]]:
    """Opens a file, reads everything, changes something: the faults, or the failure a person is told."""
    return lambda path: _use(path, clock)


def _use(path: Path, clock: Any) -> list[str]:
    try:
        one = opening.open_challenge(path, clock, "Ada")
    except ExpectedError as error:
        return [advice(error)]
    try:
        one.lists.first_lines(StoryQuery(search="things"), 20)
        one.lists.state_counts()
        one.lists.challenge()
        one.lists.ratings()
        with one.workspace.read() as unit:
            for records in (unit.challenges, unit.stories, unit.versions, unit.readings, unit.reviewers):
                records.all()
            for story in unit.stories.all():
                unit.texts.get(story.text_sha)
        one.workspace.history()
        stories.edit(one.workspace, 1, title="Changed")
        one.workspace.undo()
        return one.check()
    except ExpectedError as error:
        return [advice(error)]
    finally:
        one.close()
