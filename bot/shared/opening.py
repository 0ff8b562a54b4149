"""Opens the way to Redis, and gives what goes through it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.shared.dialogue import SharedDialogue, SharedTurns
from bot.shared.limits import SharedLimits
from bot.shared.link import Link, client_for
from bot.shared.recent import SharedRecent
from bot.shared.seen import SharedSeen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.vault import Vault
    from bot.telegram.build import Sharing


@asynccontextmanager
async def through_redis(url: str, vault: Vault, prefix: str, own: Sharing) -> AsyncIterator[Sharing]:
    """Give what processes share; `own` is what this one has by itself, for when Redis is away.

    Raises `ValueError` for what is no address. A Redis that does not answer is no fault.
    """
    client = client_for(url)
    link = Link(client, vault, prefix)
    try:
        await link.ask(lambda: client.get(link.key("hello", "?")), None)  # if it is away, that is said at the start
        yield replace(
            own,
            dialogue=SharedDialogue(link, own.dialogue),
            turns=SharedTurns(link, own.turns),
            recent=SharedRecent(link, own.recent.clock),
            limits=SharedLimits(link),
            seen=SharedSeen(link),
            redis_answers=lambda: link.up,
        )
    finally:
        await client.aclose()
