from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def numbers(found: dict[str, Any]) -> list[int]:
    return [story["number"] for story in found["stories"]]


def whys(found: dict[str, Any]) -> dict[int, str]:
    return {out["number"]: out["why"] for out in found["left_out"]}


def test_it_is_empty_at_first(run: Run, read: Path) -> None:
    before = read.read_bytes()
    found = run("shortlist", read, "--json").json
    assert (found["locked"], found["minutes"], found["stories"]) == (False, 0, [])
    assert sorted(whys(found)) == [1, 2, 3, 4, 5]
    assert read.read_bytes() == before


def test_what_fits_the_minutes_is_proposed(run: Run, read: Path) -> None:
    found = run("shortlist", read, "--minutes", 7, "--json").json
    assert sorted(numbers(found)) == [1, 2]
    assert found["minutes"] == 6
    assert [story["position"] for story in found["stories"]] == [1, 2]
    assert all(story["reason"].startswith("Ranked ") for story in found["stories"])
    assert "would take the place of" in whys(found)[3]


def test_so_many_are_proposed_as_were_asked_for(run: Run, read: Path) -> None:
    found = run("shortlist", read, "--size", 1, "--json").json
    assert numbers(found) == [1]
    assert "1 were asked for" in whys(found)[2]


def test_a_rule_may_be_about_one_theme_and_is_taken_away_again(run: Run, read: Path) -> None:
    answer = run("shortlist", read, "propose", "--min-theme", "Failure: the good kind:1", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "rules_clash")
    assert "at least 1 on “Failure: the good kind”" in answer.json["error"]["message"]
    kept = run("shortlist", read, "propose", "--max-theme", "Failure:1", "--mood", "3:light", "--json")
    assert kept.json["rules"]["named"] == [{"kind": "theme_most", "name": "Failure", "limit": 1}]
    assert run("show", read, 3, "--json").json["mood"] == "light"
    again = run("shortlist", read, "propose", "--max-theme", "failure:any", "--max-language", "de:0")
    assert "at least 1 time; at most 0 in German\n" in again.out


def test_stories_without_consent_are_never_proposed(run: Run, read: Path) -> None:
    found = run("shortlist", read, "--size", 5, "--json").json
    assert sorted(numbers(found)) == [1, 2, 3]
    assert whys(found) == {
        4: "The author has agreed neither to its being printed nor to its being told",
        5: "The author has agreed neither to its being printed nor to its being told",
    }


def test_pins_and_exclusions_hold(run: Run, read: Path) -> None:
    found = run("shortlist", read, "--size", 2, "--pin", 3, "--exclude", "1:told last year", "--json").json
    assert sorted(numbers(found)) == [2, 3]
    assert next(story for story in found["stories"] if story["number"] == 3)["pinned"]
    assert whys(found)[1] == "Excluded: told last year"
    again = run("shortlist", read, "--size", 1, "--json").json
    assert numbers(again) == [3]
    assert whys(again)[1] == "Excluded: told last year"


def test_pins_and_exclusions_alone_propose_nothing(run: Run, read: Path) -> None:
    found = run("shortlist", read, "--pin", 2, "--exclude", "#5:too private", "--json").json
    assert numbers(found) == [2]
    assert run("undo", read, "--json").json == {"undone": "Decide about 2 stories"}


def test_a_proposal_is_one_step(run: Run, read: Path) -> None:
    run("shortlist", read, "--size", 2, "--pin", 3, "--exclude", "1:x")
    assert run("undo", read, "--json").json == {"undone": "Propose a shortlist"}
    assert run("shortlist", read, "--json").json["stories"] == []
    assert run("redo", read, "--json").json == {"redone": "Propose a shortlist"}
    assert sorted(numbers(run("shortlist", read, "--json").json)) == [2, 3]


