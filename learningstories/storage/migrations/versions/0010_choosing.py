"""The rules for choosing, pauses in the running order, and shortlists that are kept as drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
_LIMITS = ("minutes", "size", "author_most", "theme_most", "language_most")
_LEAST = ("theme_least", "language_least", "readings_least")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "choosing_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _LIMITS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _LEAST),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choosing_rules")),
    )
    op.create_table(
        "pause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    op.create_table(
        "shortlist_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_draft")),
    )


def downgrade() -> None:
    """Take the change back."""
    for name in ("shortlist_draft", "pause", "choosing_rules"):
        op.drop_table(name)
