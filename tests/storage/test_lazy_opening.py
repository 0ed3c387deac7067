"""A challenge whose first transaction is yet to come."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import StoryQuery


@pytest.fixture
def path(tmp_path: Path, new_challenge: Callable[..., OpenChallenge]) -> Path:
    new_challenge(tmp_path / "a.stories").close()
    return tmp_path / "a.stories"


def test_the_list_is_read_before_sqlalchemy_is_loaded(path: Path) -> None:
    program = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from learningstories.services.story_query import StoryQuery
from learningstories.storage import opening
opened = opening.open_challenge(Path(sys.argv[1]), lambda: datetime.now(UTC), "Ada")
opened.lists.first_lines(StoryQuery(), 10)
before = "sqlalchemy" in sys.modules
opened.workspace.undo_label()
opened.close()
sys.exit(before or "sqlalchemy" not in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False, timeout=60)  # noqa: S603 - ourselves
    assert done.returncode == 0


def test_closing_leaves_nothing_beside_the_file(
    path: Path, open_challenge: Callable[..., OpenChallenge]
) -> None:
    before = path.read_bytes()
    opened = open_challenge(path)
    opened.lists.first_lines(StoryQuery(), 10)
    opened.close()
    assert [each.name for each in path.parent.iterdir()] == ["a.stories"]
    assert path.read_bytes() == before


def test_closing_does_not_make_a_file_that_is_gone(
    path: Path, open_challenge: Callable[..., OpenChallenge]
) -> None:
    opened = open_challenge(path)
    opened.close()
    path.unlink()
    opened.close()
    assert list(path.parent.iterdir()) == []


def test_it_can_be_used_again_after_closing(path: Path, open_challenge: Callable[..., OpenChallenge]) -> None:
    opened = open_challenge(path)
    opened.close()
    assert opened.workspace.undo_label() is None
