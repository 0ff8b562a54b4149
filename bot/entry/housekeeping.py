"""Daily housekeeping. APScheduler only wakes it, in memory: nothing that was promised to anybody rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.retention import ABANDONED_AFTER, SETTLED_KEPT
from bot.storage.dialogue import forget_dialogues
from bot.storage.engine import alone_at, writing
from bot.storage.reminders import forget_settled
from bot.storage.wipe import empty_log

if TYPE_CHECKING:
    from bot.telegram.build import Parts

log = structlog.get_logger(__name__)


def start_housekeeping(parts: Parts) -> AsyncIOScheduler:
    """Keep house now and once a day, beside everything else."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(keep_house, args=[parts], misfire_grace_time=None)
    scheduler.add_job(keep_house, "interval", hours=24, args=[parts], misfire_grace_time=None, coalesce=True)
    scheduler.start()
    return scheduler


async def keep_house(parts: Parts) -> None:
    """Keep house, unless another process does so right now. A fault is left to the next day."""
    try:
        async with alone_at(parts.engine, "housekeeping") as mine:
            if mine:
                await tidy(parts)
    except SQLAlchemyError as error:
        log.error("house not kept", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person


async def tidy(parts: Parts) -> None:
    """Forget what is over, plan reminders by the rules of today, and say which answers are due for a review."""
    today = parts.today()
    async with writing(parts.engine) as connection:
        settled = await forget_settled(connection, parts.keeper.now(), SETTLED_KEPT)
    replanned = await parts.keeper.follow_rules()
    forgotten = await forget_dialogues(parts.engine, today - ABANDONED_AFTER)
    await empty_log(parts.engine)  # as far as nobody was in the way when somebody was erased
    nodes = parts.screens.library.graph.nodes.values()
    due = sorted(node.id for node in nodes if node.review_by <= today)
    log.info(
        "housekeeping",
        forgotten_dialogues=forgotten,
        forgotten_reminders=settled,
        people_planned_anew=replanned,
        topics_due_for_review=due,
    )
