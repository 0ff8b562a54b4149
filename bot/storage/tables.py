"""The tables. Each column says for what it is kept; no column holds a message, a name or a phone number."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.moments import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False, comment="where to answer"),
    Column("language", String(2), nullable=False, comment="language of the last answer, or the one chosen"),
    Column("chosen", Boolean, nullable=False, comment="the person chose the language; do not guess again"),
    Column(
        "blocked",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="the chat refused a reminder: none is sent until the person comes back",
    ),
)

dialogue = Table(
    "dialogue",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False, comment="whose input is awaited"),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, comment="whose input is awaited"),
    Column("state", String(64), nullable=True, comment="which input is awaited"),
    Column("data", Text, nullable=False, comment="what the unfinished input needs, as JSON"),
    Column("touched_on", Date, nullable=False, comment="day of the last step, to forget an abandoned input"),
)

ledgers = Table(
    "ledgers",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False, comment="whose dates these are"),
    Column(
        "dates",
        Text,
        nullable=False,
        comment="what the person asked to keep: whose passport (group), trips, last days of papers, last move; as JSON",
    ),
)

wishes = Table(
    "wishes",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False, comment="whose wishes these are"),
    Column(
        "wishes",
        Text,
        nullable=False,
        comment="how the person wants to be reminded: hours, zone, discreet or not, which kinds, what is settled, "
        "days of their own with a short text; as JSON",
    ),
    Column("rules", String(16), nullable=False, index=True, comment="by which rules the reminders were planned"),
)

# A row is looked for by its moment, and beside it the others of its chat; what is sent or failed has no moment. Rows
# that were taken in hand and are not settled have a moment of their own (`ix_reminders_touched`): they are few.
reminders = Table(
    "reminders",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, comment="order of planning"),
    Column("chat_id", BigInteger, nullable=False, comment="whom to remind"),
    Column("mark", Text, nullable=False, comment="which notice of the person this is, so that it is sent once"),
    Column("due_at", Moment, nullable=False, comment="when it is due"),
    Column("wake_at", Moment, nullable=True, comment="when to look at it next; none: never"),
    Column("state", String(8), nullable=False, comment="due, claimed, sending, sent, failed or stopped"),
    Column("owner", String(16), nullable=True, comment="which process has it in hand"),
    Column("attempts", Integer, nullable=False, comment="how many tries have failed or are under way"),
    Column("doubtful", Boolean, nullable=False, comment="it may have been sent already, but no answer told"),
    Column("message_id", BigInteger, nullable=True, comment="the message that told it"),
    UniqueConstraint("chat_id", "mark", name="uq_reminders_chat_id"),
    Index("ix_reminders_wake_at", "wake_at"),
    Index("ix_reminders_chat_id_wake_at", "chat_id", "wake_at"),
)
touched = reminders.c.wake_at != reminders.c.due_at
Index("ix_reminders_touched", reminders.c.wake_at, sqlite_where=touched, postgresql_where=touched)
