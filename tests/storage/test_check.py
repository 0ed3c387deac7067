"""Records that no longer fit together: found by check, told plainly by whatever else reads them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from learningstories.domain.errors import FileDamaged
from learningstories.domain.story import Attachment, AttachmentId, Story
from learningstories.services.opening import OpenChallenge
from learningstories.storage import opening


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM reviewer",
        "UPDATE story SET received_at = 'some day' WHERE number = 1",
        "UPDATE story SET id = '00000000000000000000000000000001' WHERE number = 1",
    ],
)
def test_records_that_do_not_fit_together_are_told_and_nothing_is_left_beside_the_file(
    filled: Path, clock: Any, damage: str
) -> None:
    with closing(sqlite3.connect(filled)) as database:
        database.execute(damage)
        database.commit()
    opened = opening.open_challenge(filled, clock, "Ada")
    assert opened.check()
    with pytest.raises(FileDamaged):
        _look_at_all(opened)
    opened.close()
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def _look_at_all(opened: OpenChallenge) -> None:
    opened.lists.lines(range(1, 13))
    opened.lists.ratings()
    with opened.workspace.read() as unit:
        stories = {story.id: story for story in unit.stories.all()}
        assert [stories[reading.story_id] for reading in unit.readings.all()]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE challenge SET zone = 'Mars/One'", "challenge: one of them cannot be read"),
        ("UPDATE challenge SET scale = '[]'", "challenge: one of them cannot be read"),
        ("UPDATE reading SET text_sha = 'gone'", "reference: a line of reading points to a missing text"),
    ],
)
def test_check_finds_what_no_table_forbids(filled: Path, clock: Any, damage: str, fault: str) -> None:
    with closing(sqlite3.connect(filled)) as database:
        database.execute(damage)
        database.commit()
    opened = opening.open_challenge(filled, clock, "Ada")
    # Where stories stand was noted by the facts as they were before.
    assert [told for told in opened.check() if not told.startswith("lists: ")] == [fault]
    opened.close()


def test_check_finds_a_file_of_another_size_than_told(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    add_story(challenge.workspace, "I learned.")
    with challenge.workspace.change("Keep a file") as unit:
        unit.attachments.add(
            Attachment(
                id=AttachmentId(uuid4()),
                story_id=unit.story(1).id,
                sha=unit.blobs.put(b"12345"),
                name="letter.txt",
                media_type="text/plain",
                size=6,
                role="original",
            )
        )
    assert [fault.rpartition(":")[0] or fault for fault in challenge.check()] == ["file"]
    challenge.close()
