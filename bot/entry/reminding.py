"""Wakes the delivery of reminders. APScheduler only ticks, in memory: what is due stands in the database."""

from __future__ import annotations

import asyncio
import secrets
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.preview.conversation import PERSON
from bot.services.remind.delivery import Delivery
from bot.storage.reminders import Chats
from bot.telegram.sender import deliver

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from aiogram import Bot
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.domain.pace import Pace
    from bot.domain.remind.delivery import Outcome
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from bot.services.views import View
    from bot.telemetry.meters import Meters

TICK = timedelta(seconds=20)
SECONDS_TO_FINISH = 10
IN_TERMINAL, ON_TELEGRAM = Chats(PERSON, alone=True), Chats(PERSON)
"""The terminal speaks for the one person in front of it, Telegram for everybody else."""
clock = time.monotonic
log = structlog.get_logger(__name__)


def delivery_by(bot: Bot, keeper: Keeper, notices: Notices, pace: Pace, among: Chats) -> Delivery:
    """Return the delivery that sends by a bot."""
    send: Callable[[int, View], Awaitable[Outcome]] = partial(deliver, bot)
    return Delivery(keeper, notices, send, pace, clock, secrets.token_hex(8), among)


class Reminding:
    """Delivers whenever it is woken: by the tick, and by a notice that is due before the next tick."""

    def __init__(self, delivery: Delivery, scheduler: AsyncIOScheduler, meters: Meters) -> None:
        self.delivery = delivery
        self.meters = meters
        self.scheduler = scheduler
        self.woken = asyncio.Event()
        self.task = asyncio.create_task(self.deliver_when_woken())
        delivery.keeper.alarm.listener = self.hear
        scheduler.add_job(self.wake, "interval", seconds=TICK.total_seconds(), misfire_grace_time=None, coalesce=True)

    async def wake(self) -> None:
        self.woken.set()

    def hear(self, moment: datetime) -> None:
        """Wake for a notice that is due before the next tick comes."""
        if moment - self.delivery.now <= TICK:
            self.scheduler.add_job(self.wake, "date", run_date=moment, misfire_grace_time=None)

    async def deliver_when_woken(self) -> None:
        while not self.delivery.stopping:
            self.woken.clear()
            try:
                tally = await self.delivery.run()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next tick tries again
                log.error("reminders not delivered", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person
            else:
                self.meters.count(tally)
                if tally.planned:
                    log.info("reminders", **tally.as_dict())
            await self.woken.wait()

    async def stop(self) -> None:
        """Finish the message in hand and give back the others."""
        self.delivery.keeper.alarm.listener = None
        self.delivery.stopping = True
        self.woken.set()
        _, unfinished = await asyncio.wait({self.task}, timeout=SECONDS_TO_FINISH)
        if unfinished:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
