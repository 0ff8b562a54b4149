"""Ledgers: the dates that a person asked to keep, one row each. No row means that nothing is kept."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.domain.ledger import Ledger, Paper, PaperKind
from bot.domain.rules import Group
from bot.domain.trips import Trip
from bot.storage.engine import put, vault_of
from bot.storage.tables import ledgers

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

DATES = "ledgers.dates"
FIND = select(ledgers.c.dates).where(ledgers.c.person == bindparam("mark"))


async def read_ledger(connection: AsyncConnection, chat_id: int) -> Ledger | None:
    vault = vault_of(connection)
    person = vault.person(chat_id)
    found = await connection.scalar(FIND, {"mark": person})
    return read(vault.open(found, DATES, person)) if found else None


async def write_ledger(connection: AsyncConnection, chat_id: int, ledger: Ledger) -> None:
    """Keep a ledger in place of the old one. An empty ledger leaves no row."""
    vault = vault_of(connection)
    person = vault.person(chat_id)
    if ledger == Ledger():
        await connection.execute(delete(ledgers).where(ledgers.c.person == person))
        return
    await put(connection, ledgers, {"person": person}, {"dates": vault.seal(written(ledger), DATES, person)})


def written(ledger: Ledger) -> str:
    return json.dumps(
        {
            "group": ledger.group,
            "trips": [[trip.entry.isoformat(), trip.exit and trip.exit.isoformat()] for trip in ledger.trips],
            "papers": [
                [paper.kind, paper.end.isoformat(), paper.start and paper.start.isoformat()] for paper in ledger.papers
            ],
            "moved_on": ledger.moved_on and ledger.moved_on.isoformat(),
        }
    )


def read(text: str) -> Ledger:
    data = json.loads(text)
    return Ledger(
        group=Group(data["group"]) if data["group"] else None,
        trips=tuple(Trip(day(entry), optional(left)) for entry, left in data["trips"]),
        papers=tuple(Paper(PaperKind(kind), day(end), optional(start)) for kind, end, start in data["papers"]),
        moved_on=optional(data["moved_on"]),
    )


def day(text: Any) -> date:  # noqa: ANN401 - JSON
    return date.fromisoformat(text)


def optional(text: Any) -> date | None:  # noqa: ANN401 - JSON
    return date.fromisoformat(text) if text else None
