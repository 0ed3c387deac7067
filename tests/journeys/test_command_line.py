"""A whole challenge from a terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document

import learningstories
from learningstories.main import LazyDocuments, toolbox
from learningstories.main import do as do_here
from learningstories.publish.lazy_press import LazyPress
from learningstories.services.toolbox import Toolbox

Answer = tuple[int, Any, str]
Do = Callable[..., Answer]
HEAD = """---
title: {title}
author: {author}
email: {email}
theme: Teams
consent: [{consent}]
received: {at}
---

"""
# Notes, in every process that is started, whatever reaches for the network.
EAR = """import sys

def note(event, given=()):
    if event.startswith(("begins", "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.")):
        with open({file!r}, "a", encoding="utf-8") as heard:
            heard.write(event + "\\n")

sys.addaudithook(note)
note("begins")
"""
ALL = "read, print, web, stage"


@pytest.fixture
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the processes that are started note what they reach for."""
    return tmp_path_factory.mktemp("ear") / "heard"


@pytest.fixture(scope="module")
def tools(documents: LazyDocuments) -> Iterator[Toolbox]:
    press = LazyPress()
    yield toolbox(documents, press)
    press.close()


@pytest.fixture
def do(
    tmp_path: Path,
    heard: Path,
    tools: Toolbox,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Do:
    """Does a command in this process; the first that write, or start others, in one of their own."""
    # The processes work in another folder, where the checkout would not be found.
    checkout = str(Path(learningstories.__file__).parents[1])
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    (heard.parent / "sitecustomize.py").write_text(EAR.format(file=str(heard)), "utf-8")
    env["PYTHONPATH"] = os.pathsep.join((str(heard.parent), checkout))
    monkeypatch.chdir(tmp_path)
    apart = {"add", "rate", "export", "tour"}

    def do_it(*words: object) -> Answer:
        given = [*map(str, words), "--json"]
        if words[0] not in apart:
            status = do_here(given, tools)
            said = capfd.readouterr()
            return status, json.loads(said.out), said.err
        apart.remove(words[0])
        command = [sys.executable, "-m", "learningstories", *given]
        done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=300)  # noqa: S603 - ourselves
        return done.returncode, json.loads(done.stdout), done.stderr.decode()

    return do_it


def write_stories(folder: Path) -> list[str]:
    people = [("Amina", ALL), ("Ben", ALL), ("Chiara", "read, web"), ("Dewi", ALL), ("Eva", ALL)]
    for place, (name, consent) in enumerate(people):
        head = HEAD.format(
            title=f"What {name} learned",
            author=f"{name} Smith",
            email=f"{name.lower()}@example.org",
            consent=consent,
            at="2013-03-22 09:00" if name == "Eva" else f"2013-03-1{place} 08:00",
        )
        text = f"{head}It began on a Tuesday.\n\n" + " ".join(f"{name.lower()}{n}" for n in range(120))
        (folder / f"{name.lower()}.md").write_text(text, "utf-8")
    head = "Title: 学到的事\nAuthor: 何静\nConsent: read, print, stage\nReceived: 2013-03-15 10:00\n\n"
    (folder / "plain.txt").write_text(head + "我学会了慢慢来。" * 12, "utf-8")
    document = Document()
    for line in (
        "Title: Paper and glue",
        "Author: Fay Jones",
        f"Consent: {ALL}",
        "Received: 2013-03-16 10:00",
    ):
        document.add_paragraph(line)
    document.add_heading("Paper and glue", 1)
    document.add_paragraph("We made a bridge out of paper, and it held. " * 12)
    document.save(str(folder / "fay.docx"))
    return ["amina.md", "ben.md", "chiara.md", "dewi.md", "eva.md", "plain.txt", "fay.docx"]


FILE, READERS = "spring.stories", ("ann@example.org", "bob@example.org")


def test_from_a_handful_of_stories_to_a_book(do: Do, tmp_path: Path) -> None:
    options = ["--grace", 30, "--late", "decide", "--themes", "Teams,Failure", "--readings", 2, "--blind"]
    words = ["--title", "Spring", "--closes", "2013-03-21 23:59", "--zone", "Europe/London", "--minutes", 9]
    assert do("new", FILE, *words, *options) == (0, {"file": FILE}, "")
    files = write_stories(tmp_path)
    add_all(do, files)
    read_all(do)
    choose(do)
    print_book(do, tmp_path)
    assert do("check", FILE)[1] == {"ok": True, "problems": []}
    steps = 0
    while do("undo", FILE)[0] == 0:
        steps += 1
    assert steps == 1 + 2 + 14 + 2
    assert do("list", FILE)[1] == []
    assert do("check", FILE)[1]["ok"]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*files, FILE, "book.pdf"])


