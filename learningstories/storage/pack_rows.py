"""The tables of what goes to reviewers and comes back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from learningstories.domain.assignment import Assignment
from learningstories.domain.pack import Pack, PackedStory, Return, ReturnBy, ReturnState
from learningstories.domain.redaction import Cut, Redaction
from learningstories.domain.revision import Resolution
from learningstories.services.changes import Kind
from learningstories.storage.columns import JSON_TEXT, Choices, Parts
from learningstories.storage.rows import ReviewerRow, StoryRow
from learningstories.storage.tables import Recorded, Row


class AssignmentRow(Recorded):
    """Who is to read which story."""

    __tablename__ = "assignment"
    record_kind = Kind.ASSIGNMENT
    record = Assignment
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("reviewer.id"), index=True)
    reviewer_row: Mapped[ReviewerRow] = relationship(lazy="raise")
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"))
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    assigned_at: Mapped[datetime]
    __table_args__ = (Index("uq_assignment_story_reviewer", "story_id", "reviewer_id", unique=True),)


class PackRow(Recorded):
    """Packs that were made."""

    __tablename__ = "pack"
    record_kind = Kind.PACK
    record = Pack
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("reviewer.id"), index=True)
    reviewer_row: Mapped[ReviewerRow] = relationship(lazy="raise")
    stories: Mapped[tuple[PackedStory, ...]] = mapped_column(Parts(PackedStory))
    blind: Mapped[bool]
    phrase: Mapped[str]
    file: Mapped[str]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str]


class ReturnRow(Recorded):
    """Returns that came; their bytes are among the files."""

    __tablename__ = "pack_return"
    record_kind = Kind.RETURN
    record = Return
    sha: Mapped[str] = mapped_column(ForeignKey("blob.sha"), unique=True)
    name: Mapped[str]
    came_by: Mapped[ReturnBy] = mapped_column(Choices(ReturnBy))
    state: Mapped[ReturnState] = mapped_column(Choices(ReturnState))
    code: Mapped[str]
    pack_id: Mapped[UUID | None] = mapped_column(ForeignKey("pack.id"), index=True)
    pack_row: Mapped[PackRow | None] = relationship(lazy="raise")
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("reviewer.id"), index=True)
    reviewer_row: Mapped[ReviewerRow | None] = relationship(lazy="raise")
    stories: Mapped[Mapping[str, Any]]
    received_at: Mapped[datetime]
    merged_at: Mapped[datetime | None]


class ResolutionRow(Recorded):
    """What the organiser chose among answers that contradict each other."""

    __tablename__ = "resolution"
    record_kind = Kind.RESOLUTION
    record = Resolution
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("reviewer.id"))
    reviewer_row: Mapped[ReviewerRow] = relationship(lazy="raise")
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"))
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    chosen: Mapped[UUID]
    seen: Mapped[tuple[str, ...]]
    chosen_by: Mapped[str]
    chosen_at: Mapped[datetime]
    __table_args__ = (Index("uq_resolution_reviewer_story", "reviewer_id", "story_id", unique=True),)


class RedactionRow(Recorded):
    """What blind packs show in place of names."""

    __tablename__ = "redaction"
    record_kind = Kind.REDACTION
    record = Redaction
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"), unique=True)
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    of: Mapped[str]
    cuts: Mapped[tuple[Cut, ...]] = mapped_column(Parts(Cut))
    approved_by: Mapped[str]
    approved_at: Mapped[datetime]


class RevisionRow(Row):
    """What reviewers have said, by the id that its content gives it; never altered.

    Without a story it is a wish. Like texts and files it is not recorded: it counts as long as a return
    that holds it is there.
    """

    __tablename__ = "revision"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    reviewer_id: Mapped[UUID]
    story_id: Mapped[UUID | None]
    sha: Mapped[str]
    device: Mapped[str]
    vector: Mapped[tuple[tuple[str, int], ...]]
    at: Mapped[datetime]
    position: Mapped[int]
    told: Mapped[dict[str, Any]] = mapped_column(JSON_TEXT)
    __table_args__ = (Index("ix_revision_reviewer_story", "reviewer_id", "story_id"),)


class RevisionReturnRow(Row):
    """Which returns hold which revisions."""

    __tablename__ = "revision_return"
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    sha: Mapped[str] = mapped_column(ForeignKey("blob.sha"), primary_key=True, index=True)
    __table_args__ = ({"sqlite_with_rowid": False},)


class PackKeyRow(Row):
    """What the keys of all packs come from; one row, made when it is first needed, and never altered."""

    __tablename__ = "pack_key"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(LargeBinary)
