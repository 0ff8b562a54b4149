"""Tells the pace of every message that goes out, so that reminders leave room for answers to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramRetryAfter

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiogram import Bot
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod
    from aiogram.methods.base import TelegramType

    from bot.domain.pace import Pace
    from bot.services.shared.limits import Limits


class Room(BaseRequestMiddleware):
    """`clock` tells seconds that never go back, the same as that of the delivery.

    `limits` are those of all processes together.
    """

    def __init__(self, pace: Pace, limits: Limits, clock: Callable[[], float]) -> None:
        self.pace = pace
        self.limits = limits
        self.clock = clock

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__.startswith(("send", "edit")):
            chat_id = getattr(method, "chat_id", None)
            self.pace.answered(chat_id if isinstance(chat_id, int) else 0, self.clock())
            await self.limits.spent()
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self.pace.hold(error.retry_after, self.clock())
            await self.limits.hush(error.retry_after)
            raise
