"""Erases a person: every row of every table that is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from bot.storage.engine import writing
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def forget_person(engine: AsyncEngine, chat_id: int) -> int:
    """Delete all that is kept of a chat, at once or not at all. Returns how many rows there were.

    Every table tells by `chat_id` whose its rows are; a test holds them to that.
    """
    async with writing(engine) as connection:
        results = [
            await connection.execute(delete(table).where(table.c.chat_id == chat_id))
            for table in metadata.tables.values()
        ]
    return sum(result.rowcount for result in results)
