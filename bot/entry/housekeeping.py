"""Daily housekeeping. APScheduler only wakes it, in memory: nothing that was promised to anybody rests on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.storage.dialogue import forget_dialogues

if TYPE_CHECKING:
    from bot.telegram.build import Parts

ABANDONED_AFTER = timedelta(days=30)
log = structlog.get_logger(__name__)


def start_housekeeping(parts: Parts) -> AsyncIOScheduler:
    """Keep house now and once a day, beside everything else."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(keep_house, args=[parts], misfire_grace_time=None)
    scheduler.add_job(keep_house, "interval", hours=24, args=[parts], misfire_grace_time=None, coalesce=True)
    scheduler.start()
    return scheduler


async def keep_house(parts: Parts) -> None:
    """Forget inputs that nobody finished, and say which answers are due for a review."""
    today = parts.today()
    forgotten = await forget_dialogues(parts.engine, today - ABANDONED_AFTER)
    nodes = parts.screens.library.graph.nodes.values()
    due = sorted(node.id for node in nodes if node.review_by <= today)
    log.info("housekeeping", forgotten_dialogues=forgotten, topics_due_for_review=due)
