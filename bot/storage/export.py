"""All rows of a person, opened: what they may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.storage.engine import reading, vault_of
from bot.storage.reminders import MARK
from bot.storage.tables import PERSONAL

if TYPE_CHECKING:
    from sqlalchemy import RowMapping, Table
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.vault import Vault


async def rows_of(engine: AsyncEngine, chat_id: int) -> list[tuple[Table, list[dict[str, Any]]]]:
    """Return the rows of a chat, table by table, each value by its column. What is sealed is opened."""
    found = []
    async with reading(engine) as connection:
        vault = vault_of(connection)
        person = vault.person(chat_id)
        for table in PERSONAL:
            rows = (await connection.execute(select(table).where(table.c.person == person))).mappings()
            found.append((table, [opened(table, row, vault, person) for row in rows]))
    return found


def opened(table: Table, row: RowMapping, vault: Vault, person: bytes) -> dict[str, Any]:
    values = {}
    for column in table.columns:
        value, place = row[column.name], f"{table.name}.{column.name}"
        if column.info.get("sealed"):
            value = (vault.open_mark if place == MARK else vault.open)(value, place, person)
        values[column.name] = value
    return values
