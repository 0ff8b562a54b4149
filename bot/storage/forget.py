"""Erases a person: every row of every table that is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from bot.storage.engine import vault_of, writing_about
from bot.storage.tables import PERSONAL
from bot.storage.wipe import empty_log

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def forget_person(engine: AsyncEngine, chat_id: int) -> int:
    """Delete all that is kept of a chat, at once or not at all, and its traces. Returns how many rows there were.

    Every table with rows of people tells by `person` whose they are; a test holds them to that.
    """
    async with writing_about(engine, chat_id) as connection:
        person = vault_of(connection).person(chat_id)
        results = [
            await connection.execute(delete(table).where(table.c.person == person)) for table in reversed(PERSONAL)
        ]
    await empty_log(engine)
    return sum(result.rowcount for result in results)
