"""The tables. Each column says for what it is kept; no column holds a message, a name or a phone number.

`person` is a keyed mark of the chat (`Vault.person`). The number of the chat itself stands sealed in `people`, and all
that lasts hangs on that row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

from bot.i18n.catalogue import N_
from bot.storage.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SEALED: Mapping[str, Any] = {"sealed": True}
"""Marks columns whose values only the key opens."""
MARK_BYTES = 16
WHOSE = N_("whose row this is: your chat, under a mark that only our key makes")
UNTIL_SILENCE = N_("until you erase it, or stay silent for {months} months and do not answer a notice")


def whose(*, key: bool = True) -> Column[bytes]:
    """Return the column that says whose a row is. It goes when the person is erased, and follows a new key."""
    return Column(
        "person",
        LargeBinary(MARK_BYTES),
        ForeignKey("people.person", onupdate="CASCADE", ondelete="CASCADE"),
        primary_key=key,
        nullable=False,
        comment=WHOSE,
    )


people = Table(
    "people",
    metadata,
    Column("person", LargeBinary(MARK_BYTES), primary_key=True, comment=WHOSE),
    Column(
        "address",
        LargeBinary,
        nullable=False,
        info=dict(SEALED),
        comment=N_("the number of your chat, to write to you"),
    ),
    Column("language", String(2), nullable=False, comment=N_("the language of your last answer, or the one you chose")),
    Column("chosen", Boolean, nullable=False, comment=N_("whether you chose the language yourself")),
    Column(
        "blocked",
        Boolean,
        nullable=False,
        server_default=false(),
        comment=N_("whether your chat refuses messages: then no reminder is sent"),
    ),
    Column(
        "seen_on",
        Date,
        nullable=False,
        index=True,
        comment=N_("the day on which you last wrote or tapped, to erase you after a long silence"),
    ),
    Column("warned_on", Date, nullable=True, comment=N_("the day on which you were told that you will be erased")),
    info={"title": N_("Your chat"), "life": UNTIL_SILENCE},
)

dialogue = Table(
    "dialogue",
    metadata,
    Column("person", LargeBinary(MARK_BYTES), primary_key=True, comment=WHOSE),
    Column(
        "input", LargeBinary, nullable=False, info=dict(SEALED), comment=N_("which answer of yours the bot waits for")
    ),
    Column("touched_on", Date, nullable=False, comment=N_("the day of the last step, to forget what was broken off")),
    info={"title": N_("An unfinished input"), "life": N_("until it is finished or stopped, {input} days at most")},
)

ledgers = Table(
    "ledgers",
    metadata,
    whose(),
    Column(
        "dates",
        LargeBinary,
        nullable=False,
        info=dict(SEALED),
        comment=N_("what you asked to keep: the kind of passport, trips, last days of papers, the day you moved"),
    ),
    info={"title": N_("Your dates"), "life": UNTIL_SILENCE},
)

wishes = Table(
    "wishes",
    metadata,
    whose(),
    Column(
        "wishes",
        LargeBinary,
        nullable=False,
        info=dict(SEALED),
        comment=N_(
            "how you want to be reminded: hours, time zone, discreet or not, of what, what is settled; "
            "days of your own with their words"
        ),
    ),
    Column(
        "rules",
        String(16),
        nullable=False,
        index=True,
        comment=N_("by which version of the rules reminders were planned"),
    ),
    info={"title": N_("How you are reminded"), "life": UNTIL_SILENCE},
)

# A row is looked for by its moment, and beside it the others of its person; what is sent or failed has no moment. Rows
# that were taken in hand and are not settled have a moment of their own (`ix_reminders_touched`): they are few.
reminders = Table(
    "reminders",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, comment=N_("the order of planning")),
    whose(key=False),
    Column(
        "mark",
        LargeBinary,
        nullable=False,
        info=dict(SEALED),
        comment=N_("which reminder it is, so that it comes once"),
    ),
    Column("due_at", Moment, nullable=False, comment=N_("when it is due")),
    Column("wake_at", Moment, nullable=True, comment=N_("when the bot looks at it next")),
    Column("state", String(8), nullable=False, comment=N_("how far it is: due, in hand, sent, failed or stopped")),
    Column("owner", String(16), nullable=True, comment=N_("which of our programs has it in hand")),
    Column("attempts", Integer, nullable=False, comment=N_("how often sending was tried")),
    Column("doubtful", Boolean, nullable=False, comment=N_("whether it may have reached you without our knowing")),
    UniqueConstraint("person", "mark", name="uq_reminders_person"),
    Index("ix_reminders_wake_at", "wake_at"),
    Index("ix_reminders_person_wake_at", "person", "wake_at"),
    info={
        "title": N_("Each reminder"),
        "life": N_(
            "until {sent} days after its day; what is planned, until you erase it or stay silent for {months} months"
        ),
    },
)
touched = reminders.c.wake_at != reminders.c.due_at
Index("ix_reminders_touched", reminders.c.wake_at, sqlite_where=touched, postgresql_where=touched)

PERSONAL = (people, dialogue, ledgers, wishes, reminders)
"""The tables with rows of people; all others hold nothing of anybody."""

sealed_by = Table(
    "sealed_by",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="there is one row"),
    Column("mark", LargeBinary(MARK_BYTES), nullable=False, comment="which key sealed the values of this database"),
)
