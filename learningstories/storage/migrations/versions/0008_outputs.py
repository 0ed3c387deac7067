"""More choices for the book, how an author's name is said, questions to talk about, and what was saved."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
_TEXTS, _SWITCHES = ("cover", "cover_alt"), {"questions": "1", "bleed": "0", "fours": "0"}


def upgrade() -> None:
    """Add the columns and make the table."""
    for name in _TEXTS:
        op.add_column("book", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name, usual in _SWITCHES.items():
        op.add_column("book", sa.Column(name, sa.Boolean(), nullable=False, server_default=usual))
    op.add_column("book", sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("story", sa.Column("author_said", sa.String(), nullable=False, server_default=""))
    op.add_column("story", sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "saved_output",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("holds", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_output")),
        sa.UniqueConstraint("kind", name=op.f("uq_saved_output_kind")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("saved_output")
    with op.batch_alter_table("story") as table:
        table.drop_column("questions")
        table.drop_column("author_said")
    with op.batch_alter_table("book") as table:
        for name in (*_TEXTS, *_SWITCHES, "options"):
            table.drop_column(name)