def test_the_lock_holds_until_it_is_undone(run: Run, read: Path) -> None:
    assert run("shortlist", read, "--size", 2, "--lock", "--json").json["locked"]
    for words in (["--size", 1], ["--pin", 3], ["--exclude", "2:x"], ["--lock"]):
        answer = run("shortlist", read, *words, "--json")
        assert (answer.status, answer.json["error"]["code"]) == (1, "shortlist_locked")
    assert sorted(numbers(run("shortlist", read, "--json").json)) == [1, 2]
    assert run("undo", read, "--json").json == {"undone": "Lock the shortlist"}
    assert not run("shortlist", read, "--json").json["locked"]


def test_the_lock_keeps_who_chose_what_on_which_figures(
    run: Run, read: Path, open_challenge: Callable[..., Any]
) -> None:
    run("shortlist", read, "--size", 2, "--lock")
    results = run("results", read, "--json").json
    with open_challenge(read).workspace.read() as unit:
        snapshot = unit.locks.all()[0].snapshot
    assert snapshot["results"] == {name: results[name] for name in snapshot["results"]}
    assert sorted(story["number"] for story in snapshot["stories"]) == [1, 2]
    assert all(story["chosen_by"] and story["chosen_at"] for story in snapshot["stories"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--lock"], "shortlist_empty"),
        (["--pin", 99], "no_such_story"),
        (["--exclude", "99:x"], "no_such_story"),
        (["--exclude", "1:  "], "reason_needed"),
        (["--size", 1, "--pin", 1, "--pin", 2], "pins_do_not_fit"),
        (["--minutes", 2, "--pin", 1], "pins_do_not_fit"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    run: Run, read: Path, words: list[object], code: str
) -> None:
    answer = run("shortlist", read, *words, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, code)
    assert run("shortlist", read, "--json").json["stories"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["--size", 2, "--minutes", 30],
        ["--size", 0],
        ["--minutes", "-3"],
        ["--exclude", "3"],
        ["--exclude", "three:x"],
        ["--max-theme", "Teams"],
        ["--min-language", "de:-1"],
        ["--mood", "1:sad"],
        ["--pin", 3, "--exclude", "3:x"],
    ],
)
def test_slips(run: Run, read: Path, words: list[object]) -> None:
    answer = run("shortlist", read, *words, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "usage")


def test_without_ratings_nothing_is_proposed(run: Run, file: Path) -> None:
    answer = run("shortlist", file, "--size", 2, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "nothing_to_rank")
    assert run("shortlist", file, "--json").json["stories"] == []


def test_a_person_is_told_too(run: Run, read: Path) -> None:
    answer = run("shortlist", read, "--size", 2)
    assert "6 of 8 minutes, open" in answer.out
    assert "Not in:" in answer.out


def test_a_decision_can_be_turned_round(run: Run, read: Path) -> None:
    run("shortlist", read, "--exclude", "1:too long")
    found = run("shortlist", read, "--pin", 1, "--json").json
    assert (numbers(found), found["stories"][0]["reason"]) == ([1], "")
    found = run("shortlist", read, "--exclude", "1:too sad", "--json").json
    assert (numbers(found), whys(found)[1]) == ([], "Excluded: too sad")
    assert run("undo", read).status == 0
    assert numbers(run("shortlist", read, "--json").json) == [1]
    assert run("check", read).status == 0


def test_propose_keeps_to_the_rules_that_are_given_and_keeps_them(run: Run, read: Path) -> None:
    first = run("shortlist", read, "propose", "--minutes", 70, "--min-readings", 1, "--json").json
    assert first["proved"] is True
    given = ("--minutes", 7, "--max-per-theme", 2, "--max-per-author", 1, "--pin", 3, "--exclude", "1:no")
    found = run("shortlist", read, "propose", *given, "--json").json
    assert 3 in numbers(found)
    assert found["minutes"] <= 7
    again = run("shortlist", read, "propose", "--json").json
    assert numbers(again) == numbers(found)


def test_rules_that_clash_are_told_and_nothing_is_altered(run: Run, read: Path) -> None:
    before = read.read_bytes()
    answer = run("shortlist", read, "propose", "--minutes", 1, "--pin", 1)
    assert answer.status == 1
    assert "pinned" in answer.err
    answer = run("shortlist", read, "propose", "--min-readings", 99, "--json")
    assert answer.json["error"]["code"] == "rules_clash"
    assert read.read_bytes() == before
