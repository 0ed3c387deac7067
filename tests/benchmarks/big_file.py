"""Big challenge files with the rows that the app itself would store, made by raw inserts and then kept.

`python -m tests.benchmarks.big_file 1000000` makes one and says where it is; a million takes some minutes.
"""

import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from learningstories.domain.challenge import Challenge, ChallengeId, LateRule
from learningstories.domain.shingles import shingles
from learningstories.storage import opening, standing
from learningstories.storage.challenge_file import engine_of

SYLLABLES = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("", "n", "r", "s", "l")]
WORDS_MOST = 80  # a few are longer
FIRST = datetime(2013, 1, 1, tzinfo=UTC)
CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
READINGS = 3
_STORIES_A_REVIEWER = 50
_KEPT_FROM = 10_000  # smaller ones are made anew as quickly
_AT_ONCE = 10_000
_WORDS = 60_000
_MINUTES = 120_000  # some come after the deadline
_AT = "%Y-%m-%d %H:%M:%S.%f"


def words_of(chance: random.Random, count: int) -> str:
    """Made-up words, with as many different ones as a language has."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(count))


def big_file(stories: int, reviewers: int = 0, readings: int = READINGS) -> Path:
    """A file with so many stories, made once, which nobody may alter; without a number, enough reviewers."""
    folder = Path(tempfile.gettempdir()) / "learningstories-big"
    folder.mkdir(exist_ok=True)
    part = folder / f"{uuid4().hex}.stories"
    key = _make_empty(part)
    made = folder / f"{stories}-{reviewers}-{readings}-{key}.stories"
    try:
        if not made.exists():
            fill(part, stories, reviewers, readings)
            part.rename(made)
    finally:
        part.unlink(missing_ok=True)
    return made


def make_big(path: Path, stories: int, reviewers: int = 0, readings: int = READINGS) -> None:
    """Such a file at `path`, to be altered."""
    if stories < _KEPT_FROM:
        _make_empty(path)
        fill(path, stories, reviewers, readings)
        return
    with big_file(stories, reviewers, readings).open("rb") as source, path.open("xb") as target:
        while piece := source.read(1 << 24):
            target.write(piece)


def _make_empty(path: Path) -> str:
    """A new challenge; gives a key of the tables it has and of how it is filled."""
    challenge = Challenge(
        id=ChallengeId(UUID(int=1)), title="Learning stories", closes_at=CLOSES, zone="UTC",
        grace_minutes=10, late_rule=LateRule.DECIDE, words_most=WORDS_MOST,
    )  # fmt: skip
    opening.make_challenge(path, challenge, lambda: FIRST, "Ada").close()
    with closing(sqlite3.connect(path)) as connection:
        tables = "".join(str(row[0]) for row in connection.execute("SELECT sql FROM sqlite_schema"))
    return sha256(tables.encode() + Path(__file__).read_bytes()).hexdigest()[:12]


def fill(path: Path, stories: int, reviewers: int = 0, readings: int = READINGS) -> None:
    """Put stories, texts, versions, reviewers, readings and all indexes into an empty challenge."""
    chance = random.Random(stories)  # noqa: S311 - the same figures each time
    people = reviewers or max(20, stories // _STORIES_A_REVIEWER)
    with closing(sqlite3.connect(path)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        with connection:
            _reviewers(connection, people)
            vocabulary = words_of(chance, _WORDS).split()
            for start in range(1, stories + 1, _AT_ONCE):
                numbers = range(start, min(start + _AT_ONCE, stories + 1))
                _stories(connection, chance, vocabulary, numbers)
                _readings(connection, chance, people, readings, numbers)
            _index(connection)
        indexes = _without_indexes(connection)
    _note_standing(path)
    with closing(sqlite3.connect(path)) as connection:
        for index in indexes:
            connection.execute(index)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Take away the indexes of `standing`, to be made when it is full; gives what makes them."""
    query = "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'ix_standing%'"
    found = connection.execute(query).fetchall()
    for name, _sql in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in found]


def _note_standing(path: Path) -> None:
    engine = engine_of(path, "mode=rw")
    with engine.connect().execution_options(writing=True) as connection:
        standing.fill(connection)
        connection.commit()
    engine.dispose()


