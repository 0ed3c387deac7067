"""The export of a form with 10,000 answers, previewed and added, beside bare csv.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import csv
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from learningstories.documents.documents import Documents
from learningstories.services.adding import add
from learningstories.services.preview import Preview, Reception, preview
from tests.benchmarks.big_file import words_of

FEW, MANY = 20, 10_000
WORDS = 300
MOST_PREVIEW_MS, MOST_ADD_MS = 10_000, 20_000
HEADERS = (
    *("Timestamp", "Email Address", "Your name", "Title of your story", "Your story", "Theme"),
    *("May reviewers read it?", "May it be printed?"),
)
FIRST = datetime(2013, 1, 1, tzinfo=UTC)


@pytest.fixture
def reader() -> Iterator[Documents]:
    with Documents() as made:
        made.read_text("Once I learned.")  # starts the process
        yield made


def write_answers(path: Path, answers: int) -> Path:
    """An export as Google Forms writes it, with stories of 300 words."""
    chance = random.Random(answers)  # noqa: S311 - the same answers each time
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(HEADERS)
        for number in range(answers):
            at = FIRST + timedelta(minutes=7 * number)
            paragraphs = (f"{words_of(chance, WORDS // 5).capitalize()}." for _ in range(5))
            writer.writerow(
                [
                    f"{at:%Y/%m/%d} {at:%I:%M:%S %p} GMT+1",
                    f"author{number}@example.org",
                    words_of(chance, 2).title(),
                    words_of(chance, 4).title(),
                    "\n\n".join(paragraphs),
                    chance.choice(("Work", "Home", "School")),
                    "Yes",
                    chance.choice(("Yes", "No")),
                ]
            )
    return path


def look(path: Path, reader: Documents, reception: Callable[..., Reception]) -> Preview:
    return preview([path], reception(reader=reader))


@pytest.fixture
def reception(make_challenge, clock) -> Callable[..., Reception]:
    def make(**told: object) -> Reception:
        return Reception(challenge=make_challenge(), now=clock(), **told)

    return make


def read_plainly(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return len(list(csv.reader(file)))


def test_every_answer_is_found_and_added(challenge, reader, reception, tmp_path):
    path = write_answers(tmp_path / "form.csv", FEW)
    found = look(path, reader, reception).found
    assert read_plainly(path) == 1 + len(found) == 1 + FEW
    assert len(add(challenge.workspace, found)) == FEW
    assert challenge.check() == []


@pytest.mark.benchmark
def test_ten_thousand_answers(challenge, reader, reception, tmp_path, figures):
    path = write_answers(tmp_path / "form.csv", MANY)
    begin = perf_counter()
    read_plainly(path)
    plain = perf_counter() - begin
    begin = perf_counter()
    seen = look(path, reader, reception)
    previewed = perf_counter() - begin
    begin = perf_counter()
    add(challenge.workspace, seen.found, forms=[match.form for match in seen.matches])
    added = perf_counter() - begin
    figures("previewing 10,000 answers, bare csv", previewed * 1000, plain * 1000, most=MOST_PREVIEW_MS)
    figures("adding 10,000 answers, bare csv", added * 1000, plain * 1000, most=MOST_ADD_MS)
