"""What is the same for every command: its words, where it may be asked, and how it fails."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from learningstories import __version__
from learningstories.cli import app

Run = Callable[..., Any]
ALL = sorted(app.names())


def start(*words: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """The app in a process of its own."""
    return python("-m", "learningstories", *words, **options)


def python(*words: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **options}
    return subprocess.run([sys.executable, *map(str, words)], check=False, **options)  # noqa: S603 - ourselves


def test_help_names_every_command(run: Run) -> None:
    answer = run("--help")
    assert answer.status == 0
    assert all(f"  {name} " in answer.out for name in ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_and_json(run: Run, name: str) -> None:
    answer = run(name, "--help")
    assert answer.status == 0
    assert "--json" in answer.out
    assert answer.out.startswith(f"usage: learningstories {name}")


@pytest.mark.parametrize("name", [name for name in ALL if name != "tour"])
def test_the_help_knows_every_command(name: str) -> None:
    page = (Path(__file__).parents[2] / "resources" / "help" / "terminal.md").read_text("utf-8")
    assert f"learningstories {name} " in page or f"| {name} " in page


@pytest.mark.parametrize("name", ALL)
def test_every_command_without_its_arguments_is_a_slip(run: Run, name: str) -> None:
    answer = run(name, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "usage")


def test_version(run: Run) -> None:
    assert run("--version").out.split() == ["learningstories", __version__]


def test_a_word_that_is_no_command(run: Run) -> None:
    answer = run("frobnicate", "x", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "usage")
    assert "frobnicate" in answer.err


def test_json_alone_is_a_slip(run: Run) -> None:
    assert run("--json").status == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_json_may_stand_anywhere(run: Run, file: Path, place: int) -> None:
    words: list[object] = ["list", file]
    words.insert(place, "--json")
    assert run(*words).json == []


def test_options_may_stand_between_the_others(run: Run, file: Path) -> None:
    run("reviewer", file, "add", "Ann", "ann@example.org")
    answer = run("rate", file, "--json", "ann@example.org", "--why", "so", 7, 3)
    assert answer.json["error"]["code"] == "no_such_story"


def test_after_two_dashes_json_is_a_word_like_any_other(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("list", "--", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "--json" in answer.err


NEEDS_MORE = {
    "add": ["story.md"],
    "show": [1],
    "reviewer": ["add", "A", "a@b.cd"],
    "rate": ["a@b.cd", 1, 3],
    "export": ["book", "--out", "x.pdf"],
    "late": [1, "accept", "--reason", "x"],
    "received": [1, "--at", "2013-03-18 09:00", "--reason", "x"],
    "eligible": [1, "yes", "--reason", "x"],
    "receipts": ["--out", "x"],
    "assign": ["--per-story", 2],
    "pack": ["--out", "x"],
    "merge": ["x.lsreturn.txt"],
    "ballots": ["x.csv"],
    "rescue": ["--out", "x.stories"],
    "person": ["ada@example.org"],
}
OPENING = [
    name
    for name in ALL
    if name not in ("new", "sample", "tour", "read", "analyse", "server", "lock", "unlock")
]


@pytest.mark.parametrize("name", OPENING)
def test_every_command_refuses_what_is_no_challenge(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n" * 100)
    answer = run(name, path, *NEEDS_MORE.get(name, []), "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "not_a_challenge")
    assert answer.json["error"]["message"] == answer.err.strip()
    assert path.read_text() == "Dear Ann,\n" * 100


@pytest.mark.parametrize("name", OPENING)
def test_every_command_tells_that_a_file_is_missing(run: Run, tmp_path: Path, name: str) -> None:
    answer = run(name, tmp_path / "no.stories", *NEEDS_MORE.get(name, []), "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "file_missing")
    assert list(tmp_path.iterdir()) == []


READING = ["list", "show", "results", "shortlist", "history", "check", "export", "extension", "receipts"]
READING += ["reviewers", "promises", "backup", "rescue", "person"]


@pytest.mark.parametrize("name", OPENING)
def test_a_read_only_file_may_be_looked_at_and_not_changed(
    run: Run, read: Path, tmp_path: Path, name: str
) -> None:
    more = {"export": ["book", "--out", tmp_path / "x.pdf"], "receipts": ["--out", tmp_path / "x"]}
    if name == "export":
        run("shortlist", read, "--pin", 1)
    more |= {
        "rescue": ["--out", tmp_path / "y.stories"],
        "restore": [shutil.copy(read, tmp_path / "z.stories")],
    }
    read.chmod(0o444)
    before = read.read_bytes()
    answer = run(name, read, *more.get(name, NEEDS_MORE.get(name, [])), "--json")
    read.chmod(0o644)
    if name in READING:
        assert answer.status == 0
    else:
        assert (answer.status, answer.json["error"]["code"]) == (1, "read_only")
    assert read.read_bytes() == before


def test_nothing_is_left_beside_the_file(run: Run, read: Path) -> None:
    for words in (["list", read], ["rate", read, "ann@example.org", 1, 2], ["undo", read], ["check", read]):
        assert run(*words).status == 0
    assert [each.name for each in read.parent.iterdir()] == [read.name]


def test_a_path_that_is_not_there_opens_no_window(run: Run, tmp_path: Path) -> None:
    answer = run(tmp_path / "gone.stories")
    assert answer.status == 1
    assert "gone.stories" in answer.err


def test_commands_load_neither_qt_nor_more_than_they_need(read: Path) -> None:
    program = (
        "import sys; from learningstories.main import main; file = sys.argv[1];"
        "status = [main(['list', file]), main(['show', file, '1']), main(['history', file])];"
        "bad = [m for m in ('PySide6', 'shiboken6', 'numpy', 'scipy', 'typst', 'lxml') if m in sys.modules];"
        "status += [main(['results', file])]; bad += [m for m in ('PySide6',) if m in sys.modules];"
        "sys.exit(f'{status} {bad}' if any(status) or bad else 0)"
    )
    done = python("-c", program, read)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_answer_depends_on_neither_hash_seed_nor_locale(read: Path) -> None:
    program = (
        "import sys; from learningstories.main import main;"
        "sys.exit(sum(main([name, sys.argv[1], '--json']) for name in ('results', 'shortlist', 'list')))"
    )
    answers = set()
    for seed, locale in (("1", "POSIX"), ("2", "C.UTF-8")):
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        }
        done = python("-c", program, read, env=env)
        assert done.returncode == 0
        answers.add(done.stdout)
    assert len(answers) == 1


def test_a_terminal_without_the_letters_gets_their_numbers(read: Path) -> None:
    env = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = start("check", read, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u201c" in done.stdout


def test_who_stops_reading_gets_no_complaint(read: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = start("list", read, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_without_a_display_commands_work(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    words = ["--title", "T", "--closes", "2013-03-21 23:59", "--zone", "Europe/London"]
    assert start("new", tmp_path / "a.stories", *words, env=env).returncode == 0
