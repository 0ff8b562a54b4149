"""The bot on Telegram by long polling: one process, nothing else needed."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.entry.housekeeping import keep_house, start_housekeeping
from bot.entry.runtime import open_parts
from bot.telegram.build import build_bot, build_dispatcher, introduce

if TYPE_CHECKING:
    from aiogram import Bot, Dispatcher

    from bot.entry.knowledge import Knowledge
    from bot.settings import Settings

UPDATES_AT_ONCE = 64
SECONDS_TO_FINISH = 10
log = structlog.get_logger(__name__)


async def poll(settings: Settings, knowledge: Knowledge) -> None:
    """Answer updates until SIGTERM or SIGINT; updates in hand are finished first."""
    assert settings.bot_token, "the command checks this"
    async with open_parts(settings, knowledge) as parts:
        bot = build_bot(settings.bot_token.get_secret_value(), settings.bot_api_url)
        dispatcher, in_flight = build_dispatcher(parts)
        dispatcher.shutdown.register(partial(in_flight.drain, SECONDS_TO_FINISH))
        scheduler = start_housekeeping(parts)
        try:
            await keep_house(parts)
            introducing = asyncio.create_task(introduce(bot, parts.catalogues))
            await poll_until_stopped(bot, dispatcher)
            introducing.cancel()
            await asyncio.gather(introducing, return_exceptions=True)
        finally:
            scheduler.shutdown(wait=False)
            await bot.session.close()
    log.info("stopped")


async def poll_until_stopped(bot: Bot, dispatcher: Dispatcher) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    polling = asyncio.create_task(
        dispatcher.start_polling(
            bot,
            handle_signals=False,
            close_bot_session=False,
            tasks_concurrency_limit=UPDATES_AT_ONCE,
            allowed_updates=dispatcher.resolve_used_update_types(),
        )
    )
    stopping = asyncio.create_task(stop.wait())
    log.info("polling")
    await asyncio.wait((polling, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not polling.done():
        with contextlib.suppress(RuntimeError):  # polling has not begun yet, or has ended by itself
            await dispatcher.stop_polling()
    await polling
