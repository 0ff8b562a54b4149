"""Looks every hour for people who have been silent for long. What is due stands in the database."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.entry.reminding import clock
from bot.preview.conversation import PERSON
from bot.services.privacy.silence import Silence
from bot.storage.engine import alone_at
from bot.telegram.sender import deliver

if TYPE_CHECKING:
    from aiogram import Bot
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.telegram.build import Parts

log = structlog.get_logger(__name__)


def watch_silence(scheduler: AsyncIOScheduler, parts: Parts, postman: Bot) -> None:
    """Look now and every hour."""
    silence = silence_of(parts, postman)
    scheduler.add_job(look, args=[silence], misfire_grace_time=None)
    scheduler.add_job(look, "interval", hours=1, args=[silence], misfire_grace_time=None, coalesce=True)


def silence_of(parts: Parts, postman: Bot) -> Silence:
    send = partial(deliver, postman)
    return Silence(parts.keeper, parts.catalogues, parts.retention, send, parts.pace, clock, asyncio.sleep, PERSON)


async def look(silence: Silence) -> None:
    try:
        async with alone_at(silence.keeper.engine, "silence") as mine:
            if mine:  # else somebody would be told twice
                await silence.look()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next hour tries again
        log.error("silence not looked at", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person
