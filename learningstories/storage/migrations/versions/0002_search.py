"""Search in titles, authors and texts."""

import sqlalchemy as sa
from alembic import op

from learningstories.storage import search_index

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index and fill it from the stories that are there."""
    op.create_table(
        "searched",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text_sha", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_searched")),
    )
    for statement in search_index.CREATE:
        op.execute(statement)
    search_index.fill(op.get_bind())


def downgrade() -> None:
    """Take the change back."""
    for statement in search_index.DROP:
        op.execute(statement)
    op.drop_table("searched")
