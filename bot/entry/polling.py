"""The bot on Telegram by long polling: one process, nothing else needed."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from functools import partial
from typing import TYPE_CHECKING

import structlog
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.entry.housekeeping import start_housekeeping
from bot.entry.reminding import ON_TELEGRAM, Reminding, delivery_by
from bot.entry.runtime import open_parts
from bot.settings import SettingsError
from bot.telegram.build import build_bot, build_dispatcher, build_postman, introduce

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from aiogram import Bot, Dispatcher

    from bot.entry.knowledge import Knowledge
    from bot.services.remind.delivery import Delivery
    from bot.settings import Settings
    from bot.telegram.build import Parts

UPDATES_AT_ONCE = 64
PAUSES = BackoffConfig(min_delay=1, max_delay=30, factor=1.5, jitter=0.1)
SECONDS_TO_FINISH = 10
log = structlog.get_logger(__name__)


async def poll(settings: Settings, knowledge: Knowledge) -> None:
    """Answer updates until SIGTERM or SIGINT; updates in hand are finished first."""
    assert settings.bot_token, "the command checks this"
    async with open_parts(settings, knowledge) as parts:
        token, url = settings.bot_token.get_secret_value(), settings.bot_api_url
        bot, postman = build_bot(token, url, parts.pace, parts.recent), build_postman(token, url, parts.recent)
        dispatcher, in_flight = build_dispatcher(parts)
        dispatcher.shutdown.register(partial(in_flight.drain, SECONDS_TO_FINISH))
        try:
            delivery = delivery_by(postman, parts.keeper, parts.notices, parts.pace, ON_TELEGRAM)
            delivery.lanes = settings.reminder_lanes
            await until_stopped(reach_and_poll(bot, dispatcher, parts, delivery), dispatcher)
        finally:
            await bot.session.close()
            await postman.session.close()
    log.info("stopped")


async def reach_and_poll(bot: Bot, dispatcher: Dispatcher, parts: Parts, delivery: Delivery) -> None:
    await reach(bot)
    scheduler = start_housekeeping(parts)
    reminding = Reminding(delivery, scheduler)
    introducing = asyncio.create_task(introduce(bot, parts.catalogues, parts.staff))
    log.info("polling")
    try:
        await dispatcher.start_polling(
            bot,
            handle_signals=False,
            close_bot_session=False,
            tasks_concurrency_limit=UPDATES_AT_ONCE,
            allowed_updates=dispatcher.resolve_used_update_types(),
        )
    finally:
        await reminding.stop()
        scheduler.shutdown(wait=False)
        introducing.cancel()
        await asyncio.gather(introducing, return_exceptions=True)


async def reach(bot: Bot) -> None:
    """Ask Telegram who we are until it answers: a machine may be up before its network.

    Raises `SettingsError` for a token that Telegram does not know.
    """
    backoff = Backoff(config=PAUSES)
    while True:
        try:
            await bot.me()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise SettingsError("BOT_TOKEN: Telegram does not know this token") from None
        except AiogramError as error:
            log.warning("telegram not reached", error=type(error).__name__, wait=round(backoff.next_delay, 1))
        else:
            return
        await backoff.asleep()


async def until_stopped(work: Coroutine[Any, Any, None], dispatcher: Dispatcher) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    polling = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((polling, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not polling.done():
        try:
            await dispatcher.stop_polling()
        except RuntimeError:  # polling has not begun: there is nothing in hand
            polling.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await polling
