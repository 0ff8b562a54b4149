"""A process that only reminds and keeps house, beside those that answer people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.entry.health import health_of
from bot.entry.serving import at_work, done_before, reach, serving, stop_signal

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge
    from bot.settings import Settings

log = structlog.get_logger(__name__)


async def work(settings: Settings, knowledge: Knowledge) -> None:
    """Remind until SIGTERM or SIGINT; the message in hand is finished first."""
    async with serving(settings, knowledge) as served:
        stop = stop_signal()
        if not await done_before(stop, reach(served.bot)):
            return
        async with health_of(served.parts, settings), at_work(served):
            log.info("reminding")
            await stop.wait()
