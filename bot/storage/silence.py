"""People who have been silent for long: whom to tell, and whom to erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select, update

from bot.storage.engine import reading, vault_of, writing
from bot.storage.people import ADDRESS, as_person
from bot.storage.tables import people

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.people import Person


async def to_be_told(engine: AsyncEngine, silent_since: date, most: int) -> list[Person]:
    """Return people whose last contact is as old as that, who can be reached and have not been told."""
    reachable = and_(people.c.warned_on.is_(None), people.c.blocked.is_(False))
    return await silent(engine, and_(people.c.seen_on <= silent_since, reachable), most)


async def to_be_erased(engine: AsyncEngine, silent_since: date, told_before: date, most: int) -> list[Person]:
    """Return people whose last contact is as old as that, and who were told by a day or cannot be reached."""
    told = or_(people.c.warned_on <= told_before, people.c.blocked.is_(True))
    return await silent(engine, and_(people.c.seen_on <= silent_since, told), most)


async def silent(engine: AsyncEngine, condition: ColumnElement[bool], most: int) -> list[Person]:
    async with reading(engine) as connection:
        vault = vault_of(connection)
        found = await connection.execute(select(people).where(condition).order_by(people.c.seen_on).limit(most))
        return [as_person(int(vault.open(row.address, ADDRESS, row.person)), row) for row in found]


async def note_told(engine: AsyncEngine, chat_id: int, today: date) -> None:
    async with writing(engine) as connection:
        person = people.c.person == vault_of(connection).person(chat_id)
        await connection.execute(update(people).where(person).values(warned_on=today))
