"""Which key seals a database, and the change to a new one: every value is sealed again, all or nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from bot.storage.dialogue import INPUT
from bot.storage.engine import put, reading, vault_of
from bot.storage.ledgers import DATES
from bot.storage.people import ADDRESS
from bot.storage.reminders import MARK
from bot.storage.tables import dialogue, ledgers, people, reminders, sealed_by, wishes
from bot.storage.wishes import WISHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.storage.vault import Vault

BLOBS = ((ledgers.c.dates, DATES), (wishes.c.wishes, WISHES))


class WrongKeyError(Exception):
    """A database was sealed with a key that is not among those given."""


async def is_sealed(engine: AsyncEngine, vault: Vault) -> bool:
    """Tell whether a database is sealed with the key of a vault."""
    async with reading(engine) as connection:
        return await connection.scalar(select(sealed_by.c.mark)) == vault.mark


async def seal_with(connection: AsyncConnection, older: Sequence[Vault]) -> bool:
    """Make the engine's key that of the database. Returns whether everything was sealed anew.

    `older` are keys that may have sealed it so far. Raises `WrongKeyError` if none of them did.
    """
    vault = vault_of(connection)
    found = await connection.scalar(select(sealed_by.c.mark))
    if found == vault.mark:
        return False
    if found is not None:
        old = next((known for known in older if known.mark == found), None)
        if old is None:
            raise WrongKeyError("the database was sealed with another key; give that one, or a new one and that one")
        await rekey(connection, old, vault)
    await put(connection, sealed_by, {"id": 1}, {"mark": vault.mark})
    return found is not None


async def rekey(connection: AsyncConnection, old: Vault, new: Vault) -> None:
    """Seal everything of everybody with a new key."""
    for row in (await connection.execute(select(people.c.person, people.c.address))).all():
        chat = old.open(row.address, ADDRESS, row.person)
        person = new.person(int(chat))
        address = new.seal(chat, ADDRESS, person)
        mine = people.c.person == row.person
        await connection.execute(update(people).where(mine).values(person=person, address=address))
        for column, place in BLOBS:
            await reseal(connection, column, place, (old, row.person), (new, person))
        await remark(connection, (old, row.person), (new, person))
    for row in (await connection.execute(select(dialogue))).all():
        text = old.open(row.input, INPUT, row.person)
        person = new.person(json.loads(text)["chat"])
        values = {"person": person, "input": new.seal(text, INPUT, person)}
        await connection.execute(update(dialogue).where(dialogue.c.person == row.person).values(values))


async def reseal(
    connection: AsyncConnection, column: Column[Any], place: str, old: tuple[Vault, bytes], new: tuple[Vault, bytes]
) -> None:
    """Seal the one value of a person; the row has followed the person to the new mark already."""
    vault, person = new
    mine = column.table.c.person == person
    if sealed := await connection.scalar(select(column).where(mine)):
        text = old[0].open(sealed, place, old[1])
        await connection.execute(
            update(column.table).where(mine).values({column.name: vault.seal(text, place, person)})
        )


async def remark(connection: AsyncConnection, old: tuple[Vault, bytes], new: tuple[Vault, bytes]) -> None:
    vault, person = new
    found = await connection.execute(select(reminders.c.id, reminders.c.mark).where(reminders.c.person == person))
    for row in found.all():
        mark = vault.seal_mark(old[0].open_mark(row.mark, MARK, old[1]), MARK, person)
        await connection.execute(update(reminders).where(reminders.c.id == row.id).values(mark=mark))
