"""Looks for anything in a challenge file that is not as it should be."""

from hashlib import sha256

from sqlalchemy import Connection, Engine, text

from learningstories.storage import search_index
from learningstories.storage.failures import told


def faults(engine: Engine, name: str) -> list[str]:
    """Every fault found, one plain line each; none is good. Alters nothing."""
    with told(name), engine.connect() as connection:
        found = [f"database: {row[0]}" for row in connection.execute(text("PRAGMA integrity_check"))]
        found = [] if found == ["database: ok"] else found
        for check in (_references, _texts, _blobs, _versions, _challenge, search_index.faults):
            found += check(connection)
        connection.rollback()
    return found


def _references(connection: Connection) -> list[str]:
    rows = connection.execute(text("PRAGMA foreign_key_check"))
    return [f"reference: a line of {row[0]} points to a missing {row[2]}" for row in rows]


def _texts(connection: Connection) -> list[str]:
    rows = connection.execute(text("SELECT sha, markdown FROM text"))
    return [
        f"text: {sha[:12]} was altered" for sha, words in rows if sha256(words.encode()).hexdigest() != sha
    ]


def _blobs(connection: Connection) -> list[str]:
    found = []
    for sha, size in connection.execute(text("SELECT sha, size FROM blob")).all():
        digest, length = sha256(), 0
        for (data,) in connection.execute(
            text("SELECT data FROM blob_chunk WHERE sha = :sha ORDER BY seq"), {"sha": sha}
        ):
            digest.update(data)
            length += len(data)
        if digest.hexdigest() != sha or length != size:
            found.append(f"file: {sha[:12]} was altered")
    return found


def _versions(connection: Connection) -> list[str]:
    query = """SELECT s.number FROM story s WHERE NOT EXISTS (SELECT 1 FROM version v
        WHERE v.story_id = s.id AND v.version = s.version AND v.text_sha = s.text_sha)"""
    return [f"story #{row[0]}: its text is not among its versions" for row in connection.execute(text(query))]


def _challenge(connection: Connection) -> list[str]:
    count = connection.execute(text("SELECT count(*) FROM challenge")).scalar_one()
    return [] if count == 1 else [f"challenge: there are {count} where one belongs"]
