"""Repeats a request that Telegram refused for the moment: too many at once, a fault on its side, a cut line.

An answer to a person may be repeated once too often, which is better than not at all. Reminders need more care than
this and do not rest on it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import structlog
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram import Bot
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod
    from aiogram.methods.base import TelegramType

ATTEMPTS = 4
LONGEST_WAIT = 60.0
# Polling has its own patience, and so has the start, which needs to know who the bot is.
NEEDED = ("getUpdates", "getMe")
log = structlog.get_logger(__name__)


class Patience(BaseRequestMiddleware):
    """`sleep` takes seconds; a test passes its own."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.sleep = sleep

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__ in NEEDED:
            return await make_request(bot, method)
        try:
            return await self.repeated(make_request, bot, method)
        except ClientDecodeError as error:
            if not (isinstance(error.data, dict) and error.data.get("ok") is True):
                raise
            log.warning("answer not understood, but done", method=method.__api_method__)
            return cast("Response[TelegramType]", None)

    async def repeated(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        for attempt in range(1, ATTEMPTS):
            try:
                return await make_request(bot, method)
            except (TelegramRetryAfter, TelegramServerError, TelegramNetworkError) as error:
                pause = wait_after(error, attempt)
                if pause > LONGEST_WAIT:
                    raise
                log.warning("request delayed", method=method.__api_method__, reason=type(error).__name__, wait=pause)
            await self.sleep(pause)
        return await make_request(bot, method)


def wait_after(error: Exception, attempt: int) -> float:
    """Return the seconds to wait: those that Telegram names, else twice as long each time, from half a second."""
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.25 * 2**attempt
