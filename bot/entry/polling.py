"""The bot on Telegram by long polling: one process, no door to the outside."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.entry.health import health_of
from bot.entry.serving import SECONDS_TO_FINISH, UPDATES_AT_ONCE, at_work, reach, serving, stop_signal, until_answered

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from aiogram import Dispatcher

    from bot.entry.knowledge import Knowledge
    from bot.entry.serving import Serving
    from bot.settings import Settings

log = structlog.get_logger(__name__)


async def poll(settings: Settings, knowledge: Knowledge) -> None:
    """Answer updates until SIGTERM or SIGINT; updates in hand are finished first."""
    async with serving(settings, knowledge) as served:
        served.dispatcher.shutdown.register(partial(served.in_flight.drain, SECONDS_TO_FINISH))
        await until_stopped(reach_and_poll(served, settings), served.dispatcher)


async def reach_and_poll(served: Serving, settings: Settings) -> None:
    await reach(served.bot)
    # With a webhook of before, Telegram gives no updates to whoever asks.
    await until_answered(partial(served.bot.delete_webhook, drop_pending_updates=False))
    async with health_of(served.parts, settings), at_work(served):
        log.info("polling")
        await served.dispatcher.start_polling(
            served.bot,
            handle_signals=False,
            close_bot_session=False,
            tasks_concurrency_limit=UPDATES_AT_ONCE,
            allowed_updates=served.dispatcher.resolve_used_update_types(),
        )


async def until_stopped(work: Coroutine[Any, Any, None], dispatcher: Dispatcher) -> None:
    stop = stop_signal()
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
