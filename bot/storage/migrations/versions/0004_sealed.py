"""Everything of a person is sealed, and found under a keyed mark instead of the number of their chat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import context, op
from alembic.util import CommandError

from bot.storage.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.vault import Vault

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OLD = ("people", "dialogue", "ledgers", "wishes", "reminders")
TYPED = {
    "reminders": (sa.column("due_at", Moment), sa.column("wake_at", Moment)),
    "dialogue": (sa.column("touched_on", sa.Date),),
}
INDEXES = (
    ("ix_people_seen_on", "people", ["seen_on"]),
    ("ix_wishes_rules", "wishes", ["rules"]),
    ("ix_reminders_wake_at", "reminders", ["wake_at"]),
    ("ix_reminders_person_wake_at", "reminders", ["person", "wake_at"]),
)


def upgrade() -> None:
    rows = {name: [dict(row) for row in all_of(name)] for name in OLD}
    for name in reversed(OLD):
        op.drop_table(name)
    tables = {name: op.create_table(name, *columns) for name, columns in new_tables().items()}
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    touched = sa.text("wake_at != due_at")
    op.create_index("ix_reminders_touched", "reminders", ["wake_at"], sqlite_where=touched, postgresql_where=touched)
    for name, new in sealed(rows, context.config.attributes["vault"]).items():
        if new:
            op.bulk_insert(tables[name], new)


def all_of(name: str) -> Sequence[sa.RowMapping]:
    typed = TYPED.get(name, ())
    plain = [sa.column(column["name"]) for column in sa.inspect(op.get_bind()).get_columns(name)]
    known = {column.name for column in typed}
    columns = [*(column for column in plain if column.name not in known), *typed]
    return op.get_bind().execute(sa.select(*columns).select_from(sa.table(name))).mappings().all()


def sealed(old: dict[str, list[dict[str, Any]]], vault: Vault) -> dict[str, list[dict[str, Any]]]:
    today = op.get_bind().scalar(sa.select(sa.func.current_date()))
    known = {row["chat_id"]: row for row in old["people"]}
    for name in ("ledgers", "wishes", "reminders"):
        for row in old[name]:
            known.setdefault(row["chat_id"], {"language": "ru", "chosen": False, "blocked": False})
    new: dict[str, list[dict[str, Any]]] = {name: [] for name in OLD}
    for chat, row in known.items():
        person = vault.person(chat)
        about = {"person": person, "address": vault.seal(str(chat), "people.address", person), "seen_on": today}
        new["people"].append({**about, **{name: row[name] for name in ("language", "chosen", "blocked")}})
    for row in old["dialogue"]:
        person = vault.person(row["chat_id"])
        data = {"chat": row["chat_id"], "state": row["state"], "data": json.loads(row["data"])}
        value = vault.seal(json.dumps(data, ensure_ascii=False), "dialogue.input", person)
        if row["chat_id"] == row["user_id"]:
            new["dialogue"].append({"person": person, "input": value, "touched_on": row["touched_on"]})
    for name, column in (("ledgers", "dates"), ("wishes", "wishes")):
        for row in old[name]:
            person = vault.person(row["chat_id"])
            value = vault.seal(row[column], f"{name}.{column}", person)
            new[name].append({**without_chat(row), "person": person, column: value})
    for row in old["reminders"]:
        person = vault.person(row["chat_id"])
        mark = vault.seal_mark(row["mark"], "reminders.mark", person)
        new["reminders"].append({**without_chat(row, "message_id"), "person": person, "mark": mark})
    return new


def without_chat(row: dict[str, Any], *others: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("chat_id", *others)}


def whose(table: str) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["person"], ["people.person"], name=f"fk_{table}_person_people", onupdate="CASCADE", ondelete="CASCADE"
    )


def new_tables() -> dict[str, tuple[sa.schema.SchemaItem, ...]]:
    return {**tables_of_people(), **tables_of_reminders()}


def tables_of_people() -> dict[str, tuple[sa.schema.SchemaItem, ...]]:
    return {
        "people": (
            sa.Column("person", sa.LargeBinary(16), nullable=False),
            sa.Column("address", sa.LargeBinary, nullable=False),
            sa.Column("language", sa.String(2), nullable=False),
            sa.Column("chosen", sa.Boolean, nullable=False),
            sa.Column("blocked", sa.Boolean, nullable=False, server_default=sa.false()),
            sa.Column("seen_on", sa.Date, nullable=False),
            sa.Column("warned_on", sa.Date, nullable=True),
            sa.PrimaryKeyConstraint("person", name="pk_people"),
        ),
        "dialogue": (
            sa.Column("person", sa.LargeBinary(16), nullable=False),
            sa.Column("input", sa.LargeBinary, nullable=False),
            sa.Column("touched_on", sa.Date, nullable=False),
            sa.PrimaryKeyConstraint("person", name="pk_dialogue"),
        ),
        "ledgers": (
            sa.Column("person", sa.LargeBinary(16), nullable=False),
            sa.Column("dates", sa.LargeBinary, nullable=False),
            sa.PrimaryKeyConstraint("person", name="pk_ledgers"),
            whose("ledgers"),
        ),
    }


def tables_of_reminders() -> dict[str, tuple[sa.schema.SchemaItem, ...]]:
    return {
        "wishes": (
            sa.Column("person", sa.LargeBinary(16), nullable=False),
            sa.Column("wishes", sa.LargeBinary, nullable=False),
            sa.Column("rules", sa.String(16), nullable=False),
            sa.PrimaryKeyConstraint("person", name="pk_wishes"),
            whose("wishes"),
        ),
        "reminders": (
            sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
            sa.Column("person", sa.LargeBinary(16), nullable=False),
            sa.Column("mark", sa.LargeBinary, nullable=False),
            sa.Column("due_at", Moment, nullable=False),
            sa.Column("wake_at", Moment, nullable=True),
            sa.Column("state", sa.String(8), nullable=False),
            sa.Column("owner", sa.String(16), nullable=True),
            sa.Column("attempts", sa.Integer, nullable=False),
            sa.Column("doubtful", sa.Boolean, nullable=False),
            sa.PrimaryKeyConstraint("id", name="pk_reminders"),
            sa.UniqueConstraint("person", "mark", name="uq_reminders_person"),
            whose("reminders"),
        ),
        "sealed_by": (
            sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
            sa.Column("mark", sa.LargeBinary(16), nullable=False),
            sa.PrimaryKeyConstraint("id", name="pk_sealed_by"),
        ),
    }


def downgrade() -> None:
    """There is no way back on purpose: it would write people's dates in plain again."""
    raise CommandError("what is sealed is not written in plain again: restore the copy taken before")
