"""The bot in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.entry.reminding import IN_TERMINAL, Reminding, delivery_by
from bot.entry.runtime import open_parts
from bot.preview.conversation import Conversation, converse
from bot.telegram.build import build_dispatcher

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge
    from bot.settings import Settings


async def chat(settings: Settings, knowledge: Knowledge, language: str | None) -> None:
    """Converse over standard input and output until the input ends. A person at a terminal is greeted first.

    Reminders that came due meanwhile are shown, and others as they come due.
    """
    async with open_parts(settings, knowledge) as parts:
        dispatcher, _ = build_dispatcher(parts)
        conversation = Conversation(dispatcher, language, sys.stdout)
        delivery = delivery_by(conversation.bot, parts.keeper, parts.notices, parts.pace, IN_TERMINAL)
        if sys.stdin.isatty():
            await conversation.say("/start")
        await parts.keeper.follow_rules()
        await delivery.run()
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.start()
        reminding = Reminding(delivery, scheduler, parts.meters)
        try:
            await converse(conversation, "\n› ")
        finally:
            await reminding.stop()
            scheduler.shutdown(wait=False)
