"""Whether words on the command line mean the window."""

from pathlib import Path

import pytest

from learningstories.main import _wants_window


@pytest.mark.parametrize(
    "name", ["mine.stories", "mine.lspack", "MINE.LSPACK", "mine.lsreturn.txt", "some file"]
)
def test_a_file_that_is_there_opens_a_window(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert _wants_window([str(tmp_path / name)])
    assert not _wants_window([str(tmp_path / name), "more"])
    assert not _wants_window([str(tmp_path / f"no {name}")])


@pytest.mark.parametrize("words", [["read", "mine.lspack"], ["merge"], ["--help"]])
def test_commands_do_not(words: list[str]) -> None:
    assert not _wants_window(words)


@pytest.mark.parametrize("words", [[], ["--sample"]])
def test_nothing_and_the_sample_do(words: list[str]) -> None:
    assert _wants_window(words)
