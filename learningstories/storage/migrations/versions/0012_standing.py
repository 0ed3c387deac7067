"""Where each story stands and what lists sort it by, so that a page of a million is found at once."""

import sqlalchemy as sa
from alembic import op

from learningstories.storage import standing

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
_FILTERS = ("number", "state", "verdict", "theme", "spoken")
_SORTS = ("title_key", "author_key", "theme", "received_at", "words", "readings", "state")
_NEEDLESS = ("received_at", "author", "theme", "words")


def upgrade() -> None:
    """Make the table and fill it from the stories that are there."""
    op.create_table(
        "standing",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title_key", sa.LargeBinary(), nullable=False),
        sa.Column("author_key", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("theme", "spoken")),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("words", "readings")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("state", "verdict")),
        sa.Column("ranked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_standing")),
    )
    standing.fill(op.get_bind())  # before there are indexes to be kept in order
    for name in _SORTS:
        others = [other for other in _FILTERS if other != name]
        op.create_index(f"ix_standing_{name}", "standing", [name, *others])
    for name in _NEEDLESS:
        op.drop_index(f"ix_story_{name}", "story")
    op.create_index("ix_revision_return_sha", "revision_return", ["sha"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_revision_return_sha", "revision_return")
    for name in _NEEDLESS:
        op.create_index(f"ix_story_{name}", "story", [name, "number"])
    op.drop_table("standing")
