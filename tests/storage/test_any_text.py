"""Whatever stands in a text is kept, found and given back, in a file and on a server."""

from collections.abc import Callable
from random import Random

import pytest

from learningstories.domain.story import Story
from learningstories.services import reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import StoryQuery

pytestmark = pytest.mark.on_both
ODD = "50% :name ? '' \" \\ %(x)s %s {} $1 \u00e9\U0001f600\u202e"


def test_no_letter_of_a_text_means_anything_to_the_database(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., object]
) -> None:
    story = add_story(challenge.workspace, ODD, title=ODD, author=ODD, theme=ODD, email="a'b@example.org")
    add_reviewer(challenge.workspace)
    reviewing.answer(challenge.workspace, "grace@example.org", 1, value=3, why=ODD)
    with challenge.workspace.read() as unit:
        assert unit.story(1) == story
        assert unit.texts.get(story.text_sha) == ODD
        assert unit.readings.all()[0].why == ODD
    assert challenge.lists.first_lines(StoryQuery(search="50% :name"), 5)[0].title == ODD
    assert challenge.lists.kinds().themes == {ODD: 1}
    stories.edit(challenge.workspace, 1, title="Plain")
    challenge.workspace.undo()
    assert challenge.workspace.history()[0].changes.records[0].after == {"title": ODD}
    assert challenge.check() == []


def test_nul_and_half_letters_become_marks_that_can_be_kept(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    add_story(challenge.workspace, "one\0two \ud800", title="a\0b", author="c\ud800")
    with challenge.workspace.read() as unit:
        story = unit.story(1)
        assert (story.title, story.author) == ("a\ufffdb", "c?")
        assert unit.texts.get(story.text_sha) == "one\ufffdtwo ?"
    assert challenge.check() == []


def test_what_stories_are_found_by_may_be_long(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    long = Random(1).randbytes(4_000).hex()  # noqa: S311 - which cannot be pressed together
    story = add_story(challenge.workspace, title=long, message_id=long, form_row=long, email=long)
    with challenge.workspace.read() as unit:
        assert unit.stories.find(message_id=long) == [story]
    assert [found.title for found in challenge.lists.named(long[:6], 5)] == [long]
