"""Big challenge files, made quickly by raw inserts."""

import random
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from uuid import UUID

import pytest

from learningstories.domain.shingles import shingles
from learningstories.services.opening import OpenChallenge

SYLLABLES = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("", "n", "r", "s", "l")]
REVIEWERS = 20
READINGS = 3
WORDS = 60
FIRST = datetime(2013, 1, 1, tzinfo=UTC)
FIGURES: pytest.StashKey[list[str]] = pytest.StashKey()


def words_of(chance: random.Random, count: int) -> str:
    """Made-up words, with as many different ones as a language has."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(count))


@pytest.fixture(scope="session")
def big_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Gives the path for a file with so many stories; `fill` puts them in."""
    folder = tmp_path_factory.mktemp("big")
    return lambda *size: folder / f"{'-'.join(map(str, size))}.stories"


@pytest.fixture
def big_challenge(
    big_file: Callable[..., Path],
    new_challenge: Callable[..., OpenChallenge],
    open_challenge: Callable[..., OpenChallenge],
) -> Iterator[Callable[..., OpenChallenge]]:
    """Opens a challenge with so many stories of 60 words and three readings each, unless told otherwise."""

    def make(stories: int, reviewers: int = REVIEWERS, readings: int = READINGS) -> OpenChallenge:
        path = big_file(stories, reviewers, readings)
        if path.exists():
            return open_challenge(path)
        made = new_challenge(path, words_most=WORDS + 20)
        made.close()
        fill(path, stories, reviewers, readings)
        return open_challenge(path)

    return make


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[[Sequence[str]], None]:
    """Shows lines of figures whatever pytest does with output."""

    def show(lines: Sequence[str]) -> None:
        with capsys.disabled():
            sys.stdout.write("\n" + "\n".join(lines) + "\n")

    return show


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Notes a figure in ms beside its baseline for the table at the end; judges nothing.

    `goal` is a ratio, or with `most` the ms there may be.
    """
    rows = request.config.stash.setdefault(FIGURES, [])

    def note(name: str, ours: float, baseline: float, goal: float = 0, most: float = 0) -> None:
        told = f"{most:.0f} ms" if most else f"{goal:.1f}x"
        rows.append(f"{name:44}{ours:10.1f}{baseline:12.1f}{ours / baseline:8.2f}x{told:>9}")

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """All figures as one table."""
    rows = config.stash.get(FIGURES, [])
    if rows:
        terminalreporter.section("figures")
        terminalreporter.write_line(f"{'':44}{'ms':>10}{'baseline':>12}{'ratio':>9}{'goal':>9}")
        for row in rows:
            terminalreporter.write_line(row)


@pytest.fixture
def made_up_story() -> Callable[..., str]:
    """A Markdown file with details, a heading, a list, emphasis and a link; another for each seed."""

    def write(seed: int, words: int) -> str:
        chance = random.Random(seed)  # noqa: S311 - the same figures each time

        def some(count: int) -> str:
            return words_of(chance, count)

        parts = [f"{some(30)}, *{some(2)}*. {some(28)}." for _ in range(words // 60)]
        parts.insert(1, f"## {some(3)}")
        parts.insert(2, "\n".join(f"- {some(5)}" for _ in range(4)))
        parts.append(f"**{some(3)}** [{some(2)}](https://example.org/{some(1)})")
        top = f"title: {some(4).title()}\nauthor: {some(2).title()}\nconsent: [read, print]"
        return f"---\n{top}\n---\n\n" + "\n\n".join(parts) + "\n"

    return write


@pytest.fixture
def median_ms() -> Callable[..., float]:
    """Measures a call: the median of several, in milliseconds, after one that is not counted."""

    def measure(call: Callable[[], object], times: int = 7) -> float:
        call()
        taken = []
        for _ in range(times):
            begin = perf_counter()
            call()
            taken.append((perf_counter() - begin) * 1000)
        return sorted(taken)[times // 2]

    return measure


def fill(path: Path, stories: int, reviewers: int = REVIEWERS, readings: int = READINGS) -> None:
    """Put stories, texts, versions, reviewers, readings and the search index into an empty challenge."""
    chance = random.Random(stories)  # noqa: S311 - the same figures each time
    with closing(sqlite3.connect(path)) as connection, connection:
        _reviewers(connection, reviewers)
        texts, lines = [], []
        for number in range(1, stories + 1):
            text = words_of(chance, WORDS)
            texts.append((sha256(text.encode()).hexdigest(), text))
            lines.append(_line(chance, number, texts[-1][0]))
        connection.executemany("INSERT OR IGNORE INTO text VALUES (?, ?)", texts)
        marks = ", ".join(f":{name}" for name in lines[0])
        connection.executemany(f"INSERT INTO story ({', '.join(lines[0])}) VALUES ({marks})", lines)  # noqa: S608 - our own words
        connection.execute(
            """INSERT INTO version (story_id, version, text_sha, words, source, created_at, id)
               SELECT id, 1, text_sha, words, '', added_at, id FROM story"""
        )
        _readings(
            connection,
            (
                (number, who)
                for number in range(1, stories + 1)
                for who in chance.sample(range(1, reviewers + 1), readings)
            ),
            chance,
        )
        _index(connection)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _line(chance: random.Random, number: int, sha: str) -> dict[str, object]:
    """A row of the table of stories; what is not named here is as for a story typed in."""
    at = (FIRST + timedelta(minutes=number % 120_000)).strftime("%Y-%m-%d %H:%M:%S.%f")
    texts = ("email", "source", "received_reason", "message_id", "form_row", "consent_wording")
    texts += ("language_found", "withdrawn_reason", "late_reason", "eligibility_reason")
    title, author = words_of(chance, 4).title(), words_of(chance, 2).title()
    theme = chance.choice(("", "people", "tools", "place"))
    consent = chance.random() > 0.02
    return {
        **dict.fromkeys(texts, ""),
        "id": UUID(int=number).hex,
        "number": number,
        "title": title,
        "author": author,
        "theme": theme,
        "language": "en",
        "consent_read": consent,
        "consent_print": consent,
        "consent_web": True,
        "consent_stage": True,
        "name_use": "full",
        "received_at": at,
        "received_by": "entered",
        "claims": "[]",
        "fingerprint": sha,
        "version": 1,
        "text_sha": sha,
        "words": WORDS,
        "withdrawn": False,
        "late_decision": "open",
        "eligibility": "open",
        "added_at": at,
    }


def _reviewers(connection: sqlite3.Connection, reviewers: int) -> None:
    names = [row[1] for row in connection.execute("PRAGMA table_info(reviewer)")]
    for number in range(1, reviewers + 1):
        values = {
            "id": UUID(int=number).hex,
            "name": f"Reviewer {number}",
            "email": f"r{number}@example.org",
            "themes": "[]",
            "languages": "[]",
            "aside": "[]",
            "seed": number,
            "promise_use": "unasked",
            "set_aside_by": "",
            "set_aside_reason": "",
            "added_at": "2013-01-01 00:00:00.000000",
        }
        given = [values.get(name) for name in names]
        marks = ",".join("?" * len(names))
        connection.execute(f"INSERT INTO reviewer VALUES ({marks})", given)  # noqa: S608 - our own words


def _readings(
    connection: sqlite3.Connection, pairs: Iterator[tuple[int, int]], chance: random.Random
) -> None:
    """A rating for each pair of a story and a reviewer."""
    names = "story_id, reviewer_id, value, criteria, action, no_action, chance, why, share_why, knows, "
    names += "aside_reason, concern, concern_note, skipped, text_sha, position, changed_at, id"
    rows = (
        (UUID(int=number).hex, UUID(int=who).hex, chance.randint(1, 5), UUID(int=number * 1000 + who).hex)
        for number, who in pairs
    )
    connection.executemany(
        f"""INSERT INTO reading ({names}) VALUES (?, ?, ?, '[]', '', 0, NULL, '', 0, 'no', '', 'none', '', 0,
            '', 0, '2013-02-01 00:00:00.000000', ?)""",  # noqa: S608 - our own words
        rows,
    )


def _index(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO searched SELECT number, title, author, text_sha FROM story")
    connection.execute(
        "INSERT INTO search_name(rowid, title, author) SELECT number, title, author FROM story"
    )
    connection.execute(
        """INSERT INTO search_text(rowid, body)
           SELECT s.number, t.markdown FROM story s JOIN text t ON t.sha = s.text_sha"""
    )
    texts = connection.execute("SELECT s.number, t.markdown FROM story s JOIN text t ON t.sha = s.text_sha")
    marks = ((mark, number) for number, text in texts.fetchall() for mark in shingles(text))
    connection.executemany("INSERT OR IGNORE INTO shingle(hash, number) VALUES (?, ?)", marks)
