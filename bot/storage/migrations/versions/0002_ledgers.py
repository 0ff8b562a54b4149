"""The dates that people keep here: trips, papers, the last move."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledgers",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False, comment="whose dates these are"),
        sa.Column(
            "dates",
            sa.Text,
            nullable=False,
            comment="what the person asked to keep: whose passport (group), trips, last days of papers, last move; "
            "as JSON",
        ),
        sa.PrimaryKeyConstraint("chat_id", name="pk_ledgers"),
    )


def downgrade() -> None:
    op.drop_table("ledgers")
