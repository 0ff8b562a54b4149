"""Reminders: how people want to be reminded, and one row for each notice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.moments import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(
            sa.Column(
                "blocked",
                sa.Boolean,
                nullable=False,
                server_default=sa.false(),
                comment="the chat refused a reminder: none is sent until the person comes back",
            )
        )
    op.create_table(
        "wishes",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False, comment="whose wishes these are"),
        sa.Column(
            "wishes",
            sa.Text,
            nullable=False,
            comment="how the person wants to be reminded: hours, zone, discreet or not, which kinds, what is settled, "
            "days of their own with a short text; as JSON",
        ),
        sa.Column("rules", sa.String(16), nullable=False, comment="by which rules the reminders were planned"),
        sa.PrimaryKeyConstraint("chat_id", name="pk_wishes"),
    )
    op.create_index("ix_wishes_rules", "wishes", ["rules"])
    op.create_table("reminders", *columns())
    op.create_index("ix_reminders_wake_at", "reminders", ["wake_at"])
    op.create_index("ix_reminders_chat_id_wake_at", "reminders", ["chat_id", "wake_at"])
    touched = sa.text("wake_at != due_at")
    op.create_index("ix_reminders_touched", "reminders", ["wake_at"], sqlite_where=touched, postgresql_where=touched)


def columns() -> tuple[sa.schema.SchemaItem, ...]:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    return (
        sa.Column("id", number, nullable=False, comment="order of planning"),
        sa.Column("chat_id", sa.BigInteger, nullable=False, comment="whom to remind"),
        sa.Column(
            "mark", sa.Text, nullable=False, comment="which notice of the person this is, so that it is sent once"
        ),
        sa.Column("due_at", Moment, nullable=False, comment="when it is due"),
        sa.Column("wake_at", Moment, nullable=True, comment="when to look at it next; none: never"),
        sa.Column("state", sa.String(8), nullable=False, comment="due, claimed, sending, sent, failed or stopped"),
        sa.Column("owner", sa.String(16), nullable=True, comment="which process has it in hand"),
        sa.Column("attempts", sa.Integer, nullable=False, comment="how many tries have failed or are under way"),
        sa.Column("doubtful", sa.Boolean, nullable=False, comment="it may have been sent already, but no answer told"),
        sa.Column("message_id", sa.BigInteger, nullable=True, comment="the message that told it"),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint("chat_id", "mark", name="uq_reminders_chat_id"),
    )


def downgrade() -> None:
    op.drop_table("reminders")
    op.drop_table("wishes")
    with op.batch_alter_table("people") as people:
        people.drop_column("blocked")
