"""How many stories of one theme or language by name, and the mood in which a story is told."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("choosing_rules", sa.Column("named", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("story", sa.Column("mood", sa.String(), nullable=False, server_default="unsaid"))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("story") as table:
        table.drop_column("mood")
    with op.batch_alter_table("choosing_rules") as table:
        table.drop_column("named")
