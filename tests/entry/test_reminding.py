"""The delivery is woken by a tick and by a notice that comes before it; whatever happens, it goes on."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from structlog.testing import capture_logs

from bot.entry.reminding import TICK, Reminding
from bot.services.remind.keeper import Alarm
from bot.services.remind.tally import Tally
from bot.telemetry.meters import Meters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Passes:
    """Counts the passes of a delivery; the first may fail."""

    def __init__(self) -> None:
        self.count = 0
        self.stopping = False
        self.fails = False
        self.passed = asyncio.Event()
        self.keeper = self
        self.alarm = Alarm()

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    async def run(self) -> Tally:
        self.count += 1
        self.passed.set()
        if self.fails:
            raise RuntimeError("somebody's words")
        return Tally(planned=1)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while self.count < count:
                self.passed.clear()
                await self.passed.wait()


@pytest.fixture
def passes() -> Passes:
    return Passes()


@pytest.fixture
async def reminding(passes: Passes) -> AsyncIterator[Reminding]:
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.start()
    made = Reminding(passes, scheduler, Meters())  # type: ignore[arg-type]  # all that it asks of a delivery
    yield made
    await made.stop()
    scheduler.shutdown(wait=False)


async def test_it_delivers_at_once_and_at_every_tick(passes: Passes, reminding: Reminding) -> None:
    await passes.until(1)
    (job,) = reminding.scheduler.get_jobs()
    assert job.trigger.interval == TICK
    job.modify(next_run_time=datetime.now(UTC))
    await passes.until(2)


async def test_a_notice_before_the_next_tick_wakes_it_earlier(passes: Passes, reminding: Reminding) -> None:
    await passes.until(1)
    passes.alarm.at(datetime.now(UTC) + timedelta(seconds=0.2))
    await passes.until(2)


async def test_a_notice_after_the_next_tick_is_left_to_it(passes: Passes, reminding: Reminding) -> None:
    await passes.until(1)
    passes.alarm.at(datetime.now(UTC) + TICK * 2)
    passes.alarm.at(None)
    assert len(reminding.scheduler.get_jobs()) == 1


async def test_a_pass_that_fails_does_not_end_it_and_quotes_nobody(passes: Passes, reminding: Reminding) -> None:
    await passes.until(1)
    with capture_logs() as logs:
        passes.fails = True
        await reminding.wake()
        await passes.until(2)
        passes.fails = False
        await reminding.wake()
        await passes.until(3)
    assert [log["event"] for log in logs] == ["reminders not delivered", "reminders"]
    assert "somebody" not in str(logs)


async def test_after_a_stop_nothing_wakes_it(passes: Passes, reminding: Reminding) -> None:
    await passes.until(1)
    await reminding.stop()
    passes.alarm.at(datetime.now(UTC))
    assert reminding.task.done()
    assert passes.count == 1
