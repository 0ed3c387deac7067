"""Makes what was saved of a damaged challenge fit together again; says what had to be left out."""

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, insert, select, text

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.i18n import _
from learningstories.services.changes import StepKind
from learningstories.services.ports import NewStep
from learningstories.storage import search_index, shingle_index, standing
from learningstories.storage.journal import SqlJournal
from learningstories.storage.recorded import RECORDED
from learningstories.storage.rows import ChallengeRow
from learningstories.storage.tables import table_of

_NOTHING = sha256(b"").hexdigest()
_CLOSED_FOR = timedelta(days=1)
_MOST_ROUNDS = 20


@dataclass(slots=True)
class Mended:
    """What was left out by kind, which stories lost their text, whether the challenge had to be named."""

    dropped: dict[str, int] = field(default_factory=dict)
    textless: tuple[int, ...] = ()
    is_named_anew: bool = False


def mend(connection: Connection, name: str, now: datetime) -> Mended:
    """Mend everything in one transaction, index it anew, and note in history where it comes from."""
    mended, dropped = Mended(), Counter[str]()
    # Nothing is checked until all of it is mended.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    _drop_senseless(connection, dropped)
    _drop_altered(connection, dropped)
    mended.is_named_anew = _name(connection, name, now)
    mended.textless = _replace_lost_texts(connection)
    _drop_astray(connection, dropped)
    _empty_indexes(connection)
    search_index.fill(connection)
    shingle_index.fill(connection)
    standing.fill(connection)
    label = _("Save what could be read of “{name}”").format(name=name)
    step = NewStep(label=label, at=now, who="", kind=StepKind.NOTE)
    SqlJournal(connection, uuid4(), name).write(step, (), set())
    mended.dropped = {kind: count for kind, count in dropped.items() if count}
    return mended


def _empty_indexes(connection: Connection) -> None:
    connection.execute(text("DELETE FROM searched"))
    connection.execute(text("DELETE FROM shingle"))
    connection.execute(text("DELETE FROM standing"))
    for index in ("search_name", "search_text"):
        connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('delete-all')"))  # noqa: S608 - our own


def _drop_senseless(connection: Connection, dropped: Counter[str]) -> None:
    """Take out lines that no record can be made of."""
    for kind, row in RECORDED.items():
        table = table_of(row)
        numbers = connection.execute(text(f'SELECT rowid FROM "{table.name}"')).scalars().all()  # noqa: S608
        for number in numbers:
            try:
                (line,) = connection.execute(select(table).where(text("rowid = :n")), {"n": number})
                row.record(**line._mapping)  # noqa: SLF001 - so named by SQLAlchemy
            except Exception:  # noqa: BLE001 - whatever a column's type or the record makes of it
                _delete(connection, table.name, number)
                dropped[kind] += 1


def _drop_altered(connection: Connection, dropped: Counter[str]) -> None:
    """Take out texts and files that are not what they are kept as."""
    rows = connection.execute(text("SELECT rowid, sha, CAST(markdown AS BLOB) FROM text"))
    wrong = [number for number, sha, words in rows if sha256(words).hexdigest() != sha]
    for number in wrong:
        _delete(connection, "text", number)
    dropped["text"] += len(wrong)
    for number, sha, size in connection.execute(text("SELECT rowid, sha, size FROM blob")).all():
        chunks = connection.execute(
            text("SELECT CAST(data AS BLOB) FROM blob_chunk WHERE sha = :sha ORDER BY seq"), {"sha": sha}
        )
        data = b"".join(chunks.scalars())
        if sha256(data).hexdigest() != sha or len(data) != size:
            connection.execute(text("DELETE FROM blob_chunk WHERE sha = :sha"), {"sha": sha})
            _delete(connection, "blob", number)
            dropped["blob"] += 1


def _name(connection: Connection, name: str, now: datetime) -> bool:
    """Make a challenge where none was saved, and leave one where there are several; whether one was made."""
    keys = connection.execute(text("SELECT rowid FROM challenge ORDER BY rowid")).scalars().all()
    for number in keys[1:]:
        _delete(connection, "challenge", number)
    if keys:
        return False
    closes = (now + _CLOSED_FOR).replace(second=0, microsecond=0)
    challenge = Challenge(id=ChallengeId(uuid4()), title=name[:100] or "?", closes_at=closes, zone="UTC")
    values = {each.name: getattr(challenge, each.name) for each in fields(challenge)}
    connection.execute(insert(table_of(ChallengeRow)).values(**values))
    return True


def _replace_lost_texts(connection: Connection) -> tuple[int, ...]:
    """Stories whose text is lost keep all the rest, and an empty text; gives their numbers."""
    connection.execute(text(f"UPDATE reading SET text_sha = '' WHERE {_LOST}"))  # noqa: S608 - our own words
    query = text(f"SELECT number FROM story WHERE {_LOST} ORDER BY number")  # noqa: S608 - our own words
    numbers = connection.execute(query).scalars().all()
    if numbers:
        for statement in _EMPTY_TEXTS:
            connection.execute(text(statement), {"sha": _NOTHING})
    connection.execute(text(_NEW_VERSIONS))
    return tuple(numbers)


_LOST = "text_sha NOT IN (SELECT sha FROM text)"
_EMPTY_TEXTS = (
    "INSERT OR IGNORE INTO text (sha, markdown) VALUES (:sha, '')",
    f"""UPDATE version SET text_sha = :sha, words = 0 WHERE {_LOST} AND EXISTS
        (SELECT 1 FROM story s WHERE s.id = version.story_id AND s.version = version.version)""",  # noqa: S608
    f"UPDATE story SET text_sha = :sha, words = 0 WHERE {_LOST}",  # noqa: S608 - our own words
)
_NEW_VERSIONS = """INSERT OR REPLACE INTO version (id, story_id, version, text_sha, words, source, created_at)
    SELECT lower(hex(randomblob(16))), s.id, s.version, s.text_sha, s.words, '', s.added_at FROM story s
    WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.story_id = s.id AND v.version = s.version)"""


def _drop_astray(connection: Connection, dropped: Counter[str]) -> None:
    """Take out what belongs to something that is lost, and what belongs to that."""
    connection.execute(
        text("""UPDATE reading SET revision_id = NULL
            WHERE revision_id IS NOT NULL AND revision_id NOT IN (SELECT id FROM revision)""")
    )
    for _round in range(_MOST_ROUNDS):
        astray = connection.execute(text("PRAGMA foreign_key_check")).all()
        if not astray:
            return
        for table, number in {(row[0], row[1]) for row in astray}:
            if number is None:
                dropped[table] += _delete_astray(connection, table)
            else:
                _delete(connection, table, number)
                dropped[table] += 1


def _delete_astray(connection: Connection, table: str) -> int:
    """From a table whose lines have no numbers."""
    count = 0
    for key in connection.execute(text(f'PRAGMA foreign_key_list("{table}")')).all():
        astray = f'DELETE FROM "{table}" WHERE "{key[3]}" NOT IN (SELECT "{key[4]}" FROM "{key[2]}")'  # noqa: S608
        count += connection.execute(text(astray)).rowcount
    return count


def _delete(connection: Connection, table: str, number: int) -> None:
    connection.execute(text(f'DELETE FROM "{table}" WHERE rowid = :number'), {"number": number})  # noqa: S608 - our own
