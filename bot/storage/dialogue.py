"""Unfinished inputs: which answer of a person is awaited. Kept in the database, so that a restart loses none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.storage.engine import reading, writing
from bot.storage.tables import dialogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Dialogue:
    state: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


async def find_dialogue(engine: AsyncEngine, chat_id: int, user_id: int) -> Dialogue:
    async with reading(engine) as connection:
        row = (await connection.execute(select(dialogue).where(whose(chat_id, user_id)))).one_or_none()
    return Dialogue(row.state, json.loads(row.data)) if row else Dialogue()


async def save_dialogue(engine: AsyncEngine, chat_id: int, user_id: int, new: Dialogue, today: date) -> None:
    """Store the state and data of an input; an empty one leaves no row."""
    async with writing(engine) as connection:
        if new == Dialogue():
            await connection.execute(delete(dialogue).where(whose(chat_id, user_id)))
            return
        data = json.dumps(dict(new.data), ensure_ascii=False)
        values = {"state": new.state, "data": data, "touched_on": today}
        statement = insert(dialogue).values(chat_id=chat_id, user_id=user_id, **values)
        keys = [dialogue.c.chat_id, dialogue.c.user_id]
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


async def forget_dialogues(engine: AsyncEngine, before: date) -> int:
    """Delete the inputs that nobody touched since a day. Returns how many."""
    async with writing(engine) as connection:
        result = await connection.execute(delete(dialogue).where(dialogue.c.touched_on < before))
        return result.rowcount


def whose(chat_id: int, user_id: int) -> ColumnElement[bool]:
    return (dialogue.c.chat_id == chat_id) & (dialogue.c.user_id == user_id)
