"""The tables. Each column says for what it is kept; no column holds a message, a name or a phone number."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, MetaData, String, Table, Text

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
