"""One delivery of what is due at a moment, for cron, drills and tests."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from aiogram import Bot

from bot.domain.pace import Pace
from bot.entry.database import open_database
from bot.entry.knowledge import clock_in
from bot.entry.reminding import IN_TERMINAL, ON_TELEGRAM, clock, delivery_by
from bot.entry.runtime import keeping
from bot.entry.sharing import sharing
from bot.preview.conversation import PREVIEW_TOKEN
from bot.preview.session import TerminalSession, aside
from bot.services.remind.tally import Tally
from bot.telegram.build import build_postman
from bot.telemetry.meters import Meters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.remind.delivery import Delivery
    from bot.settings import Settings
    from bot.telegram.build import Sharing

PATIENCE_ONCE = 60.0
"""Seconds of silence that Telegram may ask for before a single pass gives up."""


async def remind(
    settings: Settings, texts: tuple[Mapping[str, Texts], Library], moment: datetime | None, *, once: bool
) -> Tally:
    """Deliver what is due at a moment, now by default. Returns what was done.

    `once` tries each notice a single time; else those that fail are tried again until all that was due is settled.
    Without a token the person in front of the terminal is reminded.
    """
    catalogues, library = texts
    now = clock_from(settings, moment)
    async with (
        open_database(settings) as (engine, _, _),
        sharing(settings, engine, lambda: now().date()) as shared,
        postman_of(settings, shared) as bot,
    ):
        keeper, notices = keeping(settings, engine, library, catalogues, now)
        await keeper.follow_rules()
        delivery = delivery_by(bot, keeper, notices, Pace(), ON_TELEGRAM if settings.bot_token else IN_TERMINAL)
        delivery.lanes, delivery.limits = settings.reminder_lanes, shared.limits
        delivery.patience = PATIENCE_ONCE if once else float("inf")
        tally = await delivery.run() if once else await until_settled(delivery)
        tally.waiting = await delivery.count_waiting()
        return tally


@asynccontextmanager
async def postman_of(settings: Settings, shared: Sharing) -> AsyncIterator[Bot]:
    """Give who carries the reminders: without a token, one who shows them here."""
    if token := settings.bot_token:
        bot = build_postman(token.get_secret_value(), settings.bot_api_url, shared, Meters())
    else:
        bot = Bot(PREVIEW_TOKEN, TerminalSession(aside))
    try:
        yield bot
    finally:
        await bot.session.close()


async def until_settled(delivery: Delivery) -> Tally:
    """Deliver until nothing that was due at the beginning is left, waiting for what must be tried again."""
    began, total = delivery.now, Tally()
    while True:
        total.add(await delivery.run())
        upcoming = await delivery.next_open(began)
        if upcoming is None:
            return total
        await asyncio.sleep(max((upcoming - delivery.now).total_seconds(), 0.0))


def clock_from(settings: Settings, moment: datetime | None) -> Callable[[], datetime]:
    """Return the clock, or one that shows a moment now and goes on from there."""
    real = clock_in(settings.timezone)
    if moment is None:
        return real
    aware = moment if moment.tzinfo else moment.replace(tzinfo=real().tzinfo)
    began = clock()
    return lambda: aware + timedelta(seconds=clock() - began)
