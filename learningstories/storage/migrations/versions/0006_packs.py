"""Packs that go out, returns that come home, who is to read what, and what reviewers step aside from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and make the tables."""
    op.add_column("challenge", sa.Column("returns_until", _MOMENT, nullable=True))
    op.add_column("reviewer", sa.Column("aside", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("reading", sa.Column("vector", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("reading", sa.Column("revision_id", sa.Uuid(), nullable=True))
    _assignments_and_packs()
    _returns()
    _decisions()


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [to], name=name)


def _assignments_and_packs() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", _MOMENT, nullable=False),
        _reference("assignment", "reviewer_id", "reviewer.id"),
        _reference("assignment", "story_id", "story.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_reviewer_id", "assignment", ["reviewer_id"])
    op.create_index("uq_assignment_story_reviewer", "assignment", ["story_id", "reviewer_id"], unique=True)
    op.create_table(
        "pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("stories", sa.JSON(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("revoked_reason", sa.String(), nullable=False),
        _reference("pack", "reviewer_id", "reviewer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
    )
    op.create_index("ix_pack_reviewer_id", "pack", ["reviewer_id"])
    op.create_table(
        "pack_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_key")),
    )


def _returns() -> None:
    op.create_table(
        "pack_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("came_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=True),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("stories", sa.JSON(), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("merged_at", _MOMENT, nullable=True),
        _reference("pack_return", "pack_id", "pack.id"),
        _reference("pack_return", "reviewer_id", "reviewer.id"),
        _reference("pack_return", "sha", "blob.sha"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_return")),
        sa.UniqueConstraint("sha", name=op.f("uq_pack_return_sha")),
    )
    op.create_index("ix_pack_return_pack_id", "pack_return", ["pack_id"])
    op.create_index("ix_pack_return_reviewer_id", "pack_return", ["reviewer_id"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=True),
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("vector", sa.JSON(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_index("ix_revision_reviewer_story", "revision", ["reviewer_id", "story_id"])
    op.create_table(
        "revision_return",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("sha", sa.String(), nullable=False),
        _reference("revision_return", "revision_id", "revision.id"),
        _reference("revision_return", "sha", "blob.sha"),
        sa.PrimaryKeyConstraint("revision_id", "sha", name=op.f("pk_revision_return")),
        sqlite_with_rowid=False,
    )


def _decisions() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("chosen", sa.Uuid(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", _MOMENT, nullable=False),
        _reference("resolution", "reviewer_id", "reviewer.id"),
        _reference("resolution", "story_id", "story.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    op.create_index("uq_resolution_reviewer_story", "resolution", ["reviewer_id", "story_id"], unique=True)
    op.create_table(
        "redaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("cuts", sa.JSON(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("approved_at", _MOMENT, nullable=False),
        _reference("redaction", "story_id", "story.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
        sa.UniqueConstraint("story_id", name=op.f("uq_redaction_story_id")),
    )


def downgrade() -> None:
    """Take the change back."""
    for gone in (
        "redaction",
        "resolution",
        "revision_return",
        "revision",
        "pack_return",
        "pack_key",
        "pack",
        "assignment",
    ):
        op.drop_table(gone)
    for name, columns in (
        ("reading", ("vector", "revision_id")),
        ("reviewer", ("aside",)),
        ("challenge", ("returns_until",)),
    ):
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_column(column)
