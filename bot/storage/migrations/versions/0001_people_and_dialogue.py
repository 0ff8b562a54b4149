"""People with their language, and unfinished inputs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False, comment="where to answer"),
        sa.Column("language", sa.String(2), nullable=False, comment="language of the last answer, or the one chosen"),
        sa.Column("chosen", sa.Boolean, nullable=False, comment="the person chose the language; do not guess again"),
        sa.PrimaryKeyConstraint("chat_id", name="pk_people"),
    )
    op.create_table(
        "dialogue",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False, comment="whose input is awaited"),
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False, comment="whose input is awaited"),
        sa.Column("state", sa.String(64), nullable=True, comment="which input is awaited"),
        sa.Column("data", sa.Text, nullable=False, comment="what the unfinished input needs, as JSON"),
        sa.Column(
            "touched_on",
            sa.Date,
            nullable=False,
            comment="day of the last step, to forget an abandoned input",
        ),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name="pk_dialogue"),
    )


def downgrade() -> None:
    op.drop_table("dialogue")
    op.drop_table("people")