def _stories(
    connection: sqlite3.Connection,
    chance: random.Random,
    vocabulary: list[str],
    numbers: range,
) -> None:
    texts, lines, marks = [], [], []
    for number in numbers:
        count = chance.randint(58, WORDS_MOST) if chance.random() > 0.01 else chance.randint(81, 130)
        text = " ".join(chance.choices(vocabulary, k=count))
        sha = sha256(text.encode()).hexdigest()
        texts.append((sha, text))
        lines.append(_line(chance, vocabulary, number, sha, count))
        marks += [(mark, number) for mark in shingles(text)]
    connection.executemany("INSERT OR IGNORE INTO text VALUES (?, ?)", texts)
    names = ", ".join(f":{name}" for name in lines[0])
    connection.executemany(f"INSERT INTO story ({', '.join(lines[0])}) VALUES ({names})", lines)  # noqa: S608 - our own words
    bodies = [(number, text) for number, (_sha, text) in zip(numbers, texts, strict=True)]
    connection.executemany("INSERT INTO search_text(rowid, body) VALUES (?, ?)", bodies)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS mark (hash INTEGER, number INTEGER)")
    connection.executemany("INSERT INTO mark VALUES (?, ?)", marks)


def _line(
    chance: random.Random, vocabulary: list[str], number: int, sha: str, words: int
) -> dict[str, object]:
    """A row of the table of stories; what is not named here is as for a story typed in."""
    at = (FIRST + timedelta(minutes=number % _MINUTES)).strftime(_AT)
    texts = ("source", "received_reason", "message_id", "form_row", "consent_wording")
    texts += ("withdrawn_reason", "late_reason", "eligibility_reason")
    consent = chance.random() > 0.02
    return {
        **dict.fromkeys(texts, ""),
        "id": UUID(int=number).hex,
        "number": number,
        "title": " ".join(chance.choices(vocabulary, k=4)).title(),
        "author": " ".join(chance.choices(vocabulary, k=2)).title(),
        "email": f"author{number % 700_000}@example.org",
        "theme": chance.choice(("", "people", "tools", "place")),
        "language": chance.choice(("en", "en", "en", "de", "")),
        "language_found": "en",
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
        "words": words,
        "withdrawn": chance.random() < 0.005,
        "late_decision": "open",
        "eligibility": "open",
        "added_at": at,
    }


def _reviewers(connection: sqlite3.Connection, reviewers: int) -> None:
    names = [row[1] for row in connection.execute("PRAGMA table_info(reviewer)")]
    rows = []
    for number in range(1, reviewers + 1):
        values = {
            **dict.fromkeys(("set_aside_by", "set_aside_reason"), ""),
            **dict.fromkeys(("themes", "languages", "aside"), "[]"),
            "id": UUID(int=number).hex,
            "name": f"Reviewer {number}",
            "email": f"r{number}@example.org",
            "seed": number,
            "promise_use": "unasked",
            "added_at": FIRST.strftime(_AT),
        }
        rows.append([values.get(name) for name in names])
    marks = ",".join("?" * len(names))
    connection.executemany(f"INSERT INTO reviewer VALUES ({marks})", rows)  # noqa: S608 - our own words


def _readings(
    connection: sqlite3.Connection,
    chance: random.Random,
    people: int,
    readings: int,
    numbers: range,
) -> None:
    """Most stories have been read by all who were asked; of some one answer is still to come."""
    names = "story_id, reviewer_id, value, criteria, action, no_action, chance, why, share_why, knows, "
    names += "aside_reason, concern, concern_note, skipped, text_sha, position, changed_at, id"
    rows = (
        (
            UUID(int=number).hex,
            UUID(int=who).hex,
            chance.randint(1, 5),
            "aside" if chance.random() < 0.01 else "no",
            "safety" if chance.random() < 0.001 else "none",
            (FIRST + timedelta(minutes=number % _MINUTES, hours=who)).strftime(_AT),
            UUID(int=number * 1_000_000 + who).hex,
        )
        for number, who in _pairs(chance, people, readings, numbers)
    )
    connection.executemany(
        f"""INSERT INTO reading ({names}) VALUES (?, ?, ?, '[]', '', 0, NULL, '', 0, ?, '', ?, '', 0,
            '', 0, ?, ?)""",  # noqa: S608 - our own words
        rows,
    )


def _pairs(chance: random.Random, people: int, readings: int, numbers: range) -> Iterator[tuple[int, int]]:
    for number in numbers:
        fewer = chance.random() < 0.2
        for who in chance.sample(range(1, people + 1), max(1, readings - fewer)):
            yield number, who


def _index(connection: sqlite3.Connection) -> None:
    for statement in (
        """INSERT INTO version (story_id, version, text_sha, words, source, created_at, id)
           SELECT id, 1, text_sha, words, '', added_at, id FROM story""",
        "INSERT INTO searched SELECT number, title, author, text_sha FROM story",
        "INSERT INTO search_name(rowid, title, author) SELECT number, title, author FROM story",
        "INSERT OR IGNORE INTO shingle(hash, number) SELECT hash, number FROM mark ORDER BY hash, number",
        "DROP TABLE mark",
    ):
        connection.execute(statement)


if __name__ == "__main__":
    sys.stdout.write(f"{big_file(int(sys.argv[1]))}\n")
