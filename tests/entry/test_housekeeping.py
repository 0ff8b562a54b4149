"""What the bot does once a day."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED
from structlog.testing import capture_logs

from bot.domain.retention import ABANDONED_AFTER
from bot.entry.housekeeping import keep_house, start_housekeeping
from bot.entry.runtime import open_parts
from bot.settings import Settings
from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from bot.telegram.build import Parts

BEGUN = Dialogue("Choosing:language", {"address": "m"})


@pytest.fixture
async def parts(tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Parts]:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path}/qadam.db")
    async with open_parts(settings, knowledge) as opened:
        yield opened


async def test_an_abandoned_input_is_forgotten_and_a_recent_one_kept(parts: Parts, today: date) -> None:
    await save_dialogue(parts.engine, 1, BEGUN, today - ABANDONED_AFTER - timedelta(days=1))
    await save_dialogue(parts.engine, 2, BEGUN, today - ABANDONED_AFTER)
    await keep_house(parts)
    assert await find_dialogue(parts.engine, 1) == Dialogue()
    assert await find_dialogue(parts.engine, 2) == BEGUN


async def test_the_log_says_which_topics_are_due_for_a_review(parts: Parts) -> None:
    with capture_logs() as quiet:
        await keep_house(parts)
    assert quiet[-1]["topics_due_for_review"] == []


async def test_it_is_woken_at_the_start_and_once_a_day(parts: Parts, today: date) -> None:
    await save_dialogue(parts.engine, 1, BEGUN, today - ABANDONED_AFTER - timedelta(days=1))
    kept_house = asyncio.Event()
    scheduler = start_housekeeping(parts)
    scheduler.add_listener(lambda _: kept_house.set(), EVENT_JOB_EXECUTED)
    await asyncio.wait_for(kept_house.wait(), 5)
    assert await find_dialogue(parts.engine, 1) == Dialogue()
    (daily,) = scheduler.get_jobs()
    assert daily.trigger.interval == timedelta(days=1)
    scheduler.shutdown(wait=False)
