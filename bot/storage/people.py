"""People: where to answer them, in which language, and since when they are silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.storage.engine import add, glancing, put, vault_of, writing
from bot.storage.tables import people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

ADDRESS = "people.address"
FIND = select(people).where(people.c.person == bindparam("mark"))


@dataclass(frozen=True, slots=True)
class Person:
    """`language` is the language of the last answer; `chosen` says that the person picked it.

    `blocked` says that the chat refused a reminder. It changes only by way of the reminders. `seen_on`: the day of the
    last contact.
    """

    chat_id: int
    language: str
    chosen: bool = False
    blocked: bool = False
    seen_on: date = field(default=date.min, compare=False)


async def find_person(engine: AsyncEngine, chat_id: int) -> Person | None:
    async with glancing(engine) as connection:
        return await read_person(connection, chat_id)


async def read_person(connection: AsyncConnection, chat_id: int) -> Person | None:
    row = (await connection.execute(FIND, {"mark": vault_of(connection).person(chat_id)})).one_or_none()
    return as_person(chat_id, row) if row else None


def as_person(chat_id: int, row: Row[Any]) -> Person:
    return Person(chat_id, row.language, row.chosen, row.blocked, row.seen_on)


async def save_person(engine: AsyncEngine, person: Person, today: date) -> None:
    async with writing(engine) as connection:
        key = identity(connection, person.chat_id)
        values = {"language": person.language, "chosen": person.chosen, "seen_on": today, "warned_on": None}
        await put(connection, people, {"person": key.pop("person")}, {**key, **values})


async def know(connection: AsyncConnection, chat_id: int, language: str, today: date) -> None:
    """Keep a person of whom nothing is known yet, with a language for notices. Nothing changes of others."""
    values = {"language": language, "chosen": False, "seen_on": today}
    await add(connection, people, {**identity(connection, chat_id), **values})


async def see_person(engine: AsyncEngine, chat_id: int, today: date) -> None:
    """Note the day of a contact."""
    async with writing(engine) as connection:
        person = people.c.person == vault_of(connection).person(chat_id)
        await connection.execute(update(people).where(person).values(seen_on=today, warned_on=None))


async def addresses(connection: AsyncConnection, marks: Iterable[bytes]) -> dict[bytes, int]:
    """Return the chats of people by their marks."""
    vault = vault_of(connection)
    found = await connection.execute(select(people.c.person, people.c.address).where(people.c.person.in_(marks)))
    return {row.person: int(vault.open(row.address, ADDRESS, row.person)) for row in found}


def identity(connection: AsyncConnection, chat_id: int) -> dict[str, bytes]:
    vault = vault_of(connection)
    person = vault.person(chat_id)
    return {"person": person, "address": vault.seal(str(chat_id), ADDRESS, person)}
