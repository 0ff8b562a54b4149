"""Unfinished inputs: which answer of a person is awaited. Kept in the database, so that a restart loses none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.storage.engine import glancing, put, vault_of, writing
from bot.storage.tables import dialogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine


INPUT = "dialogue.input"
FIND = select(dialogue.c.input).where(dialogue.c.person == bindparam("mark"))


@dataclass(frozen=True, slots=True)
class Dialogue:
    state: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


async def find_dialogue(engine: AsyncEngine, chat_id: int) -> Dialogue:
    async with glancing(engine) as connection:
        vault = vault_of(connection)
        person = vault.person(chat_id)
        found = await connection.scalar(FIND, {"mark": person})
        if found is None:
            return Dialogue()
        data = json.loads(vault.open(found, INPUT, person))
    return Dialogue(data["state"], data["data"])


async def save_dialogue(engine: AsyncEngine, chat_id: int, new: Dialogue, today: date) -> None:
    """Store the state and data of an input; an empty one leaves no row."""
    async with writing(engine) as connection:
        vault = vault_of(connection)
        person = vault.person(chat_id)
        if new == Dialogue():
            await connection.execute(delete(dialogue).where(dialogue.c.person == person))
            return
        sealed = vault.seal(written(chat_id, new), INPUT, person)
        await put(connection, dialogue, {"person": person}, {"input": sealed, "touched_on": today})


def written(chat_id: int, unfinished: Dialogue) -> str:
    data = {"chat": chat_id, "state": unfinished.state, "data": dict(unfinished.data)}
    return json.dumps(data, ensure_ascii=False)


async def forget_dialogues(engine: AsyncEngine, before: date) -> int:
    """Delete the inputs that nobody touched since a day. Returns how many."""
    async with writing(engine) as connection:
        result = await connection.execute(delete(dialogue).where(dialogue.c.touched_on < before))
        return result.rowcount
