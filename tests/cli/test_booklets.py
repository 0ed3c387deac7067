"""Packs on paper, from a terminal: booklets are made, and ballots typed into a table are entered."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import Run, write_story

ANN = "ann@example.org"


@pytest.fixture(scope="module")
def made(
    new_challenge_file: Path, tmp_path_factory: pytest.TempPathFactory, done: Callable[..., None]
) -> Path:
    """The folder of a challenge that made Ann a booklet of two stories; not to be changed."""
    folder = tmp_path_factory.mktemp("booklets")
    file = shutil.copy(new_challenge_file, folder)
    done("add", file, *(write_story(folder, title) for title in ("The ladder", "The map")))
    done("reviewer", file, "add", "Ann", ANN)
    done("pack", file, "--booklet", "--out", folder / "packs")
    return folder


@pytest.fixture
def challenge(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(made / "spring.stories", tmp_path))


@pytest.fixture
def codes(made: Path) -> list[str]:
    """The codes on the ballot of Ann's booklet, by the numbers of the stories."""
    (booklet,) = (made / "packs").glob("*.pdf")
    with pypdfium2.PdfDocument(booklet) as pages:
        text = pages[len(pages) - 1].get_textpage().get_text_range()
    words = text.split()
    return [words[words.index(f"#{number}") - 1] for number in (1, 2)]


def test_a_booklet_lies_beside_its_pack(challenge: Path, tmp_path: Path, run: Run) -> None:
    answer = run("pack", challenge, "--booklet", "--out", tmp_path / "packs")
    assert answer.status == 0
    assert {path.suffix for path in (tmp_path / "packs").iterdir()} == {".lspack", ".pdf"}
    assert ".pdf" in answer.out


def test_ballots_in_a_table_are_entered(challenge: Path, codes: list[str], tmp_path: Path, run: Run) -> None:
    table = tmp_path / "typed.csv"
    table.write_text(
        f'Code;Value;Action\n{codes[0].lower()};4;"Ask; and wait"\n\n{codes[1]};a lot\n', "utf-8-sig"
    )
    answer = run("ballots", challenge, table)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.strip() == "2 answers are taken in."
    listed = run("reviewers", challenge, "--json").json
    assert [one["returned"] for one in listed] == [2]


def test_rows_that_are_wrong_are_told_and_left_out(
    challenge: Path, codes: list[str], tmp_path: Path, run: Run
) -> None:
    table = tmp_path / "typed.csv"
    table.write_text(f"QQQ-QQQ,4\n{codes[0]},9\n{codes[1]},2\n{codes[1]},3\n", "utf-8")
    answer = run("ballots", challenge, table, "--json")
    assert answer.status == 1
    assert "value_out_of_scale" in answer.out
    told = run("ballots", challenge, table).err.splitlines()
    assert [line.split(":")[0].split(" (")[0] for line in told] == ["Row 1", "Row 2", "Row 4"]
    assert run("reviewers", challenge, "--json").json[0]["returned"] == 1


def test_a_table_that_is_not_there_is_told(challenge: Path, tmp_path: Path, run: Run) -> None:
    answer = run("ballots", challenge, tmp_path / "none.csv", "--json")
    assert answer.status == 1
    assert "file_missing" in answer.out
