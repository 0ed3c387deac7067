import io
import os
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from learningstories.documents import files
from learningstories.documents.manuscript import Material
from learningstories.documents.recording import EXCERPT, read_recording
from learningstories.documents.refusal import Refusal
from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.errors import StoryUnreadable
from learningstories.services.deliveries import Part
from learningstories.services.kept import Kept, bytes_of
from tests.documents.recordings import compressed_sound, film, sound


@pytest.mark.parametrize(
    ("name", "data", "understood"),
    [
        ("memo.wav", sound(61), ("sound", "audio/wav", 61)),
        ("memo.mp3", compressed_sound(200), ("sound", "audio/mpeg", 200)),
        ("film.mp4", film(75, padding=20_000), ("video", "video/mp4", 75)),
        ("film.mov", film(75, padding=20_000, at_end=False), ("video", "video/mp4", 75)),
        ("named wrongly.txt", sound(61), ("sound", "audio/wav", 61)),
    ],
)
def test_a_recording_is_a_story_that_still_needs_a_summary(documents, write, name, data, understood):
    draft = documents.read(write(name, data))
    [file] = draft.files
    assert (file.role, file.media_type, file.seconds) == understood
    assert file.name == name
    assert bytes_of(file.data) == data == bytes_of(draft.original)
    assert (draft.title, draft.words, draft.markdown) == (name.rsplit(".", 1)[0], 0, "")
    codes = {problem.code for problem in draft.problems}
    assert {"media_without_summary", "media_without_description", "title_from_name"} <= codes


def test_a_film_says_how_large_its_picture_is(documents, write):
    [file] = documents.read(write("film.mp4", film(75, 640, 360, padding=20_000))).files
    assert (file.width, file.height) == (640, 360)


def test_what_a_recording_is_called_is_its_title(documents, write):
    draft = documents.read(write("rec_001.mp3", compressed_sound(20, "The boat", "Ada Lovelace")))
    assert (draft.title, draft.author) == ("The boat", "Ada Lovelace")
    assert "title_from_name" not in {problem.code for problem in draft.problems}


@pytest.mark.parametrize("at_end", [True, False])
def test_a_long_film_is_known_by_its_start_and_its_end(documents, write, at_end):
    data = film(3_600, padding=3 * EXCERPT, at_end=at_end)
    draft = documents.read(write("long.mp4", data))
    assert draft.files[0].seconds == 3_600
    assert isinstance(draft.original, Kept), "a large file waits on the disk"
    assert draft.original.read() == data


def test_a_recording_may_be_larger_than_a_text_but_not_endless(documents, write, monkeypatch):
    path = write("long.wav", sound(60))
    with path.open("ab") as stream:
        stream.truncate(files.MOST_BYTES + 1)
    assert documents.read(path).files[0].role == "sound"
    monkeypatch.setattr(files, "MOST_RECORDING", 1_000)
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in(path)
    assert refused.value.cause == "recording_too_big"


def test_a_length_that_cannot_be_true_is_not_told(documents, write):
    assert documents.read(write("liar.mp4", film(1_000_000))).files[0].seconds == 0


def test_noise_that_begins_like_sound_is_refused(documents, write):
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in(write("noise.mp3", b"\xff\xfb" + b"story" * 50))
    assert refused.value.cause == "broken"


@given(data=st.data())
def test_damaged_recordings_are_read_or_refused(data):
    whole = data.draw(st.sampled_from([sound(2), compressed_sound(2, "The boat"), film(20, padding=3_000)]))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, min(len(damaged), 600) - 1))] = data.draw(st.integers(0, 255))
    damaged = damaged[: data.draw(st.integers(20, len(damaged)))]
    seconds = 0
    with suppress(Refusal):
        seconds = read_recording(Material(name="a.bin", data=bytes(damaged))).files[0].seconds
    assert 0 <= seconds <= 8 * len(damaged) / 400 + 1


def test_a_photo_of_a_page_is_a_story_that_shows_it(documents, write, picture):
    photo = picture((600, 400), "JPEG")
    draft = documents.read(write("My_page.jpg", photo))
    [shown] = draft.pictures
    assert draft.markdown == f"![](media:{shown.sha})\n"
    assert (draft.title, draft.words, draft.original) == ("My page", 0, photo)
    assert draft.original_media_type == "image/jpeg"
    assert Image.open(io.BytesIO(shown.data)).size == (600, 400)
    codes = {problem.code for problem in draft.problems}
    assert {"media_without_summary", "picture_without_description", "title_from_name"} <= codes


def test_a_picture_that_cannot_be_shown_is_refused_as_one(documents, write, picture):
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in(write("page.png", picture()[:60]))
    assert refused.value.cause == "picture_unreadable"


@pytest.mark.parametrize("as_part", [True, False])
def test_a_file_that_cannot_be_read_can_be_kept_all_the_same(documents, write, as_part):
    path = write("my_story.pages", b"\x89nothing that anybody reads")
    os.utime(path, (1_363_600_800, 1_363_600_800))
    came = datetime(2013, 3, 18, 10, tzinfo=UTC)
    part = Part(name=path.name, data=path.read_bytes(), written_at=came)
    draft = documents.keep_unread(part if as_part else path)
    assert (draft.title, draft.markdown, draft.words) == ("my story", "", 0)
    assert bytes_of(draft.original) == path.read_bytes()
    assert [(claim.by, claim.at) for claim in draft.claims] == [(ReceivedBy.FILE_TIME, came)]
    assert draft.problems[0].code == "kept_unread"


@pytest.mark.parametrize(("make", "cause"), [("mkdir", "folder"), ("touch", "empty"), ("exists", "missing")])
def test_what_holds_nothing_cannot_be_kept(documents, tmp_path, make, cause):
    path = tmp_path / "nothing"
    getattr(path, make)()
    with pytest.raises(StoryUnreadable) as refused:
        documents.keep_unread(path)
    assert refused.value.cause == cause
