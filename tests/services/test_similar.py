import random
from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.errors import NoSuchStory
from learningstories.domain.story import Story
from learningstories.services import stories
from learningstories.services.likeness import Alike
from learningstories.services.similar import similar_to
from tests.services.alike_stories import as_text, story


def text(seed: int) -> list[str]:
    return story(random.Random(seed), 20, 20)  # noqa: S311 - the same each time


@pytest.fixture
def four(workspace: Any, add_story: Callable[..., Story]) -> Any:
    """#2 has most of #1, by another author, #3 some of it by the same; #4 is like none."""
    add_story(workspace, as_text(text(1)), title="First", author="Ana")
    add_story(workspace, as_text([*text(1)[:15], *text(2)[:5]]), title="Second", author="Ben")
    add_story(workspace, as_text([*text(1)[:8], *text(3)[:4]]), title="Third", author="ana")
    add_story(workspace, as_text(text(4)), title="Fourth", author="Ana")
    return workspace


def found(workspace: Any, number: int) -> list[tuple[int | None, Alike]]:
    return [(each.number, each.kind) for each in similar_to(workspace, number)]


def test_stories_that_share_passages_are_found_most_alike_first(four: Any) -> None:
    assert found(four, 1) == [(2, Alike.SIMILAR), (3, Alike.SIMILAR)]
    assert found(four, 3) == [(1, Alike.NEW_VERSION), (2, Alike.SIMILAR)]
    assert found(four, 4) == []
    assert similar_to(four, 1)[0].percent > similar_to(four, 1)[1].percent


def test_what_is_edited_is_alike_no_more(four: Any) -> None:
    stories.edit(four, 2, markdown=as_text(text(9)))
    assert found(four, 1) == [(3, Alike.SIMILAR)]
    four.undo()
    assert [number for number, _kind in found(four, 1)] == [2, 3]


def test_the_same_text_is_told_by_who_wrote_it(workspace: Any, add_story: Callable[..., Story]) -> None:
    for author in ("Ana", "Ana", "Ben"):
        add_story(workspace, as_text(text(1)), author=author)
    assert found(workspace, 1) == [(2, Alike.SAME_TEXT), (3, Alike.SIMILAR)]


def test_a_text_of_a_few_words_is_like_none(workspace: Any, add_story: Callable[..., Story]) -> None:
    add_story(workspace, "Please see attached.")
    add_story(workspace, "Please see attached.")
    assert found(workspace, 1) == []


def test_a_story_that_is_not_there(workspace: Any) -> None:
    with pytest.raises(NoSuchStory):
        similar_to(workspace, 1)
