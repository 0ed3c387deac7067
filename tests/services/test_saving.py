"""What is saved for a person is whole or not there."""

import errno
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.errors import CannotWrite, DiskFull
from learningstories.domain.story import Attachment, AttachmentId, Story
from learningstories.services.attachments import save_copy
from learningstories.services.saving import fit_name, not_written, save_whole
from learningstories.services.workspace import Workspace


def test_what_was_there_is_replaced_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "ranking.csv"
    target.write_bytes(b"old")
    save_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("place", ["no/such/folder.csv", "a file/inside.csv", "x" * 300])
def test_a_place_that_cannot_be_written_is_told_and_left_alone(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_bytes(b"kept")
    with pytest.raises(CannotWrite):
        save_whole(tmp_path / place, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]
    assert (tmp_path / "a file").read_bytes() == b"kept"


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "ranking.csv").mkdir()
    with pytest.raises(CannotWrite):
        save_whole(tmp_path / "ranking.csv", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["ranking.csv"]


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    assert isinstance(not_written(tmp_path / "a.csv", errno.ENOSPC, "No space left on device"), DiskFull)
    assert isinstance(not_written(tmp_path / "a.csv", errno.EACCES, None), CannotWrite)


def test_saving_a_storys_file_leaves_its_neighbours_alone(
    workspace: Workspace, story: Story, tmp_path: Path
) -> None:
    with workspace.change("Add a file") as unit:
        sent = Attachment(
            id=AttachmentId(uuid4()),
            story_id=story.id,
            sha=unit.blobs.put(b"as it came"),
            name="letter.txt",
            media_type="text/plain",
            size=10,
            role="original",
        )
        unit.attachments.add(sent)
    (tmp_path / "letter.txt.part").write_bytes(b"a download of the person's own")
    save_copy(workspace, sent, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_bytes() == b"as it came"
    assert (tmp_path / "letter.txt.part").read_bytes() == b"a download of the person's own"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Learning: 2013", "Learning 2013"),
        ('a/b\\c*?"<>|d', "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        ("  .hidden. ", "hidden"),
        ("line\nbreak\0\u202egnp", "line break gnp"),
        ("cafe\u0301", "café"),
        ("قصة 学习", "قصة 学习"),
        ("con", "con_"),
        ("NUL.txt", "NUL.txt_"),
        ("console", "console"),
        ("???", ""),
    ],
)
def test_a_name_fits_every_system(text: str, name: str) -> None:
    assert fit_name(text) == name


@given(st.text(max_size=400))
def test_any_text_gives_a_name_of_one_file_in_its_folder(tmp_path: Path, text: str) -> None:
    name = fit_name(text)
    assert len(name.encode()) <= 181
    if name:
        assert Path(f"{name}.eml").name == f"{name}.eml"
        save_whole(tmp_path / f"{name}.eml", b"x")
        assert (tmp_path / f"{name}.eml").read_bytes() == b"x"
