from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from learningstories.services.progress import Control
from learningstories.services.sorting_out import holds_pasted_return, may_hold_returns, sort_out
from tests.services.reviewers_world import FILES, GRACE, World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def data(world: World) -> bytes:
    """A return."""
    reading = world.device(GRACE, "desk")
    reading.answer(1, value=4)
    return reading.return_file()


@pytest.fixture
def folder(tmp_path: Path, data: bytes) -> Path:
    """Returns in every guise, and what is none."""
    (tmp_path / "grace.lsreturn.txt").write_bytes(data)
    (tmp_path / "grace.lsreturn (2).txt").write_bytes(data)
    (tmp_path / "pasted.txt").write_text(f"Hello,\n{FILES.return_text(data)}\nGrace", "utf-8")
    mail = EmailMessage()
    mail.set_content("Here.")
    mail.add_attachment(data, "text", "plain", filename="return.txt")
    (tmp_path / "mail.eml").write_bytes(bytes(mail))
    (tmp_path / "damaged.lsreturn.txt").write_bytes(data[:-40])
    (tmp_path / "story.txt").write_text("Once I was wrong.")
    (tmp_path / "braces.txt").write_text("{this is how my story begins}")
    (tmp_path / "story.md").write_text("# Chalk")
    letter = EmailMessage()
    letter.set_content("My story: once I was wrong.")
    (tmp_path / "letter.eml").write_bytes(bytes(letter))
    return tmp_path


RETURNS = ["damaged.lsreturn.txt", "grace.lsreturn (2).txt", "grace.lsreturn.txt", "mail.eml", "pasted.txt"]
OTHERS = ["braces.txt", "letter.eml", "story.md", "story.txt"]


def names(paths: tuple[Path, ...]) -> list[str]:
    return sorted(path.name for path in paths)


def files(folder: Path) -> Iterator[Path]:
    return folder.iterdir()


def test_returns_are_told_from_stories_by_what_is_in_them(folder: Path) -> None:
    found = sort_out(FILES, list(files(folder)), Control())
    assert names(found.returns) == RETURNS
    assert names(found.others) == OTHERS


def test_a_folder_with_returns_is_shared_out_and_one_without_stays_whole(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stories = tmp_path_factory.mktemp("stories")
    (stories / "a.txt").write_text("Once.")
    found = sort_out(FILES, [folder, stories], Control())
    assert names(found.returns) == RETURNS
    assert names(found.others) == sorted([*OTHERS, stories.name])


def test_a_pack_is_no_return(world: World) -> None:
    found = sort_out(FILES, world.packs[GRACE], Control())
    assert found.returns == ()


def test_only_what_may_hold_a_return_is_worth_a_look(tmp_path: Path) -> None:
    assert may_hold_returns([tmp_path / "a.docx", tmp_path / "b.TXT"])
    assert may_hold_returns([tmp_path / "a folder"])
    assert not may_hold_returns([tmp_path / "a.docx", tmp_path / "b.md"])


def test_a_copied_return_is_known_at_a_glance(data: bytes) -> None:
    text = FILES.return_text(data)
    assert holds_pasted_return(f"> {text}")
    assert not holds_pasted_return("Learning stories: return to begin")


def test_what_is_gone_is_left_to_whoever_opens_it(tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    assert sort_out(FILES, [gone], Control()).others == (gone,)
