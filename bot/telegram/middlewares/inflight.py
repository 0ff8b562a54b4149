"""Counts updates in hand, so that a stop can wait for them: aiogram itself would cut them off. Then forgets them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiogram import BaseMiddleware
from aiogram.types import Update

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram.types import TelegramObject


class InFlight(BaseMiddleware):
    def __init__(self) -> None:
        self.count = 0
        self.idle = asyncio.Event()
        self.idle.set()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        self.count += 1
        self.idle.clear()
        try:
            return await handler(event, data)
        finally:
            forget_updates()
            self.count -= 1
            if not self.count:
                self.idle.set()

    async def drain(self, seconds: float) -> bool:
        """Wait until nothing is in hand. Returns whether that was so in time."""
        try:
            async with asyncio.timeout(seconds):
                await self.idle.wait()
        except TimeoutError:
            return False
        return True


def forget_updates() -> None:
    """Empty a cache of aiogram's: it keeps the last 128 updates whole, words and names, to know their kind."""
    Update.__dict__["event_type"].fget.cache_clear()
