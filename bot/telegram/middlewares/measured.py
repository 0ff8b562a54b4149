"""Counts updates and times their handlers. What is measured has a name of our own code, nothing of a person."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from aiogram import BaseMiddleware
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram import Bot
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod
    from aiogram.methods.base import TelegramType
    from aiogram.types import TelegramObject

    from bot.telemetry.meters import Meters


class Counted(BaseMiddleware):
    """Counts each update by its kind."""

    def __init__(self, meters: Meters) -> None:
        self.meters = meters

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        self.meters.updates.labels(kind_of(event)).inc()
        with self.meters.in_hand.track_inprogress():
            return await handler(event, data)


def kind_of(event: TelegramObject) -> str:
    try:
        return event.event_type if isinstance(event, Update) else "other"
    except UpdateTypeLookupError:  # of a kind newer than aiogram
        return "other"


class Timed(BaseMiddleware):
    """Stands right before the handler, and so knows which one it is."""

    def __init__(self, meters: Meters) -> None:
        self.meters = meters

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        name = handler_name(data)
        began = time.perf_counter()
        try:
            result = await handler(event, data)
        except Exception:
            self.meters.failures.labels(name).inc()
            raise
        if result is not UNHANDLED:
            self.meters.handling.labels(name).observe(time.perf_counter() - began)
        return result


def handler_name(data: dict[str, Any]) -> str:
    callback = data["handler"].callback
    return f"{callback.__module__.rpartition('.')[2]}.{callback.__name__}"


class Metered(BaseRequestMiddleware):
    """Times each call of the Bot API and counts how it went."""

    def __init__(self, meters: Meters) -> None:
        self.meters = meters

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        name, began = method.__api_method__, time.perf_counter()
        try:
            answer = await make_request(bot, method)
        except Exception as error:
            self.meters.requests.labels(name, type(error).__name__).inc()
            raise
        self.meters.requests.labels(name, "ok").inc()
        self.meters.asking.labels(name).observe(time.perf_counter() - began)
        return answer
