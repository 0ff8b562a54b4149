"""People: where to answer them, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from bot.storage.engine import reading, writing
from bot.storage.tables import people

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


@dataclass(frozen=True, slots=True)
class Person:
    """`language` is the language of the last answer; `chosen` says that the person picked it.

    `blocked` says that the chat refused a reminder. It changes only by way of the reminders.
    """

    chat_id: int
    language: str
    chosen: bool = False
    blocked: bool = False


async def find_person(engine: AsyncEngine, chat_id: int) -> Person | None:
    async with reading(engine) as connection:
        return await read_person(connection, chat_id)


async def read_person(connection: AsyncConnection, chat_id: int) -> Person | None:
    row = (await connection.execute(select(people).where(people.c.chat_id == chat_id))).one_or_none()
    return Person(row.chat_id, row.language, row.chosen, row.blocked) if row else None


async def save_person(engine: AsyncEngine, person: Person) -> None:
    values = {"language": person.language, "chosen": person.chosen}
    statement = insert(people).values(chat_id=person.chat_id, **values)
    async with writing(engine) as connection:
        await connection.execute(statement.on_conflict_do_update(index_elements=[people.c.chat_id], set_=values))
