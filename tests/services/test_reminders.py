from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from learningstories.domain.errors import CannotWrite
from learningstories.services import challenges
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.reminders import Reminders, write_reminders
from learningstories.services.reviewing import NewReviewer, add_reviewers, edit_reviewer
from tests.services.reviewers_world import BEN, FILES, GRACE, World, arrived, make_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path, community="L&D Connect", contact="ada@example.org")


@pytest.fixture
def opened(world: World) -> OpenChallenge:
    return world.copy()


def written(opened: OpenChallenge, folder: Path, *emails: str) -> Reminders:
    return write_reminders(opened.workspace, opened.lists, folder, emails, Control())


def mail(path: Path) -> tuple[Message, str]:
    found = message_from_bytes(path.read_bytes())
    text = found.get_payload(decode=True).decode()  # type: ignore[union-attr]
    return found, text.replace("\r\n", "\n")


def test_who_has_sent_nothing_is_asked_for_it(world: World, opened: OpenChallenge, tmp_path: Path) -> None:
    challenges.alter(opened.workspace, returns_until=world.now.replace(day=28))
    made = written(opened, tmp_path / "out", BEN)
    (path,) = made.files
    head, text = mail(path)
    assert path.name == "Reminder - Ben Taylor.eml"
    assert (head["To"], head["X-Unsent"]) == ("Ben Taylor <ben@example.org>", "1")
    assert head["From"] == "L&D Connect <ada@example.org>"
    assert text.startswith("Dear Ben Taylor,\n\nwe sent you 3 stories of “Stories” to read, and your answers")
    assert "Please send it by Thursday 28 March 2013, 12:02." in text
    opened.close()


def test_who_has_sent_some_is_thanked(world: World, opened: OpenChallenge, tmp_path: Path) -> None:
    reading = world.device(BEN, "desk")
    reading.answer(2, value=4)
    merge(opened.workspace, FILES, [arrived(reading.return_file())])
    _head, text = mail(written(opened, tmp_path, BEN).files[0])
    assert "thank you for your answers about “Stories”. 2 stories are still open." in text
    opened.close()


def test_a_day_that_is_over_is_asked_about(world: World, opened: OpenChallenge, tmp_path: Path) -> None:
    challenges.alter(opened.workspace, returns_until=world.now)
    _head, text = mail(written(opened, tmp_path, BEN).files[0])
    assert "please tell us whether you need more time" in text
    opened.close()


def test_a_draft_is_in_the_language_of_the_challenge_and_replaces_none(
    opened: OpenChallenge, tmp_path: Path
) -> None:
    first, second = written(opened, tmp_path, BEN), written(opened, tmp_path, BEN, GRACE)
    assert [path.name for path in (*first.files, *second.files)] == [
        "Reminder - Ben Taylor.eml",
        "Reminder - Ben Taylor (2).eml",
        "Reminder - Grace Hopper.eml",
    ]
    opened.close()


def test_who_cannot_be_written_to_is_named(opened: OpenChallenge, tmp_path: Path) -> None:
    add_reviewers(opened.workspace, [NewReviewer(name="Odd", email="o,dd@x.y")])
    edit_reviewer(opened.workspace, BEN, name="Ben\nBcc: everybody@example.org")
    made = written(opened, tmp_path, "o,dd@x.y", BEN)
    assert made.without_address == ("Odd",)
    head, _text = mail(made.files[0])
    assert head["Bcc"] is None
    opened.close()


def test_a_folder_that_cannot_be_written_is_told(opened: OpenChallenge, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CannotWrite):
        written(opened, tmp_path / "file", BEN)
    opened.close()
