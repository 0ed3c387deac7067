"""What counts in the results, readers who are set aside, and results that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
_MOMENT = sa.DateTime(timezone=True)
_NOT_COUNTED = (
    '["late_return", "not_eligible_story", "pack_revoked", "reader_set_aside", "refused_story",'
    ' "stepped_aside", "withdrawn_story"]'
)


def upgrade() -> None:
    """Add the columns and make the table; what counted so far counts."""
    op.add_column(
        "challenge", sa.Column("not_counted", sa.JSON(), nullable=False, server_default=_NOT_COUNTED)
    )
    op.add_column("reviewer", sa.Column("set_aside_at", _MOMENT, nullable=True))
    for name in ("set_aside_by", "set_aside_reason"):
        op.add_column("reviewer", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_table(
        "results_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results_draft")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("results_draft")
    for name, columns in (
        ("reviewer", ("set_aside_at", "set_aside_by", "set_aside_reason")),
        ("challenge", ("not_counted",)),
    ):
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_column(column)
