"""All that a person keeps here, changed in one transaction with the notices that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.ledger import Ledger
from bot.domain.remind.wishes import Wishes
from bot.storage.engine import reading, writing_about
from bot.storage.ledgers import read_ledger, write_ledger
from bot.storage.people import know
from bot.storage.reminders import plan_notices
from bot.storage.wishes import read_wishes, write_wishes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.domain.remind.plan import Notice


@dataclass(frozen=True, slots=True)
class Kept:
    """`rules`: by which rules the reminders were planned, "" for who has none."""

    ledger: Ledger = field(default_factory=Ledger)
    wishes: Wishes = field(default_factory=Wishes)
    rules: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        """Tell whether anything is kept."""
        return self != Kept()


@dataclass(frozen=True, slots=True)
class Planned:
    """What to keep, and the notices that follow."""

    kept: Kept
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What was kept before a change and what is after it; when the next notice is due, if there is one."""

    before: Kept
    after: Kept
    nearest: datetime | None


async def find_kept(engine: AsyncEngine, chat_id: int) -> Kept:
    async with reading(engine) as connection:
        return await read_kept(connection, chat_id)


async def read_kept(connection: AsyncConnection, chat_id: int) -> Kept:
    ledger = await read_ledger(connection, chat_id)
    wishes, rules = await read_wishes(connection, chat_id)
    return Kept(ledger or Ledger(), wishes, rules)


async def change_kept(
    engine: AsyncEngine,
    chat_id: int,
    language: str,
    edit: Callable[[Kept], Planned],
    now: datetime,
) -> Change:
    """Apply an edit and keep what it makes with the notices that follow: both or neither.

    Nobody else writes in between. What the edit raises leaves everything as it was. `language` is kept for a person of
    whom nothing is known yet, so that notices have one; the day of `now` as that of the contact.
    """
    async with writing_about(engine, chat_id) as connection:
        before = await read_kept(connection, chat_id)
        planned = edit(before)
        if planned.kept:
            await know(connection, chat_id, language, now.date())
        nearest = await write_planned(connection, chat_id, before, planned, now)
        return Change(before, planned.kept, nearest)


async def write_planned(
    connection: AsyncConnection, chat_id: int, before: Kept, planned: Planned, now: datetime
) -> datetime | None:
    """Write what is kept and the notices that follow. Returns when the next one is to be looked at."""
    after = planned.kept
    if after.ledger != before.ledger:
        await write_ledger(connection, chat_id, after.ledger)
    if before.wishes != Wishes() or after.wishes != Wishes():
        await write_wishes(connection, chat_id, after.wishes, after.rules)
    return await plan_notices(connection, chat_id, planned.notices, now)
