"""How many there are: numbers that tell nothing of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.storage.engine import glancing
from bot.storage.tables import people, reminders

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


async def count_people(engine: AsyncEngine) -> int:
    async with glancing(engine) as connection:
        return await connection.scalar(select(func.count()).select_from(people)) or 0


async def oldest_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Return the moment of the reminder that has waited longest, of those that are due and in nobody's hand."""
    async with glancing(engine) as connection:
        found: datetime | None = await connection.scalar(
            select(func.min(reminders.c.wake_at)).where(reminders.c.wake_at <= now)
        )
        return found


async def count_planned(engine: AsyncEngine) -> int:
    async with glancing(engine) as connection:
        waiting = select(func.count()).select_from(reminders).where(reminders.c.wake_at.is_not(None))
        return await connection.scalar(waiting) or 0
