"""A workspace that tells what it does."""

from collections.abc import Callable, Iterator

import pytest

from learningstories.documents.documents import Documents
from learningstories.domain.story import Story
from learningstories.services.changes import ChangeSet
from learningstories.services.workspace import Workspace


@pytest.fixture
def told(workspace: Workspace) -> list[ChangeSet]:
    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    return heard


@pytest.fixture
def story(workspace: Workspace, add_story: Callable[..., Story]) -> Story:
    return add_story(workspace, title="First")


@pytest.fixture(scope="session")
def reader() -> Iterator[Documents]:
    """The process that reads documents."""
    with Documents() as documents:
        yield documents
