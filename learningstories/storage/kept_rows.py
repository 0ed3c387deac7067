"""The tables beside the records: texts and files, history, search. They are never undone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from learningstories.services.changes import StepKind
from learningstories.storage.tables import Row


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


class ShingleRow(Row):
    """Which stories hold which runs of words."""

    __tablename__ = "shingle"
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    __table_args__ = ({"sqlite_with_rowid": False},)
