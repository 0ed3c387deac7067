from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LATE = "9 h late, needs your decision: sent at Mon 18 March 2013, 09:00 Europe/London, as the file says"


@pytest.fixture
def late(run: Run, tmp_path: Path) -> Path:
    """A challenge with one story that came nine hours late, and one without an address."""
    path = tmp_path / "late.stories"
    words = ["--title", "Spring", "--closes", "2013-03-18 00:00", "--zone", "Europe/London"]
    rules = ["--languages", "en,de", "--contact", " post@example.org ", "--words", ":3"]
    assert run("new", path, *words, *rules).status == 0
    for name, head in (
        ("ladder", "title: The ladder\nauthor: Ada King\nemail: ada@example.org\nreceived: 2013-03-18 09:00"),
        ("kettle", "title: The kettle\nlanguage: fr\nreceived: 2013-03-17 09:00"),
    ):
        story = tmp_path / f"{name}.md"
        story.write_text(f"---\n{head}\nconsent: [read, print]\n---\nOne two three four.\n", "utf-8")
        assert run("add", path, story).status == 0
    return path


def test_a_late_story_is_decided_about_with_a_reason(run: Run, late: Path) -> None:
    refused = run("late", late, 1, "accept", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "reason_needed")
    found = run("late", late, 1, "accept", "--reason", "Our server was down", "--json").json
    assert (found["number"], found["verdict"], found["state"]) == (1, "accepted", "too_long")
    assert (found["late_decision"], found["late_reason"]) == ("accept", "Our server was down")
    assert run("late", late, 1, "refuse", "--reason", "No", "--json").json["state"] == "refused"
    assert run("late", late, 1, "open", "--json").json["proof"] == LATE
    assert run("undo", late, "--json").json["undone"] == "Reconsider late story #1"
    assert run("show", late, 1, "--json").json["verdict"] == "refused"


def test_another_time_counts_with_a_reason_and_the_surest_again(run: Run, late: Path) -> None:
    at = run("received", late, 1, "--at", "2013-03-17 22:00", "--reason", "On paper", "--json").json
    assert (at["received"], at["verdict"]) == ("2013-03-17T22:00:00+00:00", "on_time")
    assert (at["received_by"], at["received_reason"]) == ("decided", "On paper")
    entered = run("received", late, 1, "--claim", "entered", "--reason", "Clock was wrong", "--json").json
    assert (entered["received_by"], entered["verdict"]) == ("entered", "late")
    back = run("received", late, 1, "--surest", "--json").json
    assert (back["received_by"], back["received_reason"], back["proof"]) == ("front_matter", "", LATE)


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (["--at", "2013-03-17 22:00"], 1, "reason_needed"),
        (["--at", "next week", "--reason", "x"], 1, "time_not_understood"),
        (["--at", "2990-03-17", "--reason", "x"], 1, "time_not_come"),
        (["--claim", "form_stamp", "--reason", "x"], 1, "no_such_claim"),
        (["--claim", "decided", "--reason", "x"], 2, "usage"),
        (["--at", "2013-03-17", "--surest"], 2, "usage"),
        ([], 2, "usage"),
    ],
)
def test_a_time_that_makes_no_sense_changes_nothing(
    run: Run, late: Path, words: list[str], status: int, code: str
) -> None:
    before = run("show", late, 1, "--json").json
    answer = run("received", late, 1, *words, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (status, code)
    assert run("show", late, 1, "--json").json == before


def test_one_author_has_more_time(run: Run, late: Path) -> None:
    assert "Nobody has more time" in run("extension", late).out
    words = ["--until", "2013-03-18 12:00", "--reason", "In hospital"]
    (given,) = run("extension", late, "ADA@example.org", *words, "--json").json
    assert (given["email"], given["until"]) == ("ADA@example.org", "2013-03-18T12:00:00+00:00")
    found = run("show", late, 1, "--json").json
    assert found["verdict"] == "on_time"
    assert found["proof"]["line"].startswith("On time by 3 h, after more time was given: ")
    assert run("list", late, "--json").json[0]["verdict"] == "on_time"
    assert "In hospital" in run("extension", late).out
    assert "Give Ada King until Mon 18 March 2013, 12:00" in run("history", late).out
    missing = run("extension", late, "tom@example.org", "--take-back", "--reason", "x", "--json")
    assert (missing.status, missing.json["error"]["code"]) == (1, "no_extension")
    assert run("extension", late, "ada@example.org", "--take-back", "--reason", "A slip", "--json").json == []
    assert run("show", late, 1, "--json").json["verdict"] == "late"


def test_what_stands_against_a_story_is_shown_listed_and_decided(run: Run, late: Path) -> None:
    found = run("show", late, 2, "--json").json
    assert [each["code"] for each in found["against"]] == ["no_author", "other_language", "too_long"]
    assert [each["number"] for each in run("list", late, "--state", "no_author", "--json").json] == [2]
    yes = run("eligible", late, 2, "yes", "--reason", "Known to us", "--json").json
    assert (yes["state"], yes["eligibility"], yes["eligibility_reason"]) == (
        "reading",
        "eligible",
        "Known to us",
    )
    told = run("eligible", late, 2, "no", "--reason", "An advertisement").out
    assert "State: Not eligible. Found not eligible: An advertisement" in told
    assert [each["number"] for each in run("list", late, "--state", "not_eligible", "--json").json] == [2]
    assert run("eligible", late, 2, "open", "--json").json["state"] == "no_author"
    assert run("eligible", late, 2, "no", "--json").json["error"]["code"] == "reason_needed"


def test_show_gives_every_claim_which_counts_and_the_proof(run: Run, late: Path) -> None:
    found = run("show", late, 1, "--json").json
    first = found["claims"][0]
    assert (first["by"], first["counts"]) == ("front_matter", True)
    assert found["claims"][0]["said"] == "2013-03-18 09:00"
    assert found["claims"][0]["at"] == "2013-03-18T09:00:00+00:00"
    assert sum(claim["counts"] for claim in found["claims"]) == 1
    assert found["proof"]["line"] == LATE
    assert len(found["fingerprint"]) == 64
    assert any(found["fingerprint"] in line for line in found["proof"]["lines"])
    told = run("show", late, 1).out
    assert LATE in told
    assert "Over the word limit: 4 of 3" in told
    assert found["fingerprint"] in told


def test_receipts_are_drafts_in_a_folder(run: Run, late: Path, tmp_path: Path) -> None:
    found = run("receipts", late, "--out", tmp_path / "out", "--json").json
    assert [Path(name).name for name in found["files"]] == ["0001 The ladder.eml"]
    assert found["without_address"] == [2]
    message = message_from_bytes(Path(found["files"][0]).read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["From"]) == ("1", "Spring <post@example.org>")
    told = run("receipts", late, "--out", tmp_path / "out", "#2").out
    assert "Wrote 0 receipts." in told
    assert "No address to write to: #2" in told
    assert run("receipts", late, "--out", tmp_path / "none", 7).status == 1
    assert run("receipts", late).status == 2


def test_languages_that_are_none_are_refused(run: Run, tmp_path: Path) -> None:
    words = ["--title", "T", "--closes", "2013-03-21", "--zone", "Europe/London", "--languages", "German"]
    answer = run("new", tmp_path / "x.stories", *words, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "challenge_invalid")
    assert "such as en, de or pt-BR" in answer.err
