"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
_NAMES = sa.String().with_variant(sa.String(collation="NOCASE"), "sqlite")


def upgrade() -> None:
    """Bring the tables up to date."""
    op.create_table(
        "blob",
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_blob")),
    )
    op.create_table(
        "book",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subtitle", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("look", sa.String(), nullable=False),
        sa.Column("actions", sa.Boolean(), nullable=False),
        sa.Column("running_order", sa.Boolean(), nullable=False),
        sa.Column("reader_names", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
    )
    op.create_table(
        "challenge",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("call", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("scale", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("action_question", sa.String(), nullable=False),
        sa.Column("chance_question", sa.String(), nullable=False),
        sa.Column("why_question", sa.String(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("late_rule", sa.String(), nullable=False),
        sa.Column("words_least", sa.Integer(), nullable=True),
        sa.Column("words_most", sa.Integer(), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("readings_wanted", sa.Integer(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("event_title", sa.String(), nullable=False),
        sa.Column("event_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_place", sa.String(), nullable=False),
        sa.Column("event_minutes", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("writer", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("merge", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_undo", ["step", "undone", "seq"], unique=False)

    op.create_table(
        "reviewer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("promise_use", sa.String(), nullable=False),
        sa.Column("ask_later", sa.Boolean(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer")),
        sa.UniqueConstraint("email", name=op.f("uq_reviewer_email")),
    )
    op.create_table(
        "shortlist_lock",
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_by", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_lock")),
    )
    op.create_table(
        "text",
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("markdown", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_text")),
    )
    op.create_table(
        "blob_chunk",
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sha"], ["blob.sha"], name=op.f("fk_blob_chunk_sha_blob")),
        sa.PrimaryKeyConstraint("sha", "seq", name=op.f("pk_blob_chunk")),
    )
    op.create_table(
        "history_story",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["history.seq"], name=op.f("fk_history_story_seq_history")),
        sa.PrimaryKeyConstraint("story_id", "seq", name=op.f("pk_history_story")),
    )
    op.create_table(
        "story",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", _NAMES, nullable=False),
        sa.Column("author", _NAMES, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("consent_read", sa.Boolean(), nullable=False),
        sa.Column("consent_print", sa.Boolean(), nullable=False),
        sa.Column("consent_web", sa.Boolean(), nullable=False),
        sa.Column("consent_stage", sa.Boolean(), nullable=False),
        sa.Column("name_use", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_sha", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("late_decision", sa.String(), nullable=False),
        sa.Column("late_reason", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["text_sha"], ["text.sha"], name=op.f("fk_story_text_sha_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("number", name=op.f("uq_story_number")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index("ix_story_author", ["author", "number"], unique=False)
        batch_op.create_index("ix_story_email", ["email"], unique=False)
        batch_op.create_index("ix_story_received_at", ["received_at", "number"], unique=False)
        batch_op.create_index("ix_story_theme", ["theme", "number"], unique=False)
        batch_op.create_index("ix_story_title", ["title", "number"], unique=False)
        batch_op.create_index("ix_story_words", ["words", "number"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["sha"], ["blob.sha"], name=op.f("fk_attachment_sha_blob")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_attachment_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_sha"), ["sha"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_story_id"), ["story_id"], unique=False)

    op.create_table(
        "choice",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_choice_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
        sa.UniqueConstraint("story_id", name=op.f("uq_choice_story_id")),
    )
    op.create_table(
        "reading",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("no_action", sa.Boolean(), nullable=False),
        sa.Column("chance", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("share_why", sa.Boolean(), nullable=False),
        sa.Column("knows", sa.String(), nullable=False),
        sa.Column("aside_reason", sa.String(), nullable=False),
        sa.Column("concern", sa.String(), nullable=False),
        sa.Column("concern_note", sa.String(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("text_sha", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_reading_reviewer_id_reviewer")
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_reading_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.create_index("ix_reading_counts", ["story_id", "value", "knows"], unique=False)
        batch_op.create_index("ix_reading_reviewer", ["reviewer_id", "value", "knows"], unique=False)
        batch_op.create_index("uq_reading_story_reviewer", ["story_id", "reviewer_id"], unique=True)

    op.create_table(
        "version",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_sha", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_version_story_id_story")),
        sa.ForeignKeyConstraint(["text_sha"], ["text.sha"], name=op.f("fk_version_text_sha_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
    )
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_story_id"), ["story_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_story_id"))

    op.drop_table("version")
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.drop_index("uq_reading_story_reviewer")
        batch_op.drop_index("ix_reading_reviewer")
        batch_op.drop_index("ix_reading_counts")

    op.drop_table("reading")
    op.drop_table("choice")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_story_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_sha"))

    op.drop_table("attachment")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index("ix_story_words")
        batch_op.drop_index("ix_story_title")
        batch_op.drop_index("ix_story_theme")
        batch_op.drop_index("ix_story_received_at")
        batch_op.drop_index("ix_story_email")
        batch_op.drop_index("ix_story_author")

    op.drop_table("story")
    op.drop_table("history_story")
    op.drop_table("blob_chunk")
    op.drop_table("text")
    op.drop_table("shortlist_lock")
    op.drop_table("reviewer")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_undo")

    op.drop_table("history")
    op.drop_table("challenge")
    op.drop_table("book")
    op.drop_table("blob")
