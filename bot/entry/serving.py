"""What a bot on Telegram does beside answering, whichever way updates come in: reminding, keeping house."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.entry.housekeeping import start_housekeeping
from bot.entry.reminding import ON_TELEGRAM, Reminding, delivery_by
from bot.entry.runtime import open_parts
from bot.entry.silence import watch_silence
from bot.settings import SettingsError
from bot.telegram.build import build_bot, build_dispatcher, build_postman, introduce

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from typing import Any

    from aiogram import Bot, Dispatcher

    from bot.entry.knowledge import Knowledge
    from bot.settings import Settings
    from bot.telegram.build import Parts
    from bot.telegram.middlewares.inflight import InFlight

UPDATES_AT_ONCE = 64
SECONDS_TO_FINISH = 10
PAUSES = BackoffConfig(min_delay=1, max_delay=30, factor=1.5, jitter=0.1)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Serving:
    """An open bot. `lanes`: reminders that may be under way at once."""

    parts: Parts
    bot: Bot
    postman: Bot
    dispatcher: Dispatcher
    in_flight: InFlight
    lanes: int


@asynccontextmanager
async def serving(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Serving]:
    """Open all that a bot on Telegram needs, and close it at the end."""
    assert settings.bot_token, "the command checks this"
    token, url = settings.bot_token.get_secret_value(), settings.bot_api_url
    async with open_parts(settings, knowledge) as parts:
        bot = build_bot(token, url, parts.pace, parts.shared, parts.meters)
        postman = build_postman(token, url, parts.shared, parts.meters)
        try:
            yield Serving(parts, bot, postman, *build_dispatcher(parts), settings.reminder_lanes)
        finally:
            await bot.session.close()
            await postman.session.close()
    log.info("stopped")


@asynccontextmanager
async def at_work(served: Serving) -> AsyncIterator[None]:
    """Keep house and remind, beside what happens within."""
    parts = served.parts
    delivery = delivery_by(served.postman, parts.keeper, parts.notices, parts.pace, ON_TELEGRAM)
    delivery.lanes, delivery.limits = served.lanes, parts.shared.limits
    scheduler = start_housekeeping(parts)
    watch_silence(scheduler, parts, served.postman)
    reminding = Reminding(delivery, scheduler, parts.meters)
    introducing = asyncio.create_task(introduce(served.bot, parts.catalogues, parts.staff))
    try:
        yield
    finally:
        await reminding.stop()
        scheduler.shutdown(wait=False)
        introducing.cancel()
        await asyncio.gather(introducing, return_exceptions=True)


async def reach(bot: Bot) -> None:
    """Ask Telegram who we are until it answers."""
    await until_answered(bot.me)


async def until_answered(ask: Callable[[], Awaitable[object]]) -> None:
    """Ask Telegram for something until it answers: a machine may be up before its network.

    Raises `SettingsError` for a token that Telegram does not know.
    """
    backoff = Backoff(config=PAUSES)
    while True:
        try:
            await ask()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise SettingsError("BOT_TOKEN: Telegram does not know this token") from None
        except AiogramError as error:
            log.warning("telegram not reached", error=type(error).__name__, wait=round(backoff.next_delay, 1))
        else:
            return
        await backoff.asleep()


def stop_signal() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop


async def done_before(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Work until it is done or the stop comes. Returns whether it was done; raises what the work raised."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        await working
        return True
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    return False
