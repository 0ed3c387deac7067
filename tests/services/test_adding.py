from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from learningstories.documents.documents import Documents
from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.challenge import LateRule
from learningstories.domain.deadline import Verdict
from learningstories.domain.errors import Cancelled
from learningstories.services.adding import add, add_version
from learningstories.services.preview import Reception, preview
from learningstories.services.progress import Control

START = datetime(2013, 3, 1, tzinfo=UTC)
STORY = "---\ntitle: {title}\nauthor: Ada\nconsent: read, print\nreceived: {at}\n---\nOne two three.\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Documents]:
    with Documents() as documents:
        yield documents


@pytest.fixture
def write(tmp_path):
    def write_file(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write_file


@pytest.fixture
def look_at(reader, clock):
    """Previews files for a challenge."""

    def look_at_files(paths, challenge, received=None):
        reception = Reception(challenge=challenge, reader=reader, now=clock(), received=received)
        return preview(paths, reception).found

    return look_at_files


@pytest.fixture
def look(look_at, write, make_challenge):
    """Previews one Markdown file."""

    def look_at_text(text, received=None):
        [found] = look_at([write("s.md", text)], make_challenge(), received)
        return found

    return look_at_text


def test_a_preview_stores_nothing_and_names_what_cannot_be_read(workspace, look_at, write, make_challenge):
    paths = [
        write("good.md", STORY.format(title="Good", at="2013-03-18 09:00")),
        write("bad.docx", "no Word file"),
        write("late.md", STORY.format(title="Late", at="2013-03-23 09:00")),
    ]
    found = look_at(paths, make_challenge(late_rule=LateRule.REFUSE))
    assert [each.draft.title if each.draft else each.failure.cause for each in found] == [
        "Good",
        "not_a_docx",
        "Late",
    ]
    assert [each.verdict for each in found if each.draft] == [Verdict.ON_TIME, Verdict.REFUSED]
    with workspace.read() as unit:
        assert not unit.stories.all()


def test_everything_that_was_sent_is_stored_in_one_step(workspace, look_at, write, make_challenge):
    paths = [
        write("one.md", STORY.format(title="One", at="2013-03-18 09:00")),
        write("late.md", STORY.format(title="Late", at="2013-03-23 09:00")),
    ]
    stories = add(
        workspace,
        look_at(paths, make_challenge(late_rule=LateRule.REFUSE)),
    )
    assert [(story.number, story.title) for story in stories] == [(1, "One"), (2, "Late")]
    assert stories[0].received_at == datetime(2013, 3, 18, 9, tzinfo=UTC)
    with workspace.read() as unit:
        story = unit.story(2)
        [original] = unit.attachments.find(story_id=story.id, role="original")
        assert unit.blobs.get(original.sha) == paths[1].read_bytes()
        assert unit.texts.get(story.text_sha) == "One two three.\n"
        assert [version.version for version in unit.versions.find(story_id=story.id)] == [1]
    assert workspace.undo_label() == "Add 2 stories"
    workspace.undo()
    with workspace.read() as unit:
        assert not unit.stories.all()


@pytest.mark.parametrize(
    ("told", "given", "moment_and_claim"),
    [
        ("2013-03-18 09:00", None, (datetime(2013, 3, 18, 9, tzinfo=UTC), ReceivedBy.FRONT_MATTER)),
        ("2013-03-18T09:00+01:00", None, (datetime(2013, 3, 18, 8, tzinfo=UTC), ReceivedBy.FRONT_MATTER)),
        ("2013-07-18 09:00 UTC", None, (datetime(2013, 7, 18, 9, tzinfo=UTC), ReceivedBy.FRONT_MATTER)),
        ("2013-03-18 23:59 AoE", None, (datetime(2013, 3, 19, 11, 59, tzinfo=UTC), ReceivedBy.FRONT_MATTER)),
        ("2013-03-18 09:00", START, (START, ReceivedBy.GIVEN)),
    ],
)
def test_the_surest_claim_of_when_it_came_counts(look, told, given, moment_and_claim):
    found = look(STORY.format(title="T", at=told), received=given)
    assert (found.received_at, found.received_by) == moment_and_claim


def test_a_time_that_is_not_understood_is_told_and_the_files_own_counts(look_at, write, make_challenge):
    [found] = look_at([write("s.md", STORY.format(title="T", at="soon"))], make_challenge())
    assert found.received_by is ReceivedBy.FILE_TIME
    assert "received_not_understood" in [problem.code for problem in found.problems]


def test_stopping_stores_nothing(workspace, look):
    found = [look(STORY.format(title="T", at=""))]
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        add(workspace, found, control)
    with workspace.read() as unit:
        assert not unit.stories.all()


def test_a_newer_text_leaves_the_earlier_one_among_the_versions(workspace, look_at, write, make_challenge):
    text = STORY.format(title="T", at="")
    add(
        workspace,
        look_at([write("s.md", text)], make_challenge()),
    )
    [newer] = look_at([write("s2.md", text + "\nFour.")], make_challenge())
    story = add_version(workspace, 1, newer)
    assert (story.version, story.words) == (2, 4)
    with workspace.read() as unit:
        texts = {unit.texts.get(version.text_sha) for version in unit.versions.find(story_id=story.id)}
    assert texts == {"One two three.\n", "One two three.\n\nFour.\n"}
