import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import READERS, Run


@pytest.fixture
def promised(tmp_path: Path, read_challenge: Path, run: Run) -> Path:
    """A challenge long past, in which three readers promised something about each of five stories."""
    path = tmp_path / "promised.stories"
    shutil.copy(read_challenge, path)
    return path


def test_promises_of_readers_are_listed_with_their_numbers(promised: Path, run: Run) -> None:
    found = run("promises", promised, "--json").json
    assert [each["number"] for each in found] == list(range(1, 16))
    assert {each["email"] for each in found} == set(READERS)
    assert found[0]["by"] == "reader"
    assert "Try what 1 says" in run("promises", promised).out


def test_what_became_of_a_promise_is_noted_and_the_numbers_stay(promised: Path, run: Run) -> None:
    before = {each["number"]: each["promise"] for each in run("promises", promised, "--json").json}
    set_one = run("promises", promised, "--set", 7, "partly", "--told", "We asked two of five.", "--json")
    assert set_one.status == 0
    after = run("promises", promised, "--json").json
    assert {each["number"]: each["promise"] for each in after} == before
    seventh = after[6]
    assert (seventh["outcome"], seventh["told"]) == ("partly", "We asked two of five.")
    assert [each["outcome"] for each in after].count("open") == 14


def test_nobody_is_due_who_did_not_agree_to_be_asked(promised: Path, run: Run) -> None:
    assert run("promises", promised, "--due", "--json").json == []
    assert "nothing to ask about" in run("promises", promised, "--due").out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--set", "99", "kept"), 1, "no promise 99"),
        (("--set", "1", "nearly"), 2, "nearly"),
        (("--set", "one", "kept"), 2, "whole number"),
        (("--told", "We did"), 2, "--set"),
        (("--due", "--set", "1", "kept"), 2, "not allowed"),
    ],
)
def test_what_cannot_be_noted_is_said(
    promised: Path, run: Run, words: tuple[str, ...], status: int, told: str
) -> None:
    answer = run("promises", promised, *words)
    assert answer.status == status
    assert told in answer.err


def test_the_report_is_saved_as_an_accessible_pdf(promised: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    made = run("promises", promised, "--report", target, "--json").json
    assert made == {"file": str(target), "pages": 1, "accessible": True}
    assert target.read_bytes().startswith(b"%PDF")


def test_without_anybody_to_ask_no_draft_is_written(promised: Path, run: Run, tmp_path: Path) -> None:
    answer = run("promises", promised, "--drafts", tmp_path / "outbox", "--json")
    assert answer.json == {"files": [], "promises": [], "without_address": []}
