"""Packs go out and returns come home, from a terminal."""

import json
import shutil
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import READERS, Run, write_story

ANN, BEN, CLEO = READERS


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reviewers keep their answers in a folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def unpacked(
    new_challenge_file: Path, tmp_path_factory: pytest.TempPathFactory, done: Callable[..., None]
) -> Path:
    """Four stories, three reviewers; not to be changed."""
    folder = tmp_path_factory.mktemp("unpacked")
    file = shutil.copy(new_challenge_file, folder)
    titles = ("The ladder", "The kettle", "The map", "The whisper")
    done("add", file, *(write_story(folder, title) for title in titles))
    for email in READERS:
        done("reviewer", file, "add", email.split("@")[0].title(), email)
    return Path(file)


@pytest.fixture
def challenge(unpacked: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(unpacked, tmp_path))


@pytest.fixture(scope="module")
def packed(unpacked: Path, tmp_path_factory: pytest.TempPathFactory, done: Callable[..., None]) -> Path:
    """The folder of a challenge that made a pack for each reviewer; not to be changed."""
    folder = tmp_path_factory.mktemp("packed")
    done("pack", shutil.copy(unpacked, folder), "--out", folder / "packs")
    return folder


@pytest.fixture
def packs(packed: Path, challenge: Path, tmp_path: Path) -> dict[str, Path]:
    """A pack for each reviewer, by address, made by `challenge`."""
    shutil.copytree(packed, tmp_path, dirs_exist_ok=True)
    return {email: tmp_path / "packs" / f"Spring - {email.split('@')[0].title()}.lspack" for email in READERS}


def test_a_dry_run_tells_what_would_be_assigned(challenge: Path, run: Run) -> None:
    told = run("assign", challenge, "--per-story", 2, "--seed", 5, "--dry-run", "--json").json
    assert (told["assigned"], told["dry_run"], told["seed"]) == (8, True, 5)
    assert sum(len(one["new"]) for one in told["reviewers"]) == 8
    done = run("assign", challenge, "--per-story", 2, "--seed", 5, "--json").json
    assert done == told | {"dry_run": False}


def test_stories_are_assigned_evenly_and_kept(challenge: Path, tmp_path: Path, run: Run) -> None:
    done = run("assign", challenge, "--per-story", 2, "--json").json
    assert done["assigned"] == 8
    assert sorted(one["assigned"] for one in done["reviewers"]) == [2, 3, 3]
    assert (done["short"], done["groups"]) == ([], 1)
    assert run("assign", challenge, "--per-story", 2, "--json").json["assigned"] == 0
    listed = run("reviewers", challenge, "--json").json
    assert {one["email"]: one["assigned"] for one in listed} == {
        one["email"]: one["assigned"] for one in done["reviewers"]
    }
    made = run("pack", challenge, "--out", tmp_path / "p", "--json").json
    assert {one["reviewer"]: one["stories"] for one in made} == {
        one["email"]: one["assigned"] for one in done["reviewers"]
    }


def test_too_few_readers_are_told(challenge: Path, run: Run) -> None:
    answer = run("assign", challenge, "--per-story", 4)
    assert answer.status == 0
    assert "4 stories lack 4 readings: #1, #2, #3, #4." in answer.err
    assert "One more person, with room for 4, is enough." in answer.err
    told = run("assign", challenge, "--per-story", 4, "--dry-run", "--json").json
    (unmet,) = told["unmet"]
    assert (unmet["why"], unmet["stories"], unmet["people"], unmet["room"]) == (
        *("all_have_it", [1, 2, 3, 4], 1, 4),
    )
    assert unmet["message"] in answer.err
    assert told["connected"]


def test_what_nobody_has_begun_is_shared_out_anew(challenge: Path, run: Run) -> None:
    run("assign", challenge, "--per-story", 2)
    run("reviewer", challenge, "add", "Dora", "dora@example.org")
    assert run("assign", challenge, "--per-story", 2, "--json").json["assigned"] == 0
    done = run("assign", challenge, "--per-story", 2, "--anew", "--json").json
    assert [one["assigned"] for one in done["reviewers"]] == [2, 2, 2, 2]
    assert done["assigned"] == done["taken_back"] > 0


