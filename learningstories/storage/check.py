"""Looks for anything in a challenge file that is not as it should be."""

import json
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.storage import search_index, shingle_index, standing
from learningstories.storage.columns import SERVER
from learningstories.storage.failures import told
from learningstories.storage.kept_rows import HistoryRow
from learningstories.storage.recorded import RECORDED
from learningstories.storage.revisions import altered_revisions


def faults(engine: Engine, name: str) -> list[str]:
    """Every fault found, one plain line each; none is good. Alters nothing.

    Raises `FileBusy`, and `FileDamaged` where the file cannot even be opened.
    """
    found: list[str] = []
    with told(name), engine.connect() as connection:
        for check in (
            _database,
            _references,
            _texts,
            _blobs,
            _versions,
            _records,
            _revisions,
            _history,
            _challenge,
            search_index.faults,
            shingle_index.faults,
            standing.faults,
        ):
            found += _tried(check, connection)
        connection.rollback()
    return found


def _tried(check: Callable[[Connection], list[str]], connection: Connection) -> list[str]:
    """The faults that a check finds; that it cannot be made is one, too."""
    try:
        with connection.begin_nested():  # on a server, what fails takes all else with it
            return check(connection)
    except DatabaseError as error:
        return [f"database: {error.orig}"]


def _database(connection: Connection) -> list[str]:
    if _on_server(connection):
        return []  # a server looks after its own pages
    found = [f"database: {row[0]}" for row in connection.execute(text("PRAGMA integrity_check"))]
    return [] if found == ["database: ok"] else found


def _references(connection: Connection) -> list[str]:
    # A server lets none in that points to nothing.
    rows = [] if _on_server(connection) else connection.execute(text("PRAGMA foreign_key_check")).all()
    found = [f"reference: a line of {row[0]} points to a missing {row[2]}" for row in rows]
    unknown = """SELECT count(*) FROM reading r
        WHERE r.text_sha <> '' AND NOT EXISTS (SELECT 1 FROM text t WHERE t.sha = r.text_sha)"""
    count = connection.execute(text(unknown)).scalar_one()
    return found + ["reference: a line of reading points to a missing text"] * count


def _texts(connection: Connection) -> list[str]:
    # As bytes, because an altered text may be none.
    told = "convert_to(markdown, 'UTF8')" if _on_server(connection) else "CAST(markdown AS BLOB)"
    rows = connection.execute(text(f"SELECT sha, {told} FROM text"))  # noqa: S608 - our own words
    return [f"text: {_short(sha)} was altered" for sha, words in rows if sha256(words).hexdigest() != sha]


def _on_server(connection: Connection) -> bool:
    return connection.dialect.name == SERVER


def _blobs(connection: Connection) -> list[str]:
    found = []
    told = "data" if _on_server(connection) else "CAST(data AS BLOB)"
    pieces = text(f"SELECT {told} FROM blob_chunk WHERE sha = :sha ORDER BY seq")  # noqa: S608 - our own words
    for sha, size in connection.execute(text("SELECT sha, size FROM blob")).all():
        digest, length = sha256(), 0
        for (data,) in connection.execute(pieces, {"sha": sha}):
            digest.update(data)
            length += len(data)
        if digest.hexdigest() != sha or length != size:
            found.append(f"file: {_short(sha)} was altered")
    query = "SELECT a.sha FROM attachment a JOIN blob b ON b.sha = a.sha WHERE a.size <> b.size"
    wrong = connection.execute(text(query)).scalars()
    return found + [f"file: {_short(sha)} has not the size that its story tells" for sha in wrong]


def _versions(connection: Connection) -> list[str]:
    query = """SELECT s.number FROM story s WHERE NOT EXISTS (SELECT 1 FROM version v
        WHERE v.story_id = s.id AND v.version = s.version AND v.text_sha = s.text_sha)"""
    return [f"story #{row[0]}: its text is not among its versions" for row in connection.execute(text(query))]


def _records(connection: Connection) -> list[str]:
    """Kinds of record that hold something no such record can hold."""
    found = []
    for kind, row in RECORDED.items():
        try:
            for line in connection.execute(select(row.__table__)):
                _understood(row.record(**line._mapping))  # noqa: SLF001 - so named by SQLAlchemy
        except SQLAlchemyError:
            raise
        except Exception:  # noqa: BLE001 - whatever a column's type or the record makes of it
            found.append(f"{kind}: one of them cannot be read")
    return found


def _revisions(connection: Connection) -> list[str]:
    """Answers that are not what their ids say, and readings that show answers which are not there."""
    query = """SELECT count(*) FROM reading r WHERE r.revision_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM revision v WHERE v.id = r.revision_id)"""
    count = connection.execute(text(query)).scalar_one()
    lost = ["reference: a line of reading points to missing answers"] * count
    return lost + ["answers: some that were returned were altered"] * altered_revisions(connection)


def _understood(record: object) -> None:
    """Raises where a rule that the record itself does not keep is broken."""
    if isinstance(record, Challenge):
        zone_of(record.zone)


def _history(connection: Connection) -> list[str]:
    found = []
    for seq, changes in connection.execute(select(HistoryRow.seq, HistoryRow.changes)):
        try:
            json.loads(changes)
        except (ValueError, TypeError):
            found.append(f"history: step {seq} was altered")
    return found


def _challenge(connection: Connection) -> list[str]:
    count = connection.execute(text("SELECT count(*) FROM challenge")).scalar_one()
    return [] if count == 1 else [f"challenge: there are {count} where one belongs"]


def _short(sha: object) -> str:
    return str(sha)[:12]
