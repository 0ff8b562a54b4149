"""What a process shares with others: through Redis where the settings name one, else nothing."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.entry.reminding import clock
from bot.settings import SettingsError
from bot.storage.engine import vault_of
from bot.telegram.build import Sharing
from bot.telegram.dialogue import DialogueStorage
from bot.telegram.recent import Recent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.settings import Settings


@asynccontextmanager
async def sharing(settings: Settings, engine: AsyncEngine, today: Callable[[], date]) -> AsyncIterator[Sharing]:
    """Give what the bot shares with other processes. Raises `SettingsError`."""
    own = Sharing(DialogueStorage(engine, today), Recent(clock))
    if settings.redis_url is None:
        yield own
        return
    try:
        from bot.shared.opening import through_redis  # noqa: PLC0415 - a small machine has no Redis
    except ModuleNotFoundError as error:
        raise SettingsError(f"REDIS_URL: {error.name} is not installed; `make scale` does that") from None
    address = settings.redis_url.get_secret_value()
    async with through_redis(address, vault_of(engine), f"qadam:{bot_id(settings)}", own) as shared:
        yield shared


def bot_id(settings: Settings) -> str:
    """Return the number of the bot, which is no secret: what stands before the colon of its token."""
    return settings.bot_token.get_secret_value().partition(":")[0] if settings.bot_token else "terminal"
