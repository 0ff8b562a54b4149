"""The bot in this process, polling the Bot API double over real HTTP."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from aiogram import Bot

from bot.domain.allowance import Allowance
from bot.domain.pace import Pace
from bot.entry.reminding import ON_TELEGRAM, delivery_by
from bot.entry.runtime import open_parts
from bot.settings import Settings
from bot.telegram.build import build_dispatcher, introduce
from bot.telegram.middlewares.readable import Readable
from bot.telegram.patience import Patience
from bot.telegram.recent import RememberSent
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from bot.services.remind.delivery import Delivery
    from tests.fakes.telegram_server import TelegramServer


# As fast as it can: what keeps to Telegram's limits is tested elsewhere.
AT_ONCE = Pace(rate=1e6, chat_gap=0.0)


def generous() -> Allowance:
    """A test types faster than any person; what holds back a flood is tested elsewhere."""
    return Allowance(burst=1_000_000, per_second=1e6, in_hand=1_000_000)


async def at_once(_seconds: float) -> None:
    """Waits that a test need not sit through."""
    await asyncio.sleep(0)


@asynccontextmanager
async def running_bot(
    server: TelegramServer,
    database: Path,
    knowledge: Knowledge,
    allowance: Allowance | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Delivery]:
    """Run the whole bot until the block ends: the real dispatcher, storage and session, polling the double.

    Gives the delivery of reminders, which runs when the test says so. `clock` tells seconds for the limits of a flood.
    """
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{database}")
    async with open_parts(settings, knowledge) as parts:
        session = LoopbackSession(server.url, timeout=5)
        session.middleware(Readable())
        session.middleware(Patience(sleep=at_once))
        session.middleware(RememberSent(parts.shared.recent))
        bot = Bot(server.token, session=session)
        carrying = LoopbackSession(server.url, timeout=5)
        carrying.middleware(RememberSent(parts.shared.recent))
        postman = Bot(server.token, session=carrying)
        dispatcher, in_flight = build_dispatcher(replace(parts, allowance=allowance or generous()), clock)
        await introduce(bot, parts.catalogues, parts.staff)
        polling = asyncio.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=1)
        )
        try:
            yield delivery_by(postman, parts.keeper, parts.notices, AT_ONCE, ON_TELEGRAM)
            await in_flight.drain(5)
        finally:
            await dispatcher.stop_polling()
            await polling
            await bot.session.close()
            await postman.session.close()
