"""How a story came: claims of time, what was received, forms, extensions, eligibility."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
_TEXTS = (
    "received_reason",
    "fingerprint",
    "message_id",
    "form_row",
    "consent_wording",
    "language_found",
    "eligibility_reason",
)
_INDEXED = ("text_sha", "fingerprint", "message_id", "form_row")


def upgrade() -> None:
    """Add the columns, filled with what older stories say, and the table of forms."""
    with op.batch_alter_table("challenge") as table:
        table.add_column(sa.Column("extensions", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("contact", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("story_languages", sa.JSON(), nullable=False, server_default="[]"))
    for name in _TEXTS:
        op.add_column("story", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("story", sa.Column("claims", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("story", sa.Column("eligibility", sa.String(), nullable=False, server_default="open"))
    op.add_column("attachment", sa.Column("seconds", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE story SET fingerprint = coalesce((SELECT a.sha FROM attachment a"
        " WHERE a.story_id = story.id AND a.role = 'original' LIMIT 1), text_sha)"
    )
    for name in _INDEXED:
        op.create_index(f"ix_story_{name}", "story", [name])
    op.create_table(
        "form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("day_first", sa.Boolean(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_form_fingerprint")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("form")
    for name in _INDEXED:
        op.drop_index(f"ix_story_{name}", "story")
    with op.batch_alter_table("attachment") as table:
        table.drop_column("seconds")
    with op.batch_alter_table("story") as table:
        for name in (*_TEXTS, "claims", "eligibility"):
            table.drop_column(name)
    with op.batch_alter_table("challenge") as table:
        for name in ("extensions", "contact", "story_languages"):
            table.drop_column(name)