def add_all(do: Do, files: list[str]) -> None:
    status, dry, _err = do("add", FILE, *files, "--dry-run")
    assert (status, dry["added"], [each["number"] for each in dry["stories"]]) == (0, 0, [None] * 7)
    status, added, _err = do("add", FILE, *files)
    assert (status, added["added"], [each["number"] for each in added["stories"]]) == (
        0,
        7,
        list(range(1, 8)),
    )
    assert [each["verdict"] for each in added["stories"]] == ["on_time"] * 4 + ["late"] + ["on_time"] * 2
    assert added["stories"][6]["title"] == "Paper and glue"


def read_all(do: Do) -> None:
    for email in READERS:
        assert do("reviewer", FILE, "add", email[:3].title(), email)[0] == 0
    for number in range(1, 8):
        for place, email in enumerate(READERS):
            value = min(5, max(1, 6 - number + place))
            assert do("rate", FILE, email, number, value, "--action", f"Do {number}", "--chance", 7)[0] == 0
    states = [each["state"] for each in do("list", FILE)[1]]
    assert states == ["ready", "ready", "no_consent", "ready", "late", "ready", "ready"]
    assert [each["number"] for each in do("list", FILE, "--search", "慢慢")[1]] == [6]
    ranked = do("results", FILE)[1]
    assert ranked["stories"][0]["number"] == 1
    assert {reader["n"] for reader in ranked["readers"]} == {7}


def choose(do: Do) -> None:
    status, chosen, _err = do("shortlist", FILE, "--minutes", 9, "--exclude", "2:told last year", "--lock")
    assert (status, chosen["locked"]) == (0, True)
    assert chosen["minutes"] <= 9
    numbers = [story["number"] for story in chosen["stories"]]
    assert 1 in numbers
    assert not {2, 3, 5} & set(numbers)
    assert sorted([*numbers, *(out["number"] for out in chosen["left_out"])]) == list(range(1, 8))


def print_book(do: Do, folder: Path) -> None:
    status, book, _err = do("export", FILE, "book", "--out", "book.pdf")
    assert (status, book["left_out"]) == (0, [])
    with pypdfium2.PdfDocument(folder / "book.pdf") as document:
        assert len(document) == book["pages"]
        said = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "What Amina learned" in " ".join(said.split())
    assert "Chiara" not in said


def test_the_sample(do: Do, tmp_path: Path) -> None:
    status, made, _err = do("sample", "here")
    file = Path(made["file"])
    assert (status, file.parent.name) == (0, "here")
    assert made["stories"] >= 24
    assert len(list((tmp_path / "here" / "stories").iterdir())) > made["stories"]
    assert do("check", file)[1] == {"ok": True, "problems": []}
    listed = do("list", file)[1]
    assert {"late", "too_long", "no_consent", "ready"} <= {each["state"] for each in listed}
    assert {"in_grace", "late", "on_time"} == {each["verdict"] for each in listed}
    ranked = do("results", file)[1]
    assert {"strict", "generous"} <= {reader["tendency"] for reader in ranked["readers"]}
    flags = {flag for story in ranked["stories"] for flag in story["flags"]}
    assert {"readers_split", "changed_since_read", "one_more_reader"} <= flags
    assert len(do("history", file)[1]) < 10
    status, again, _err = do("sample", "here")
    assert (status, again["error"]["code"]) == (1, "file_exists")


def test_the_same_sample_gives_the_same_ranking(do: Do) -> None:
    answers = [do("results", do("sample", folder)[1]["file"])[1] for folder in ("one", "two")]
    assert answers[0] == answers[1]


def test_the_tour_needs_no_display_and_no_network(do: Do, heard: Path, tmp_path: Path) -> None:
    status, done, _err = do("tour", "out")
    assert status == 0
    made = [done["file"], done["book"], *done["screenshots"]]
    assert len(made) >= 8
    assert all((tmp_path / name).stat().st_size > 5000 for name in made)
    assert done["pages"] > 20
    assert do("check", done["file"])[1]["ok"]
    events = heard.read_text("utf-8").split()
    assert events.count("begins") >= 3, "the app, what reads files and what typesets listen to themselves"
    assert [event for event in events if event != "begins"] == []
