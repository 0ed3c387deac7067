"""When it was decided that a story is eligible, so that a concern raised later is not lost."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment, and find concerns without reading every reading."""
    op.add_column("story", sa.Column("eligibility_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_reading_concern", "reading", ["story_id"], sqlite_where=sa.text("concern <> 'none'"))


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_reading_concern", "reading")
    with op.batch_alter_table("story") as table:
        table.drop_column("eligibility_at")
