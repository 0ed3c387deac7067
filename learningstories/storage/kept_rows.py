"""The tables beside the records: texts and files, history, search. They are never undone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from learningstories.services.changes import StepKind
from learningstories.storage.tables import Row

# What a list of stories is filtered by, and what it is sorted by besides the number.
FILTERS = ("number", "state", "verdict", "theme", "spoken")
SORTS = ("title_key", "author_key", "theme", "received_at", "words", "readings", "state")


class TextRow(Row):
    """Story texts by SHA-256; never altered."""

    __tablename__ = "text"
    sha: Mapped[str] = mapped_column(primary_key=True)
    markdown: Mapped[str]


class BlobRow(Row):
    """Files by SHA-256; never altered."""

    __tablename__ = "blob"
    sha: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]


class BlobChunkRow(Row):
    """The files' bytes, a piece at a time."""

    __tablename__ = "blob_chunk"
    sha: Mapped[str] = mapped_column(ForeignKey("blob.sha"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class HistoryRow(Row):
    """Every step, newest last; other windows watch it grow."""

    __tablename__ = "history"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    writer: Mapped[UUID]
    label: Mapped[str]
    at: Mapped[datetime]
    who: Mapped[str]
    step: Mapped[StepKind]
    undone: Mapped[bool]
    merge: Mapped[str]
    changes: Mapped[str]
    __table_args__ = (Index("ix_history_undo", "step", "undone", "seq"), {"sqlite_autoincrement": True})


class HistoryStoryRow(Row):
    """Which steps concern a story."""

    __tablename__ = "history_story"
    story_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(ForeignKey("history.seq"), primary_key=True)


class SearchedRow(Row):
    """What the search index holds of each story, so that it can be taken out again and checked."""

    __tablename__ = "searched"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    author: Mapped[str]
    text_sha: Mapped[str]


class StandingRow(Row):
    """Where each story stands and what lists sort it by; `standing` keeps it in step."""

    __tablename__ = "standing"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_key: Mapped[bytes] = mapped_column(LargeBinary)
    author_key: Mapped[bytes] = mapped_column(LargeBinary)
    theme: Mapped[str]
    spoken: Mapped[str]
    received_at: Mapped[datetime]
    words: Mapped[int]
    readings: Mapped[int]
    state: Mapped[str]
    verdict: Mapped[str]
    ranked: Mapped[bool]
    # Each holds all that lists are filtered by, so that what is filtered out is never looked up.
    __table_args__ = tuple(
        Index(f"ix_standing_{name}", name, *(each for each in FILTERS if each != name)) for name in SORTS
    )


class ShingleRow(Row):
    """Which stories hold which runs of words."""

    __tablename__ = "shingle"
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    __table_args__ = ({"sqlite_with_rowid": False},)
