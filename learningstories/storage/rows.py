"""The recorded tables. Each has the columns that its domain record has fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.challenge import Challenge, Criterion, Extension, LateRule
from learningstories.domain.counting import Rule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.form import Form
from learningstories.domain.reading import Concern, Knows, Reading
from learningstories.domain.results_draft import ResultsDraft
from learningstories.domain.reviewer import Aside, PromiseUse, Reviewer
from learningstories.domain.shortlist import Choice, ChoiceKind, Lock
from learningstories.domain.showcase import Book, Look, Paper, SavedOutput
from learningstories.domain.story import Attachment, Eligibility, Mood, NameUse, Story, StoryVersion
from learningstories.services.changes import Kind
from learningstories.storage.columns import TEXT
from learningstories.storage.tables import Recorded

# Sorted as people sort names; on SQLite the index must know, or each sort reads every row.
_NAMES = TEXT.with_variant(String(collation="NOCASE"), "sqlite")
_OF_ANY_LENGTH: Mapping[str, Any] = {"postgresql_using": "hash"}  # others hold no more than 2,700 bytes
_HAS_CONCERN = text("concern <> 'none'")


class ChallengeRow(Recorded):
    """The challenge; one row."""

    __tablename__ = "challenge"
    record_kind = Kind.CHALLENGE
    record = Challenge
    title: Mapped[str]
    community: Mapped[str]
    call: Mapped[str]
    question: Mapped[str]
    scale: Mapped[tuple[str, ...]]
    criteria: Mapped[tuple[Criterion, ...]]
    action_question: Mapped[str]
    chance_question: Mapped[str]
    why_question: Mapped[str]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime]
    zone: Mapped[str]
    grace_minutes: Mapped[int]
    late_rule: Mapped[LateRule]
    extensions: Mapped[tuple[Extension, ...]]
    contact: Mapped[str]
    story_languages: Mapped[tuple[str, ...]]
    words_least: Mapped[int | None]
    words_most: Mapped[int | None]
    themes: Mapped[tuple[str, ...]]
    readings_wanted: Mapped[int]
    returns_until: Mapped[datetime | None]
    blind: Mapped[bool]
    not_counted: Mapped[tuple[Rule, ...]]
    event_title: Mapped[str]
    event_at: Mapped[datetime | None]
    event_place: Mapped[str]
    event_minutes: Mapped[int]
    language: Mapped[str]


class StoryRow(Recorded):
    """Stories, without their texts, so that lists stay narrow."""

    __tablename__ = "story"
    record_kind = Kind.STORY
    record = Story
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(_NAMES)
    author: Mapped[str] = mapped_column(_NAMES)
    email: Mapped[str]
    theme: Mapped[str]
    language: Mapped[str]
    consent_read: Mapped[bool]
    consent_print: Mapped[bool]
    consent_web: Mapped[bool]
    consent_stage: Mapped[bool]
    name_use: Mapped[NameUse]
    received_at: Mapped[datetime]
    received_by: Mapped[ReceivedBy]
    received_reason: Mapped[str]
    claims: Mapped[tuple[Claim, ...]]
    source: Mapped[str]
    fingerprint: Mapped[str]
    message_id: Mapped[str]
    form_row: Mapped[str]
    consent_wording: Mapped[str]
    language_found: Mapped[str]
    version: Mapped[int]
    text_sha: Mapped[str] = mapped_column(ForeignKey("text.sha"))
    words: Mapped[int]
    withdrawn: Mapped[bool]
    withdrawn_reason: Mapped[str]
    late_decision: Mapped[LateDecision]
    late_reason: Mapped[str]
    eligibility: Mapped[Eligibility]
    eligibility_reason: Mapped[str]
    eligibility_at: Mapped[datetime | None]
    author_said: Mapped[str]
    questions: Mapped[tuple[str, ...]]
    mood: Mapped[Mood]
    added_at: Mapped[datetime]
    __table_args__ = (
        Index("ix_story_title", "title", "number"),
        Index("ix_story_email", "email", **_OF_ANY_LENGTH),
        Index("ix_story_text_sha", "text_sha"),
        Index("ix_story_fingerprint", "fingerprint"),
        Index("ix_story_message_id", "message_id", **_OF_ANY_LENGTH),
        Index("ix_story_form_row", "form_row", **_OF_ANY_LENGTH),
    )


class VersionRow(Recorded):
    """The texts that a story had."""

    __tablename__ = "version"
    record_kind = Kind.VERSION
    record = StoryVersion
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"), index=True)
    # Makes a flush insert stories before what belongs to them, and delete them after.
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    version: Mapped[int]
    text_sha: Mapped[str] = mapped_column(ForeignKey("text.sha"))
    words: Mapped[int]
    source: Mapped[str]
    created_at: Mapped[datetime]


class AttachmentRow(Recorded):
    """Files that belong to a story."""

    __tablename__ = "attachment"
    record_kind = Kind.ATTACHMENT
    record = Attachment
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"), index=True)
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    sha: Mapped[str] = mapped_column(ForeignKey("blob.sha"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    role: Mapped[str]
    description: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    seconds: Mapped[int]


class ReviewerRow(Recorded):
    """Reviewers."""

    __tablename__ = "reviewer"
    record_kind = Kind.REVIEWER
    record = Reviewer
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    themes: Mapped[tuple[str, ...]]
    languages: Mapped[tuple[str, ...]]
    capacity: Mapped[int | None]
    aside: Mapped[tuple[Aside, ...]]
    seed: Mapped[int]
    promise_use: Mapped[PromiseUse]
    ask_later: Mapped[bool | None]
    set_aside_at: Mapped[datetime | None]
    set_aside_by: Mapped[str]
    set_aside_reason: Mapped[str]
    added_at: Mapped[datetime]


class ReadingRow(Recorded):
    """What reviewers made of stories."""

    __tablename__ = "reading"
    record_kind = Kind.READING
    record = Reading
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"))
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("reviewer.id"))
    reviewer_row: Mapped[ReviewerRow] = relationship(lazy="raise")
    value: Mapped[int | None]
    criteria: Mapped[tuple[int, ...]]
    action: Mapped[str]
    no_action: Mapped[bool]
    chance: Mapped[int | None]
    why: Mapped[str]
    share_why: Mapped[bool]
    knows: Mapped[Knows]
    aside_reason: Mapped[str]
    concern: Mapped[Concern]
    concern_note: Mapped[str]
    skipped: Mapped[bool]
    text_sha: Mapped[str]
    position: Mapped[int]
    vector: Mapped[tuple[tuple[str, int], ...]]
    revision_id: Mapped[UUID | None]
    changed_at: Mapped[datetime]
    __table_args__ = (
        Index("uq_reading_story_reviewer", "story_id", "reviewer_id", unique=True),
        Index("ix_reading_counts", "story_id", "value", "knows"),
        Index("ix_reading_reviewer", "reviewer_id", "value", "knows"),
        Index("ix_reading_concern", "story_id", sqlite_where=_HAS_CONCERN, postgresql_where=_HAS_CONCERN),
    )


class ChoiceRow(Recorded):
    """Decisions about the shortlist."""

    __tablename__ = "choice"
    record_kind = Kind.CHOICE
    record = Choice
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id"), unique=True)
    story_row: Mapped[StoryRow] = relationship(lazy="raise")
    kind: Mapped[ChoiceKind]
    position: Mapped[int]
    minutes: Mapped[int | None]
    pinned: Mapped[bool]
    reason: Mapped[str]
    chosen_by: Mapped[str]
    chosen_at: Mapped[datetime]


class LockRow(Recorded):
    """The locked shortlist; at most one row."""

    __tablename__ = "shortlist_lock"
    record_kind = Kind.LOCK
    record = Lock
    locked_at: Mapped[datetime]
    locked_by: Mapped[str]
    snapshot: Mapped[Mapping[str, Any]]


class ResultsDraftRow(Recorded):
    """Results that were kept."""

    __tablename__ = "results_draft"
    record_kind = Kind.RESULTS_DRAFT
    record = ResultsDraft
    name: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    snapshot: Mapped[Mapping[str, Any]]


class BookRow(Recorded):
    """How the book should look; at most one row."""

    __tablename__ = "book"
    record_kind = Kind.BOOK
    record = Book
    title: Mapped[str]
    subtitle: Mapped[str]
    paper: Mapped[Paper]
    look: Mapped[Look]
    actions: Mapped[bool]
    running_order: Mapped[bool]
    reader_names: Mapped[bool]
    cover: Mapped[str]
    cover_alt: Mapped[str]
    questions: Mapped[bool]
    bleed: Mapped[bool]
    fours: Mapped[bool]
    options: Mapped[Mapping[str, Any]]


class SavedOutputRow(Recorded):
    """What was saved of each kind of output last."""

    __tablename__ = "saved_output"
    record_kind = Kind.SAVED_OUTPUT
    record = SavedOutput
    kind: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]
    holds: Mapped[Mapping[str, Any]]


class FormRow(Recorded):
    """Forms whose exports were taken in."""

    __tablename__ = "form"
    record_kind = Kind.FORM
    record = Form
    fingerprint: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    columns: Mapped[Mapping[str, Any]]
    day_first: Mapped[bool | None]
    changed_at: Mapped[datetime]
