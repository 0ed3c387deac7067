"""Texts and files, each kept once under its SHA-256 and never altered."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from learningstories.domain.errors import FileDamaged
from learningstories.storage.kept_rows import BlobChunkRow, BlobRow, TextRow
from learningstories.storage.records import storable
from learningstories.storage.tables import table_of

CHUNK = 256 * 1024
# Made once: a big import asks for each text.
_KNOWN_TEXT = select(TextRow.sha).where(TextRow.sha == bindparam("of"))
_NEW_TEXT = insert(table_of(TextRow))
_KNOWN_BLOB = select(BlobRow.sha).where(BlobRow.sha == bindparam("of"))
_NEW_BLOB = insert(table_of(BlobRow))
_NEW_CHUNK = insert(table_of(BlobChunkRow))


def sha_of(data: bytes) -> str:
    """The name under which `data` is kept."""
    return sha256(data).hexdigest()


class SqlTexts:
    """Story texts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, markdown: str) -> str:
        """Keep a text; returns its SHA-256 in hex."""
        markdown = storable(markdown)
        sha = sha_of(markdown.encode())
        connection = self._session.connection()
        if connection.execute(_KNOWN_TEXT, {"of": sha}).first() is None:
            connection.execute(_NEW_TEXT, {"sha": sha, "markdown": markdown})
        return sha

    def get(self, sha: str) -> str:
        """A kept text; raises `FileDamaged` where it is gone."""
        query = select(TextRow.markdown).where(TextRow.sha == sha)
        markdown = self._session.connection().execute(query).scalar()
        if markdown is None:
            raise FileDamaged(self._session.info["file"])
        return markdown


class SqlBlobs:
    """Files."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, data: bytes) -> str:
        """Keep a file; returns its SHA-256 in hex."""
        sha = sha_of(data)
        connection = self._session.connection()
        if connection.execute(_KNOWN_BLOB, {"of": sha}).first() is None:
            connection.execute(_NEW_BLOB, {"sha": sha, "size": len(data)})
            chunks = [
                {"sha": sha, "seq": seq, "data": data[start : start + CHUNK]}
                for seq, start in enumerate(range(0, len(data), CHUNK))
            ]
            if chunks:
                connection.execute(_NEW_CHUNK, chunks)
        return sha

    def get(self, sha: str) -> bytes:
        """A kept file; raises `FileDamaged` where it is gone or altered."""
        data = b"".join(self._chunks(sha))
        if sha_of(data) != sha:
            raise FileDamaged(self._session.info["file"])
        return data

    def _chunks(self, sha: str) -> Iterator[bytes]:
        query = select(BlobChunkRow.data).where(BlobChunkRow.sha == sha).order_by(BlobChunkRow.seq)
        yield from self._session.connection().execute(query).scalars()