def test_packs_are_made_for_all_or_for_one(challenge: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "packs"
    made = run("pack", challenge, "--out", out, "--json").json
    assert [set(one) for one in made] == [
        {"reviewer", "pack_id", "path", "html", "mail", "bytes", "stories"}
    ] * 3
    assert [Path(one["path"]).name for one in made] == [
        "Spring - Ann.lspack",
        "Spring - Ben.lspack",
        "Spring - Cleo.lspack",
    ]
    assert [(one["html"], one["mail"], one["stories"]) for one in made] == [(None, None, 4)] * 3
    assert all(Path(one["path"]).stat().st_size == one["bytes"] for one in made)
    (again,) = run("pack", challenge, "--reviewer", BEN, "--out", out, "--json").json
    assert (again["reviewer"], Path(again["path"]).name) == (BEN, "Spring - Ben (2).lspack")
    assert again["pack_id"] not in {one["pack_id"] for one in made}


def test_a_mail_carries_the_pack(challenge: Path, tmp_path: Path, run: Run) -> None:
    (made,) = run("pack", challenge, "--reviewer", ANN, "--mail", "--out", tmp_path / "p", "--json").json
    mail = message_from_bytes(Path(made["mail"]).read_bytes())
    assert (mail["To"], mail["X-Unsent"]) == (f"Ann <{ANN}>", "1")
    attached = [part for part in mail.walk() if part.get_filename()]
    assert [part.get_filename() for part in attached] == ["Spring - Ann.lspack"]
    assert attached[0].get_payload(decode=True) == Path(made["path"]).read_bytes()


def test_a_page_for_any_browser(challenge: Path, tmp_path: Path, run: Run) -> None:
    words = ["--reviewer", ANN, "--html", "--mail", "--out", tmp_path / "p", "--json"]
    (made,) = run("pack", challenge, *words).json
    page = Path(made["html"])
    assert page.name == "Spring - Ann.html"
    assert "The kettle" in page.read_text("utf-8")
    mail = message_from_bytes(Path(made["mail"]).read_bytes())
    assert [part.get_filename() for part in mail.walk() if part.get_filename()] == [
        "Spring - Ann.lspack",
        "Spring - Ann.html",
    ]
    told = run("merge", challenge, page, "--json").json["files"][0]
    assert told["code"] == "this_is_the_pack"
    assert "Spring - Ann.lsreturn.txt" in told["message"]


def test_a_whole_round(challenge: Path, packs: dict[str, Path], tmp_path: Path, run: Run) -> None:
    pack, out = packs[ANN], tmp_path / "ann.lsreturn.txt"
    rated = run("read", pack, "rate", 2, 4, "--action", "Ask at the desk", "--chance", 7, "--json").json
    assert (rated["number"], rated["value"], rated["action"], rated["chance"]) == (2, 4, "Ask at the desk", 7)
    assert run("read", pack, "rate", "#3", 1, "--recuse", "My sister wrote it").status == 0
    assert run("read", pack, "return", "--out", out, "--json").json["stories"] == 2
    looked = run("merge", challenge, out, "--dry-run", "--json").json
    expected = {
        "merged": 1,
        "files": [
            {
                "path": str(out),
                "code": "merged",
                "message": "Taken in: 2 new answers from Ann.",
                "reviewer": ANN,
                "stories": [{"number": 2, "code": "merged"}, {"number": 3, "code": "merged"}],
            }
        ],
    }
    assert by_number(looked) == expected
    assert run("reviewers", challenge, "--json").json[0]["returned"] == 0
    assert by_number(run("merge", challenge, out, "--json").json) == expected
    again = run("merge", challenge, out, "--json").json
    assert (again["merged"], again["files"][0]["code"]) == (0, "already_merged")
    line = run("reviewers", challenge, "--json").json[0]
    assert (line["name"], line["email"], line["assigned"], line["returned"]) == ("Ann", ANN, 4, 2)
    assert line["last_return"].startswith("20")
    assert run("undo", challenge).status == 0
    assert run("reviewers", challenge, "--json").json[0] | {"returned": 0, "last_return": None} == {
        **line, "returned": 0, "last_return": None
    }  # fmt: skip
    assert run("check", challenge).status == 0


def by_number(report: Any) -> Any:
    for file in report["files"]:
        file["stories"].sort(key=lambda story: story["number"])
    return report


def test_answers_are_kept_with_the_pack_wherever_it_is_opened(
    packs: dict[str, Path], tmp_path: Path, run: Run
) -> None:
    assert run("read", packs[ANN], "rate", 1, 5, "--why", "So true").status == 0
    elsewhere = tmp_path / "elsewhere.lspack"
    packs[ANN].rename(elsewhere)
    rated = run("read", elsewhere, "rate", 1, 4, "--json").json
    assert (rated["value"], rated["why"], rated["done"], rated["stories"]) == (4, "So true", 1, 4)


def test_a_return_in_pieces_by_mail_and_pasted(
    challenge: Path, packs: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for place, (email, pack) in enumerate(packs.items()):
        for number in range(1, 5):
            assert run("read", pack, "rate", number, 1 + (number + place) % 5).status == 0
        assert run("read", pack, "return", "--out", folder / f"{email}.lsreturn.txt").status == 0
    report = run("merge", challenge, folder, "--json").json
    assert report["merged"] == 3
    assert {file["reviewer"] for file in report["files"]} == set(READERS)
    listed = run("reviewers", challenge)
    assert "4 of 4" in listed.out
    assert "4 stories have enough readers." in listed.out
    assert len(run("results", challenge, "--json").json["stories"]) == 4


def test_a_pack_whose_making_was_taken_back(
    challenge: Path, packs: dict[str, Path], tmp_path: Path, run: Run
) -> None:
    assert run("read", packs[ANN], "rate", 1, 5).status == 0
    sent = tmp_path / "ann.lsreturn.txt"
    assert run("read", packs[ANN], "return", "--out", sent).status == 0
    assert run("undo", challenge).status == 0
    assert run("merge", challenge, sent, "--json").json["files"][0]["code"] == "unknown_pack"
    dry = run("merge", challenge, sent, "--bring-back", "--dry-run")
    assert dry.out.splitlines()[-1] == "Would take in 1 return. Nothing is stored."
    report = run("merge", challenge, sent, "--bring-back", "--json").json
    assert (report["merged"], report["files"][0]["stories"]) == (1, [{"number": 1, "code": "merged"}])


def test_what_is_refused_says_so(challenge: Path, packs: dict[str, Path], tmp_path: Path, run: Run) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    answer = run("merge", challenge, packs[BEN], letter, tmp_path / "gone.txt", "--json")
    assert answer.status == 1
    assert [file["code"] for file in answer.json["files"]] == ["this_is_the_pack", "not_a_return", "missing"]
    assert answer.json["error"]["code"] == "this_is_the_pack"
    assert "Spring - Ben.lsreturn.txt" in answer.err
    assert run("history", challenge, "--json").json[0]["label"] == "Make 3 packs"


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (["rate", "99", "3"], 1, "no_such_story"),
        (["rate", "1", "9"], 1, "value_out_of_scale"),
        (["rate", "1", "3", "--chance", "5"], 1, "chance_without_action"),
        (["rate", "1"], 2, "usage"),
        (["return"], 2, "usage"),
        (["return", "1", "--out", "x"], 2, "usage"),
    ],
)
def test_mistakes_of_a_reviewer(
    packs: dict[str, Path], run: Run, words: list[str], status: int, code: str
) -> None:
    answer = run("read", packs[ANN], *words, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (status, code)


def test_a_protected_pack(challenge: Path, tmp_path: Path, run: Run) -> None:
    (made,) = run("pack", challenge, "--reviewer", ANN, "--protect", "--out", tmp_path, "--json").json
    assert len(made["phrase"].split()) == 5
    locked = run("read", made["path"], "rate", 1, 3, "--json")
    assert (locked.status, locked.json["error"]["code"]) == (1, "pack_locked")
    wrong = run("read", made["path"], "rate", 1, 3, "--phrase", "no no no no no", "--json")
    assert wrong.json["error"]["code"] == "phrase_wrong"
    assert run("read", made["path"], "rate", 1, 3, "--phrase", made["phrase"].upper()).status == 0
    out = tmp_path / "ann.lsreturn.txt"
    assert run("read", made["path"], "return", "--out", out, "--phrase", made["phrase"]).status == 0
    assert run("merge", challenge, out, "--json").json["merged"] == 1


def test_nothing_to_pack(file: Path, tmp_path: Path, run: Run) -> None:
    answer = run("pack", file, "--out", tmp_path / "p", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "nothing_to_pack")
    answer = run("pack", file, "--reviewer", "no@example.org", "--out", tmp_path / "p", "--json")
    assert answer.json["error"]["code"] == "no_such_reviewer"
    assert run("history", file, "--json").json[0]["label"] == "Make the challenge"


def test_a_folder_that_cannot_be_written_leaves_no_pack(challenge: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "taken").write_text("a file")
    answer = run("pack", challenge, "--out", tmp_path / "taken", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "cannot_write")
    assert "Make" not in json.dumps(run("history", challenge, "--json").json[0])


def test_late_returns_do_not_count(challenge: Path, tmp_path: Path, run: Run) -> None:
    made = run("pack", challenge, "--out", tmp_path, "--return-by", "2013-04-01 12:00", "--json").json
    out = tmp_path / "a.lsreturn.txt"
    assert run("read", made[0]["path"], "rate", 1, 3).status == 0
    assert run("read", made[0]["path"], "return", "--out", out).status == 0
    assert run("merge", challenge, out, "--json").json["files"][0]["stories"] == [
        {"number": 1, "code": "late"}
    ]
    assert run("results", challenge, "--json").json["error"]["code"] == "nothing_to_rank"
