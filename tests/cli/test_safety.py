import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write_story


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_going_back_and_forth(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("backup", file, "--list").out == "There are no backups of it yet.\n"
    made = run("backup", file)
    assert made.out.startswith("A backup is in ")
    run("add", file, write_story(tmp_path, "The ladder"))
    assert run("restore", file).status == 0
    assert run("list", file, "--json").json == []
    listed = run("backup", file, "--list", "--json").json
    assert [each["why"] for each in listed] == ["before-restore", "wanted"]
    assert run("restore", file, "1", "--json").json["before"]
    assert len(run("list", file, "--json").json) == 1
    assert run("history", file).out.splitlines()[0].split("  ")[2].startswith("Go back to the backup of ")
    assert run("check", file).status == 0


def test_a_copy_elsewhere_and_back(run: Run, file: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "stick" / "copy.stories", tmp_path / "other.stories"
    assert "no" not in run("backup", file, "--out", copy).out
    copy.parent.mkdir()
    assert run("backup", file, "--out", copy).status == 0
    assert json.loads(run("backup", file, "--out", copy, "--json").out)["error"]["code"] == "file_exists"
    assert run("restore", file, copy, "--out", other).status == 0
    assert run("check", other).status == 0
    assert run("restore", file, copy, "--out", other).status == 1


@pytest.mark.parametrize("word", ["0", "7", "99999", "no such file"])
def test_a_backup_that_is_not_there(run: Run, file: Path, word: str) -> None:
    before = file.read_bytes()
    assert run("restore", file, word).status == 1
    assert file.read_bytes() == before


def test_much_at_once_is_taken_in_after_a_backup(run: Run, file: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.csv"
    rows = [f"Title {n},Author {n},Once upon {n} times I learned {n} and {n + 1}." for n in range(60)]
    many.write_text("\n".join(["title,author,story", *rows]), "utf-8")
    assert run("add", file, many).status == 0
    assert [each["why"] for each in run("backup", file, "--list", "--json").json] == ["before-many"]


def test_what_can_be_read_is_saved(run: Run, file: Path, tmp_path: Path) -> None:
    run("add", file, write_story(tmp_path, "The ladder"))
    whole = file.read_bytes()
    file.write_bytes(b"\0" * 4096 + whole[4096:])
    assert run("list", file).status == 1
    told = run("rescue", file, "--out", tmp_path / "saved.stories", "--json").json
    assert (told["saved"]["story"], told["problems"]) == (1, [])
    assert [story["title"] for story in run("list", tmp_path / "saved.stories", "--json").json] == [
        "The ladder"
    ]
    assert run("rescue", file, "--out", tmp_path / "saved.stories").status == 1
