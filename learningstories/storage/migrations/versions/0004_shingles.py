"""What the texts share: the fingerprints of runs of words, by which similar stories are found."""

import sqlalchemy as sa
from alembic import op

from learningstories.storage import shingle_index

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and fill it from the stories that are there."""
    op.create_table(
        "shingle",
        sa.Column("hash", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("hash", "number", name=op.f("pk_shingle")),
        sqlite_with_rowid=False,
    )
    shingle_index.fill(op.get_bind())


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("shingle")
