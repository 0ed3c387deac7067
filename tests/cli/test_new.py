from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.challenge import LateRule
from learningstories.services.opening import OpenChallenge

NEW = ("--title", "Spring", "--closes", "2013-03-21 23:59", "--zone", "Europe/London")
Run = Callable[..., Any]


def test_tells_the_file_it_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "spring.stories"
    answer = run("new", path, *NEW, "--json")
    assert (answer.status, answer.json, answer.err) == (0, {"file": str(path)}, "")
    assert [each.name for each in tmp_path.iterdir()] == ["spring.stories"]


def test_stores_every_option(run: Run, tmp_path: Path, open_challenge: Callable[..., OpenChallenge]) -> None:
    path = tmp_path / "spring.stories"
    options = ["--grace", 90, "--late", "accept", "--words", "120:900", "--themes", "Teams, Failure,Teams"]
    assert run("new", path, *NEW, *options, "--readings", 2, "--blind", "--minutes", 45).status == 0
    with open_challenge(path).workspace.read() as unit:
        made = unit.challenge()
    assert (made.grace_minutes, made.late_rule, made.blind) == (90, LateRule.ACCEPT, True)
    assert (made.words_least, made.words_most, made.themes) == (120, 900, ("Teams", "Failure"))
    assert (made.readings_wanted, made.event_minutes, made.zone) == (2, 45, "Europe/London")
    assert made.closes_at.isoformat() == "2013-03-21T23:59:00+00:00"


def test_the_language_of_book_and_packs_can_be_told(
    run: Run, tmp_path: Path, open_challenge: Callable[..., OpenChallenge]
) -> None:
    assert run("new", tmp_path / "a.stories", *NEW, "--language", "German").status == 0
    with open_challenge(tmp_path / "a.stories").workspace.read() as unit:
        assert unit.challenge().language == "de"
    refused = run("new", tmp_path / "b.stories", *NEW, "--language", "Elvish")
    assert "“Elvish” is no language that is known here." in refused.err
    assert not (tmp_path / "b.stories").exists()


def test_either_word_limit_may_be_left_out(
    run: Run, tmp_path: Path, open_challenge: Callable[..., OpenChallenge]
) -> None:
    run("new", tmp_path / "a.stories", *NEW, "--words", ":900")
    with open_challenge(tmp_path / "a.stories").workspace.read() as unit:
        assert (unit.challenge().words_least, unit.challenge().words_most) == (None, 900)


def test_anywhere_on_earth_is_a_zone(
    run: Run, tmp_path: Path, open_challenge: Callable[..., OpenChallenge]
) -> None:
    path = tmp_path / "a.stories"
    words = ["--title", "T", "--closes", "2013-03-21 23:59", "--zone", "anywhere on Earth"]
    assert run("new", path, *words).status == 0
    with open_challenge(path).workspace.read() as unit:
        assert unit.challenge().closes_at.isoformat() == "2013-03-22T11:59:00+00:00"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (("--closes", "next Tuesday"), "time_not_understood"),
        (("--closes", "2013-03-31 01:30"), "time_impossible"),
        (("--closes", "2013-10-27 01:30"), "time_ambiguous"),
        (("--zone", "Europe/Atlantis"), "zone_unknown"),
        (("--zone", "../../etc/passwd"), "zone_unknown"),
        (("--title", "  "), "challenge_invalid"),
        (("--words", "900:120"), "challenge_invalid"),
        (("--grace", "-5"), "challenge_invalid"),
        (("--readings", "0"), "challenge_invalid"),
        (("--minutes", "0"), "challenge_invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_and_makes_no_file(
    run: Run, tmp_path: Path, changed: tuple[str, str], code: str
) -> None:
    answer = run("new", tmp_path / "a.stories", *NEW, *changed, "--json")
    assert answer.status == 1
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["message"] == answer.err.strip()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.stories"
    path.write_bytes(b"Dear Ann")
    answer = run("new", path, *NEW, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "file_exists")
    assert path.read_bytes() == b"Dear Ann"


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "nowhere" / "a.stories", *NEW, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "cannot_write")


@pytest.mark.parametrize(
    "words",
    [
        ("--title", "T"),
        (*NEW, "--words", "120"),
        (*NEW, "--words", "few:many"),
        (*NEW, "--grace", "soon"),
        (*NEW, "--late", "perhaps"),
        (*NEW, "--grace", "9" * 5000),
        (*NEW, "--colour", "red"),
    ],
)
def test_arguments_that_are_not_understood_are_told_apart(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answer = run("new", tmp_path / "a.stories", *words, "--json")
    assert answer.status == 2
    assert answer.json["error"]["code"] == "usage"
    assert "usage: learningstories new" in answer.err
    assert list(tmp_path.iterdir()) == []
