"""Keeps one update that aiogram cannot read, perhaps of a kind newer than itself, from stopping all others for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import structlog
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import GetUpdates
from aiogram.types import Update
from pydantic import ValidationError

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod
    from aiogram.methods.base import TelegramType

log = structlog.get_logger(__name__)


class Readable(BaseRequestMiddleware):
    """Reads updates one by one where they cannot be read together; of what cannot be read only the number is left.

    The number is needed: without it the update is never confirmed, and Telegram gives it out again, a day long.
    """

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except ClientDecodeError as error:
            found = error.data.get("result") if isinstance(error.data, dict) else None
            if not isinstance(method, GetUpdates) or not isinstance(found, list):
                raise
            updates = [read(raw, bot) for raw in found]
        log.warning("updates not understood", among=len(updates))
        return cast("Response[TelegramType]", updates)


def read(raw: dict[str, Any], bot: Bot) -> Update:
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError:
        return Update(update_id=raw["update_id"]).as_(bot)
