"""How many there are: numbers that tell nothing of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.storage.engine import reading
from bot.storage.tables import people, reminders

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def count_people(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        return await connection.scalar(select(func.count()).select_from(people)) or 0


async def count_planned(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        waiting = select(func.count()).select_from(reminders).where(reminders.c.wake_at.is_not(None))
        return await connection.scalar(waiting) or 0
