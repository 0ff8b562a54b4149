"""Changes what a person keeps, and with it the notices that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.faq import ORIGINAL
from bot.storage.engine import reading, writing_about
from bot.storage.kept import change_kept, find_kept, write_planned
from bot.storage.reminders import person_is_back, stop_person
from bot.storage.wishes import planned_by_other_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.services.remind.planner import Planner
    from bot.storage.kept import Change, Kept, Planned

AT_ONCE = 100
log = structlog.get_logger(__name__)


class Alarm:
    """Hears when a notice is due, so that the delivery need not wait for its next look. Nothing rests on it."""

    def __init__(self) -> None:
        self.listener: Callable[[datetime], None] | None = None

    def at(self, moment: datetime | None) -> None:
        if self.listener and moment:
            self.listener(moment)


def unchanged(kept: Kept) -> Kept:
    return kept


@dataclass(frozen=True, slots=True)
class Keeper:
    engine: AsyncEngine
    planner: Planner
    now: Callable[[], datetime]
    alarm: Alarm

    async def find(self, chat_id: int) -> Kept:
        return await find_kept(self.engine, chat_id)

    async def change(self, chat_id: int, language: str, edit: Callable[[Kept], Kept]) -> Change:
        """Apply an edit and plan what follows, both or neither. Raises what the edit raises.

        What a change of the rules moved meanwhile is no part of the change that is returned: it is told by itself.
        """
        now = self.now()

        def planned(kept: Kept) -> Planned:
            return self.planner.plan(edit(self.planner.caught_up(kept, now)), now)

        change = await change_kept(self.engine, chat_id, language, planned, now)
        self.alarm.at(change.nearest)
        return replace(change, before=self.planner.caught_up(change.before, now))

    async def plan_within(self, connection: AsyncConnection, chat_id: int, kept: Kept) -> None:
        """Plan the notices of a person again, in a transaction that has begun."""
        now = self.now()
        planned = self.planner.plan(self.planner.caught_up(kept, now), now)
        await write_planned(connection, chat_id, kept, planned, now)

    async def follow_rules(self) -> int:
        """Plan anew for everybody whose notices were planned by other rules than those of today. Returns how many."""
        last, count = None, 0
        while True:
            async with reading(self.engine) as connection:
                found = await planned_by_other_rules(connection, self.planner.rules, last, AT_ONCE)
            for chat_id in found:
                await self.change(chat_id, ORIGINAL, unchanged)
            count += len(found)
            if len(found) < AT_ONCE:
                return count
            last = found[-1]

    async def let_rest(self, chat_id: int) -> None:
        """Let the notices of a person rest who has blocked the bot."""
        async with writing_about(self.engine, chat_id) as connection:
            await stop_person(connection, chat_id)

    async def welcome_back(self, chat_id: int) -> None:
        """Let the notices of a person go on who had blocked the bot."""
        async with writing_about(self.engine, chat_id) as connection:
            resumed = await person_is_back(connection, chat_id)
        log.info("person is back", reminders=resumed)
        self.alarm.at(self.now())
