"""All rows of a person, opened: what they may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.storage.dialogue import Dialogue, written
from bot.storage.engine import reading, vault_of
from bot.storage.reminders import MARK
from bot.storage.tables import PERSONAL, dialogue

if TYPE_CHECKING:
    from sqlalchemy import RowMapping, Table
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.vault import Vault


async def rows_of(engine: AsyncEngine, chat_id: int, unfinished: Dialogue) -> list[tuple[Table, list[dict[str, Any]]]]:
    """Return the rows of a chat, table by table, each value by its column. What is sealed is opened.

    `unfinished` is the input that the person is at. Redis may keep it, which is no table but holds the same.
    """
    found = []
    async with reading(engine) as connection:
        vault = vault_of(connection)
        person = vault.person(chat_id)
        for table in PERSONAL:
            rows = (await connection.execute(select(table).where(table.c.person == person))).mappings()
            found.append((table, [opened(table, row, vault, person) for row in rows]))
            if table is dialogue and not found[-1][1] and unfinished != Dialogue():
                found[-1][1].append({"person": person, "input": written(chat_id, unfinished), "touched_on": None})
    return found


def opened(table: Table, row: RowMapping, vault: Vault, person: bytes) -> dict[str, Any]:
    values = {}
    for column in table.columns:
        value, place = row[column.name], f"{table.name}.{column.name}"
        if column.info.get("sealed"):
            value = (vault.open_mark if place == MARK else vault.open)(value, place, person)
        values[column.name] = value
    return values
