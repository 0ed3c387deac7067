"""Adding Markdown files beside the plainest way: Python-Markdown and sqlite3, in one process.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import perf_counter

import markdown
import pytest

from learningstories.documents.documents import Documents
from learningstories.services.adding import add
from learningstories.services.opening import OpenChallenge
from learningstories.services.preview import Reception, preview

FEW, MANY = 20, 1_000
EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists")
GOAL = 4.0


@pytest.fixture
def reader() -> Iterator[Documents]:
    with Documents() as made:
        made.read_text("Once I learned.")  # starts the process
        yield made


@pytest.fixture
def story_files(tmp_path: Path, made_up_story: Callable[..., str]) -> Callable[[int], list[Path]]:
    def make(count: int) -> list[Path]:
        paths = [tmp_path / f"{number:04}.md" for number in range(count)]
        for seed, path in enumerate(paths):
            path.write_text(made_up_story(seed, words=300), "utf-8")
        return paths

    return make


def add_ours(opened: OpenChallenge, reader: Documents, paths: Sequence[Path], now: datetime) -> int:
    with opened.workspace.read() as unit:
        rules = unit.challenge()
    return len(
        add(opened.workspace, preview(paths, Reception(challenge=rules, reader=reader, now=now)).found)
    )


def add_plainly(database: Path, paths: Sequence[Path]) -> int:
    """Title and text as HTML, and the bytes of the file."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE story (id INTEGER PRIMARY KEY, title, html, original)")
        for path in paths:
            original = path.read_bytes()
            _, top, text = original.decode().split("---\n", 2)
            html = markdown.markdown(text, extensions=EXTENSIONS)
            row = (top.partition("\n")[0].removeprefix("title: "), html, original)
            connection.execute("INSERT INTO story (title, html, original) VALUES (?, ?, ?)", row)
        connection.commit()
        return int(connection.execute("SELECT count(*) FROM story").fetchone()[0])


def test_both_ways_add_the_same_number(challenge, reader, story_files, tmp_path, clock):
    paths = story_files(FEW)
    assert add_plainly(tmp_path / "plain.db", paths) == FEW
    assert add_ours(challenge, reader, paths, clock()) == FEW
    assert challenge.check() == []


@pytest.mark.benchmark
def test_adding_a_thousand_files(challenge, reader, story_files, tmp_path, clock, figures):
    paths = story_files(MANY)
    plain = []
    for turn in range(2):  # before and after, for the machine may have other things to do meanwhile
        begin = perf_counter()
        add_plainly(tmp_path / f"plain{turn}.db", paths)
        plain.append(perf_counter() - begin)
        if turn == 0:
            begin = perf_counter()
            add_ours(challenge, reader, paths, clock())
            ours = perf_counter() - begin
    figures("adding 1,000 Markdown files", ours * 1000, sum(plain) / 2 * 1000, GOAL)
