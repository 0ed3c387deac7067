import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_everything_can_be_taken_back_and_brought_back(run: Run, read: Path) -> None:
    run("shortlist", read, "--size", 2, "--lock")
    before = [run(name, read, "--json").out for name in ("list", "results", "shortlist")]
    undone = []
    while (answer := run("undo", read, "--json")).status == 0:
        undone.append(answer.json["undone"])
    assert answer.json["error"]["code"] == "nothing_to_undo"
    assert undone[:2] == ["Lock the shortlist", "Propose a shortlist"]
    assert undone[-1] == "Add 5 stories"
    assert run("list", read, "--json").json == []
    assert run("check", read, "--json").json == {"ok": True, "problems": []}
    redone = []
    while (answer := run("redo", read, "--json")).status == 0:
        redone.append(answer.json["redone"])
    assert answer.json["error"]["code"] == "nothing_to_undo"
    assert redone == undone[::-1]
    assert [run(name, read, "--json").out for name in ("list", "results", "shortlist")] == before


def test_history_tells_who_did_what(run: Run, read: Path) -> None:
    run("undo", read)
    found = run("history", read, "--json").json
    assert set(found[0]) == {"step", "label", "at", "who", "kind", "undone"}
    assert [found[0]["kind"], found[1]["undone"], found[-1]["label"]] == ["undo", True, "Make the challenge"]
    assert found[0]["label"] == found[1]["label"] == "Cleo reads #5"
    assert "taken back" in run("history", read).out


def test_check_finds_what_was_altered(run: Run, read: Path) -> None:
    connection = sqlite3.connect(read)
    connection.execute("UPDATE text SET markdown = markdown || ' and a lie'")
    connection.commit()
    connection.close()
    answer = run("check", read, "--json")
    assert answer.status == 1
    assert answer.json["ok"] is False
    assert len(answer.json["problems"]) >= 5
    assert answer.json["error"]["code"] == "check_failed"
    assert answer.err.strip() == answer.json["error"]["message"]


def test_check_of_a_file_that_was_cut_short(run: Run, read: Path) -> None:
    read.write_bytes(read.read_bytes()[:20000])
    answer = run("check", read, "--json")
    assert (answer.status, answer.json["ok"], answer.json["error"]["code"]) == (1, False, "file_damaged")


def test_old_history_is_forgotten_and_the_challenge_stays(run: Run, read: Path) -> None:
    before = run("list", read, "--json").out
    assert "Nothing was changed" in run("history", read, "--forget-before", "1999-01-01").out
    assert (
        run("history", read, "--forget-before", "soon", "--json").json["error"]["code"]
        == "time_not_understood"
    )
    forgotten = run("history", read, "--forget-before", "2999-01-01", "--json").json["forgotten"]
    assert forgotten > 5
    assert [line["label"] for line in run("history", read, "--json").json] == [
        "Forget what was done before 1 January 2999"
    ]
    assert run("undo", read, "--json").json["error"]["code"] == "nothing_to_undo"
    assert run("list", read, "--json").out == before
    assert run("check", read, "--json").json["ok"]
