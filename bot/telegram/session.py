"""aiogram's session, which does not forget what the answers of Telegram look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType


class Session(AiohttpSession):
    """Holds the type of each method's answer.

    Pydantic lets a generic type go with the garbage; to make it anew would take longer than all else about a request.
    """

    def __init__(self, api_url: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(api_url))
        self.shapes: dict[type[TelegramMethod[Any]], type[Response[Any]]] = {}

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        kind = type(method)
        if kind not in self.shapes:
            self.shapes[kind] = Response[method.__returning__]  # type: ignore[name-defined]  # as aiogram does
        return super().check_response(bot, method, status_code, content)
