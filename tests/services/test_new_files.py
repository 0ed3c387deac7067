import os

import pytest

from learningstories.services.new_files import NewFiles


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Stories inbox"
    made.mkdir()
    return made


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "state" / "watched.json"


def put(path, words="Words.", at=1_000_000_000):
    path.write_text(words, "utf-8")
    os.utime(path, (at, at))
    return path


def names(news):
    return sorted(path.name for path in news.files)


def settled(new):
    new.look()
    return names(new.look())


def test_a_file_is_new_once_it_has_stopped_growing(folder, memory):
    new = NewFiles(folder, memory)
    put(folder / "a.md", "Half")
    first = new.look()
    assert (first.files, first.unsettled) == ((), True)
    put(folder / "a.md", "Half and half")
    assert new.look().unsettled
    last = new.look()
    assert (names(last), last.unsettled) == (["a.md"], False)


def test_what_was_looked_at_is_not_new_after_a_restart(folder, memory):
    put(folder / "a.md")
    new = NewFiles(folder, memory)
    assert settled(new) == ["a.md"]
    new.remember([folder / "a.md"])
    assert settled(new) == []
    put(folder / "b.md", "Others.")
    assert settled(NewFiles(folder, memory)) == ["b.md"]


def test_the_same_content_under_another_name_or_time_is_not_new(folder, memory):
    new = NewFiles(folder, memory)
    put(folder / "a.md", "The lift.")
    new.remember([folder / "a.md"])
    (folder / "a.md").rename(folder / "b.md")
    put(folder / "a.md", "The lift.", at=1_100_000_000)
    assert settled(new) == []


def test_a_file_that_was_mended_is_new_again(folder, memory):
    new = NewFiles(folder, memory)
    put(folder / "a.md", "The lift.")
    new.remember([folder / "a.md"])
    put(folder / "a.md", "The lift, mended.")
    assert settled(new) == ["a.md"]


def test_what_other_programs_leave_about_is_passed_over(folder, memory):
    for name in ("~$a.docx", ".hidden.md", "b.docx.part", "c.crdownload"):
        put(folder / name)
    (folder / "empty.md").touch()
    (folder / "sub.md").mkdir()
    assert settled(NewFiles(folder, memory)) == []


def test_a_folder_that_vanishes_and_comes_back_does_no_harm(folder, memory):
    put(folder / "a.md")
    new = NewFiles(folder, memory)
    aside = folder.rename(folder.with_name("aside"))
    assert not new.look().there
    new.remember([folder / "a.md"])
    aside.rename(folder)
    assert settled(new) == ["a.md"]


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", '{"looks": {"a.md": "x"}, "contents": []}', '{"looks": 3}']
)
def test_a_damaged_memory_is_forgotten(folder, memory, damaged):
    memory.parent.mkdir()
    memory.write_text(damaged, "utf-8")
    put(folder / "a.md")
    new = NewFiles(folder, memory)
    assert settled(new) == ["a.md"]
    new.remember([folder / "a.md"])
    assert settled(NewFiles(folder, memory)) == []


def test_a_memory_that_cannot_be_written_does_no_harm(folder, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be", "utf-8")
    put(folder / "a.md")
    new = NewFiles(folder, tmp_path / "state" / "watched.json")
    new.remember([folder / "a.md"])
    assert settled(new) == []
