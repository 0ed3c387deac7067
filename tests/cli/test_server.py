"""A team shares a challenge on a server, from the terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import NEW, Run
from tests.own_server import OwnServer

OWNER = "toni"


@pytest.fixture(scope="module")
def server(own_server: OwnServer) -> OwnServer:
    own_server.person(OWNER, may_make_roles=True)
    return own_server


@pytest.fixture
def address(server: OwnServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PGPASSWORD", OWNER)
    return server.address(server.database(OWNER), OWNER).shown


def test_a_team_from_setting_up_to_taking_home(
    run: Run, read: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("server", "setup", address)
    assert done.status == 0
    assert "tables of the challenge were made" in done.out
    assert run("server", "push", read, address, "--json").json["stories"] == 5

    made = run("server", "invite", address, "uma", "--role", "reader", "--json").json
    assert made["role"] == "reader"
    assert OWNER not in made["address"]
    told = run("server", "invite", address, "vic")
    assert "shown this once" in told.out
    members = run("server", "members", address, "--json").json
    assert [(one["name"], one["role"]) for one in members] == [
        (OWNER, "owner"), ("vic", "organiser"), ("uma", "reader"),
    ]  # fmt: skip

    monkeypatch.setenv("PGPASSWORD", made["password"])
    refused = run("server", "fetch", made["address"], tmp_path / "hers.stories", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "reader_only")
    monkeypatch.setenv("PGPASSWORD", OWNER)
    assert run("server", "remove", address, "uma").status == 0
    assert run("server", "remove", address, "uma", "--json").json["error"]["code"] == "no_such_member"

    back = tmp_path / "back.stories"
    fetched = run("server", "fetch", address, back)
    assert fetched.status == 0
    assert "same at both ends" in fetched.out
    assert run("check", back).status == 0
    assert run("list", back, "--json").out == run("list", read, "--json").out


def test_every_command_takes_the_address_where_it_takes_a_file(
    run: Run, read: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("server", "push", read, address)
    for words in (
        ("list",),
        ("show", 1),
        ("results",),
        ("reviewers",),
        ("check",),
        ("list", "--search", "ladder"),
    ):
        there = run(words[0], address, *words[1:], "--json")
        here = run(words[0], read, *words[1:], "--json")
        assert (there.status, there.json) == (here.status, here.json), words

    invited = {
        role: run("server", "invite", address, f"{role} {OWNER}", "--role", role, "--json").json
        for role in ("organiser", "reader")
    }
    monkeypatch.setenv("PGPASSWORD", invited["organiser"]["password"])
    organisers = invited["organiser"]["address"]
    assert run("undo", organisers, "--json").json["error"]["code"] == "nothing_to_undo"  # all is another's
    assert run("rate", organisers, "ann@example.org", 5, 2).status == 0
    newest = run("history", organisers, "--json").json[0]
    assert newest["who"] == f"organiser {OWNER}"
    assert run("undo", organisers).status == 0

    monkeypatch.setenv("PGPASSWORD", invited["reader"]["password"])
    readers = invited["reader"]["address"]
    told = run("list", readers, "--json")
    assert [one["number"] for one in told.json] == [1, 2, 3, 4, 5]
    assert "ada@example.org" not in run("show", readers, 1, "--json").out
    refused = run("eligible", readers, 1, "no", "--reason", "No.", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "reader_only")


def test_what_the_environment_knows_is_not_put_in_the_keyring(run: Run, address: str) -> None:
    answer = run("server", "login", address, "--json")
    assert (answer.status, answer.json["kept"]) == (0, False)
    assert "PGPASSWORD" in run("server", "login", address).out
    assert run("server", "logout", address).status == 0


def test_a_challenge_is_made_on_a_server(run: Run, address: str) -> None:
    again = run("new", address, *NEW, "--json")
    assert again.status == 0
    assert run("list", address, "--json").json == []
    assert run("new", address, *NEW, "--json").json["error"]["code"] == "server_taken"


def test_a_password_does_not_belong_in_a_command(run: Run, address: str) -> None:
    shown = address.replace(f"{OWNER}@", f"{OWNER}:s3cret@")
    for words in (("server", "members", shown), ("list", shown), ("add", shown, "x.md"), (shown,)):
        refused = run(*words, "--json")
        assert refused.json["error"]["code"] == "password_shown"
        assert "s3cret" not in refused.out + refused.err


def test_a_wrong_password_is_told_and_not_repeated(
    run: Run, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "s3cret")
    refused = run("server", "members", address, "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "wrong_password")
    assert "s3cret" not in refused.out + refused.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("setup",), "usage"),
        (("setup", "spring.stories"), "address_unclear"),
        (("invite", "ADDRESS"), "usage"),
        (("members", "ADDRESS", "more"), "usage"),
        (("members", "ADDRESS", "--role", "reader"), "usage"),
        (("invite", "ADDRESS", "eve", "--role", "owner"), "usage"),
        (("members", "ADDRESS"), "not_set_up"),
        (("fetch", "ADDRESS", "none/back.stories"), "no_challenge_there"),
        (("members", "postgresql://toni@127.0.0.1:1/spring"), "server_gone"),
        (("members", "NOWHERE"), "no_challenge_there"),
        (("push", "none.stories", "ADDRESS"), "file_missing"),
        (("push", "ADDRESS", "ADDRESS"), "only_files"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, address: str, words: tuple[str, ...], code: str) -> None:
    known = {"ADDRESS": address, "NOWHERE": address.rpartition("/")[0] + "/nowhere"}
    refused = run("server", *(known.get(word, word) for word in words), "--json")
    assert refused.status in (1, 2)
    assert refused.json["error"]["code"] == code


def test_what_is_done_with_files_says_so(run: Run, address: str) -> None:
    refused = run("backup", address)
    assert refused.status == 1
    assert "server fetch" in refused.err


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode()
    except OSError:  # the other end was closed
        return ""


@pytest.mark.skipif(os.name == "nt", reason="there is no such terminal")
def test_a_password_is_asked_for_and_not_shown(server: OwnServer, address: str) -> None:
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "PGPASSWORD"}
    words = [sys.executable, "-m", "learningstories", "server", "setup", address]
    child = subprocess.Popen(  # noqa: S603 - our own program
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    seen, answered = "", 0
    while some := _read(ours):
        seen += some
        if seen.endswith(": ") and seen.count("Password of") > answered:
            os.write(ours, f"{('wrong', OWNER)[answered]}\n".encode())
            answered += 1
    os.close(ours)
    assert child.wait() == 0, seen
    assert seen.count(f"Password of {OWNER} for") == 2
    assert "That was not the right one" in seen
    assert "wrong" not in seen
    assert "were made" in seen
