"""The table of promises: those of guests, and what became of readers'."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from learningstories.domain.promise import Outcome, Promise
from learningstories.domain.reviewer import PromiseUse
from learningstories.services.changes import Kind
from learningstories.storage.columns import Choices
from learningstories.storage.rows import ReviewerRow, StoryRow
from learningstories.storage.tables import Recorded


class PromiseRow(Recorded):
    """Promises; a reader's is here only once it was asked about or answered."""

    __tablename__ = "promise"
    record_kind = Kind.PROMISE
    record = Promise
    number: Mapped[int] = mapped_column(unique=True)
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("reviewer.id"))
    reviewer_row: Mapped[ReviewerRow | None] = relationship(lazy="raise")
    story_id: Mapped[UUID | None] = mapped_column(ForeignKey("story.id"), index=True)
    story_row: Mapped[StoryRow | None] = relationship(lazy="raise")
    name: Mapped[str]
    email: Mapped[str]
    text: Mapped[str]
    use: Mapped[PromiseUse]
    ask_later: Mapped[bool]
    made_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    outcome: Mapped[Outcome] = mapped_column(Choices(Outcome))
    told: Mapped[str]
    answered_at: Mapped[datetime | None]
    __table_args__ = (Index("uq_promise_reviewer_story", "reviewer_id", "story_id", unique=True),)
