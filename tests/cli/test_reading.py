from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_reviewer_is_added(run: Run, file: Path) -> None:
    words = ["--themes", "Teams,Failure", "--languages", "en, cy", "--capacity", 12]
    answer = run("reviewer", file, "add", "Dewi Parry", "dewi@example.org", *words, "--json")
    assert answer.json == {
        "name": "Dewi Parry",
        "email": "dewi@example.org",
        "themes": ["Teams", "Failure"],
        "languages": ["en", "cy"],
        "capacity": 12,
    }


@pytest.mark.parametrize("email", ["nobody", "a@b", "two words@example.org", ""])
def test_what_is_no_address_is_refused(run: Run, file: Path, email: str) -> None:
    answer = run("reviewer", file, "add", "N", email, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "not_an_email")


def test_a_language_that_is_none_is_refused_and_others_are_known_by_any_name(run: Run, file: Path) -> None:
    answer = run("reviewer", file, "add", "Ann", "ann@example.org", "--languages", "German,Elvish")
    assert answer.status == 1
    assert "“Elvish” is no language that is known here." in answer.err
    kept = run("reviewer", file, "add", "Ann", "ann@example.org", "--languages", "Deutsch,fr", "--json")
    assert kept.json["languages"] == ["de", "fr"]


def test_the_same_reviewer_twice_is_refused(run: Run, read: Path) -> None:
    answer = run("reviewer", read, "add", "Ann", "ANN@example.org", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "reviewer_exists")


def test_an_answer_is_noted(run: Run, read: Path) -> None:
    words = ["--action", "Ring my sister", "--chance", 8, "--why", "It stayed with me"]
    answer = run("rate", read, "ann@example.org", 3, 4, *words, "--json")
    assert answer.json == {
        "email": "ann@example.org",
        "number": 3,
        "value": 4,
        "action": "Ring my sister",
        "chance": 8,
        "why": "It stayed with me",
    }


def test_a_second_answer_takes_the_place_of_the_first(run: Run, read: Path) -> None:
    run("rate", read, "ann@example.org", 3, 5)
    assert run("list", read, "--json").json[2]["readings"] == 3
    assert run("undo", read, "--json").json == {"undone": "Ann reads #3"}
    mean = next(s["mean"] for s in run("results", read, "--json").json["stories"] if s["number"] == 3)
    assert mean == pytest.approx(5 / 3)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ann@example.org", 1, 6], "value_out_of_scale"),
        (["ann@example.org", 1, 0], "value_out_of_scale"),
        (["ann@example.org", 1, -1], "value_out_of_scale"),
        (["ann@example.org", 99, 3], "no_such_story"),
        (["eve@example.org", 1, 3], "no_such_reviewer"),
        (["ann@example.org", 1, 3, "--chance", 11], "chance_out_of_range"),
    ],
)
def test_answers_that_cannot_be_are_refused(run: Run, read: Path, words: list[object], code: str) -> None:
    before = run("results", read, "--json").out
    answer = run("rate", read, *words, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, code)
    assert run("results", read, "--json").out == before


def test_the_ranking(run: Run, read: Path) -> None:
    found = run("results", read, "--json").json
    assert set(found) >= {"method", "version", "seed", "alpha", "variance", "stories", "readers"}
    assert set(found["variance"]) == {"story", "reviewer", "residual"}
    assert (found["alpha"], found["alpha_range"], found["alpha_missing"]) == (None, None, "stories")
    fields = {"number", "title", "n", "mean", "criteria", "score", "low", "high", "p_top", "flags"}
    assert all(set(story) == fields for story in found["stories"])
    scores = [story["score"] for story in found["stories"]]
    assert scores == sorted(scores, reverse=True)
    assert found["stories"][0]["number"] in (1, 4)
    assert found["stories"][-1]["number"] == 3
    assert all(1 <= s["low"] <= s["score"] <= s["high"] <= 5 for s in found["stories"])
    assert sum(s["p_top"] for s in found["stories"]) == pytest.approx(found["top"], abs=0.01)
    assert [(r["email"], r["n"], r["tendency"], r["flags"]) for r in found["readers"]] == [
        ("ann@example.org", 5, "unknown", []),
        ("ben@example.org", 5, "unknown", []),
        ("cleo@example.org", 5, "unknown", []),
    ]


def test_the_ranking_for_a_person(run: Run, read: Path) -> None:
    answer = run("results", read)
    assert "The ladder" in answer.out
    assert "15 of 15 readings in" in answer.out
    assert "generous" in answer.out


def test_the_chance_is_that_of_being_among_as_many_as_are_sought(run: Run, read: Path) -> None:
    for top in (1, 3):
        found = run("results", read, "--top", top, "--json").json
        assert found["top"] == top
        assert sum(story["p_top"] for story in found["stories"]) == pytest.approx(top, abs=0.01)
    assert run("results", read, "--top", 0, "--json").status == 2


def test_what_would_be_without_a_reader_is_told_and_not_stored(run: Run, read: Path) -> None:
    before = run("results", read, "--json").out
    told = run("results", read, "--set-aside", "BEN@example.org:Knows them all: every one", "--json").json
    readers = {reader["email"]: reader for reader in told["readers"]}
    assert [readers[f"{name}@example.org"]["n"] for name in ("ann", "ben", "cleo")] == [5, 0, 5]
    assert readers["ben@example.org"]["set_aside"] == {
        "reason": "Knows them all: every one",
        "by": "",
        "at": None,
    }
    assert {story["n"] for story in told["stories"]} == {2}
    both = run("results", read, "--set-aside", "ben@example.org:a", "--set-aside", "ann@example.org:b")
    assert "set aside: a" in both.out
    assert "set aside: b" in both.out
    assert run("results", read, "--json").out == before


@pytest.mark.parametrize(("ending", "begins"), [("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("pdf", b"%PDF")])
def test_results_are_saved_by_their_ending(
    run: Run, read: Path, tmp_path: Path, ending: str, begins: bytes
) -> None:
    target = tmp_path / f"results.{ending}"
    answer = run("results", read, "--out", target, "--json")
    assert answer.json == {"path": str(target), "notes": []}
    assert target.read_bytes().startswith(begins)


def test_results_of_another_ending_are_refused(run: Run, read: Path, tmp_path: Path) -> None:
    answer = run("results", read, "--out", tmp_path / "results.xls", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "results_ending_unknown")
    assert not (tmp_path / "results.xls").exists()


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [
        ("eve@example.org:why", 1, "no_such_reviewer"),
        ("ben@example.org", 2, "usage"),
        ("ben@example.org: ", 2, "usage"),
        (":why", 2, "usage"),
    ],
)
def test_a_reader_who_cannot_be_set_aside(run: Run, read: Path, what: str, status: int, code: str) -> None:
    answer = run("results", read, "--set-aside", what, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (status, code)


def test_without_every_reader_there_is_nothing_to_rank(run: Run, read: Path) -> None:
    names = ("ann", "ben", "cleo")
    words = [word for name in names for word in ("--set-aside", f"{name}@example.org:why")]
    assert run("results", read, *words, "--json").json["error"]["code"] == "nothing_to_rank"


def test_nothing_to_rank(run: Run, file: Path) -> None:
    answer = run("results", file, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "nothing_to_rank")
