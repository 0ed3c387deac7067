import io
from collections.abc import Iterator

import pytest
from PIL import Image

from learningstories.documents.documents import Documents
from learningstories.domain.errors import NoSuchStory, StoryUnreadable
from learningstories.services.adding import add
from learningstories.services.attachments import attach, describe, exchange, is_what_was_sent, remove
from learningstories.services.deliveries import Part
from learningstories.services.kept import bytes_of
from learningstories.services.preview import Reception, preview
from tests.documents.recordings import film, sound


@pytest.fixture(scope="module")
def documents() -> Iterator[Documents]:
    with Documents() as reader:
        yield reader


def picture(shade=30):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (shade, 120, 90)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def write(tmp_path):
    def write_file(name, data):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write_file


@pytest.fixture
def illustrated(workspace, documents, write, make_challenge, clock):
    """A story that shows a picture."""
    paths = [
        write("s.md", b"# Boat\n\nSee ![my \\[old\\] boat](boat.png) sail.\n"),
        write("boat.png", picture()),
    ]
    reception = Reception(challenge=make_challenge(), reader=documents, now=clock())
    [story] = add(workspace, preview(paths, reception).found)
    return story


def files(workspace):
    with workspace.read() as unit:
        return {kept.role: kept for kept in unit.attachments.all()}


def text(workspace, number=1):
    with workspace.read() as unit:
        return unit.texts.get(unit.story(number).text_sha)


@pytest.mark.parametrize(
    ("name", "data", "understood"),
    [
        ("memo.wav", sound(75), ("sound", 75, 0)),
        ("film.mp4", film(60, 320, 240, padding=5_000), ("video", 60, 320)),
        ("photo.png", picture(), ("picture", 0, 40)),
        ("broken.png", picture()[:60], ("file", 0, 0)),
        ("letter.docx", b"anything", ("file", 0, 0)),
        ("stories.zip", b"PK\x03\x04anything", ("file", 0, 0)),
    ],
)
@pytest.mark.parametrize("within", [True, False])
def test_any_file_comes_along_as_what_it_is(documents, write, name, data, understood, within):
    path = write(name, data)
    file = documents.read_file(Part(name=name, data=data) if within else path)
    assert (file.role, file.seconds, file.width) == understood
    assert file.name == name
    assert file.role == "picture" or bytes_of(file.data) == data


def test_what_is_not_there_cannot_come_along(documents, tmp_path):
    with pytest.raises(StoryUnreadable):
        documents.read_file(tmp_path / "gone.wav")


def test_a_file_is_added_described_and_removed_and_each_can_be_undone(workspace, add_story, documents, write):
    add_story(workspace)
    attach(workspace, 1, documents.read_file(write("memo.wav", sound(75))))
    kept = files(workspace)["sound"]
    assert (kept.seconds, workspace.undo_label()) == (75, "Add “memo.wav” to #1")
    describe(workspace, kept.id, " I tell of the boat. ")
    assert files(workspace)["sound"].description == "I tell of the boat."
    remove(workspace, kept.id)
    assert files(workspace) == {}
    workspace.undo()
    assert files(workspace)["sound"].description == "I tell of the boat."
    with workspace.read() as unit:
        assert unit.blobs.get(kept.sha) == sound(75)
    workspace.undo()
    workspace.undo()
    assert files(workspace) == {}


def test_a_file_needs_a_story(workspace, documents, write):
    with pytest.raises(NoSuchStory):
        attach(workspace, 9, documents.read_file(write("memo.wav", sound(1))))


def test_a_picture_that_is_replaced_is_replaced_in_the_text_too(workspace, illustrated, documents, write):
    before = files(workspace)["picture"]
    describe(workspace, before.id, "my boat")
    exchange(workspace, before.id, documents.read_file(write("new.png", picture(200))))
    after = files(workspace)["picture"]
    assert (after.name, after.description) == ("new.png", "my boat")
    assert text(workspace) == f"See ![my \\[old\\] boat](media:{after.sha}) sail.\n"
    workspace.undo()
    assert files(workspace)["picture"].sha == before.sha
    assert f"media:{before.sha}" in text(workspace)


def test_a_picture_that_is_removed_leaves_its_description_in_the_text(workspace, illustrated):
    remove(workspace, files(workspace)["picture"].id)
    assert text(workspace) == "See my \\[old\\] boat sail.\n"
    with workspace.read() as unit:
        assert [version.version for version in unit.versions.all()] == [1, 2]
    workspace.undo()
    assert "media:" in text(workspace)
    with workspace.read() as unit:
        assert unit.story(1).version == 1


def test_a_recording_that_is_replaced_leaves_the_text_alone(workspace, add_story, documents, write):
    add_story(workspace, "Once.")
    attach(workspace, 1, documents.read_file(write("memo.wav", sound(5))))
    exchange(workspace, files(workspace)["sound"].id, documents.read_file(write("better.wav", sound(9))))
    assert (files(workspace)["sound"].seconds, text(workspace)) == (9, "Once.")
    with workspace.read() as unit:
        assert unit.story(1).version == 1


def test_what_was_sent_is_known_as_such(workspace, illustrated, documents, write, make_challenge, clock):
    kept = files(workspace)
    assert is_what_was_sent(illustrated, kept["original"])
    assert not is_what_was_sent(illustrated, kept["picture"])
    reception = Reception(challenge=make_challenge(), reader=documents, now=clock())
    [told] = add(workspace, preview([write("memo.wav", sound(75))], reception).found)
    assert is_what_was_sent(told, files(workspace)["sound"])
