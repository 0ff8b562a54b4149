"""What tests do to rows of notices: claim them, begin, settle, look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.domain.remind.delivery import State
from bot.storage import reminders as rows_of
from bot.storage.engine import reading, writing
from bot.storage.tables import reminders
from tests.keys import VAULT
from tests.storage.keeping import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


ALL = rows_of.Chats(0)


async def states(engine: AsyncEngine, chat_id: int = 1) -> dict[str, str]:
    async with reading(engine) as connection:
        mine = reminders.c.person == VAULT.person(chat_id)
        return {mark_of(row): row.state for row in await connection.execute(select(reminders).where(mine))}


async def moments(engine: AsyncEngine) -> dict[str, datetime | None]:
    async with reading(engine) as connection:
        return {mark_of(row): row.wake_at for row in await connection.execute(select(reminders))}


def mark_of(row: Any) -> str:  # noqa: ANN401 - SQLAlchemy's rows have no type of their columns
    return VAULT.open_mark(row.mark, rows_of.MARK, row.person)


async def claim(engine: AsyncEngine, owner: str = "a", now: datetime = NOW, people: int = 20) -> dict[int, list[str]]:
    async with writing(engine) as connection:
        hands = await rows_of.claim(connection, owner, now, people, ALL)
    return {chat_id: [row.mark for row in rows] for chat_id, rows in hands.items()}


async def ids(engine: AsyncEngine, *marks: str) -> Sequence[int]:
    async with reading(engine) as connection:
        return [row.id for row in await connection.execute(select(reminders)) if mark_of(row) in marks]


async def begin(engine: AsyncEngine, *marks: str, owner: str = "a", now: datetime = NOW) -> int:
    found = await ids(engine, *marks)
    async with writing(engine) as connection:
        return len(await rows_of.begin_sending(connection, owner, found, now))


async def finish(engine: AsyncEngine, mark: str, state: State = State.SENT, owner: str = "a") -> None:
    found = await ids(engine, mark)
    async with writing(engine) as connection:
        hand = rows_of.Hand(connection, owner, found)
        await (hand.sent() if state is State.SENT else hand.failed())


async def put_off(
    engine: AsyncEngine, mark: str, until: datetime, *, doubtful: bool = False, tried: bool = True, owner: str = "a"
) -> None:
    found = await ids(engine, mark)
    async with writing(engine) as connection:
        await rows_of.Hand(connection, owner, found).put_off(until, doubtful=doubtful, tried=tried)
