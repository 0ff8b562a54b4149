"""Keeps what a test gives, with the notices that it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.remind.plan import Notice
from bot.storage.engine import writing
from bot.storage.kept import Kept, Planned, change_kept, find_kept
from bot.storage.people import know
from bot.storage.reminders import plan_notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.ledger import Ledger
    from bot.domain.remind.wishes import Wishes
    from bot.storage.kept import Change

NOW = datetime(2026, 11, 26, 7, tzinfo=UTC)
TODAY = NOW.date()
RULES = "rules"


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def notice(mark: str, due_in: float = 0) -> Notice:
    return Notice(mark, minutes(due_in))


async def change_ledger(engine: AsyncEngine, chat_id: int, edit: Callable[[Ledger], Ledger]) -> tuple[Ledger, Ledger]:
    def edited(kept: Kept) -> Planned:
        return Planned(replace(kept, ledger=edit(kept.ledger), rules=RULES), ())

    change = await change_kept(engine, chat_id, "ru", edited, NOW)
    return change.before.ledger, change.after.ledger


async def find_ledger(engine: AsyncEngine, chat_id: int) -> Ledger:
    return (await find_kept(engine, chat_id)).ledger


async def wish(
    engine: AsyncEngine, chat_id: int, wishes: Wishes, *notices: Notice, rules: str = RULES, language: str = "kk"
) -> Change:
    return await change_kept(
        engine, chat_id, language, lambda kept: Planned(replace(kept, wishes=wishes, rules=rules), notices), NOW
    )


async def plan(engine: AsyncEngine, chat_id: int, *notices: Notice, now: datetime = NOW) -> datetime | None:
    async with writing(engine) as connection:
        await know(connection, chat_id, "ru", TODAY)
        return await plan_notices(connection, chat_id, notices, now)
