"""Carries a reminder to a person, once, and says what came of it. Trying again is the delivery's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError

from bot.domain.remind.delivery import SEND_TIMEOUT, Broken, Paused, Refused, Sent, Unknown, Unsent
from bot.telegram.keyboards import entities, keyboard
from bot.telegram.show import NO_PREVIEW

if TYPE_CHECKING:
    from aiogram import Bot

    from bot.domain.remind.delivery import Outcome
    from bot.services.views import View

# In the words of Telegram, which has no code for them.
NOBODY_THERE = ("chat not found", "user not found", "PEER_ID_INVALID", "USER_DEACTIVATED", "user is deactivated")
AFTER_BAD_TOKEN = 300.0
"""Seconds of silence after Telegram did not know the token: nothing can be sent, whoever it is for."""
log = structlog.get_logger(__name__)


async def deliver(bot: Bot, chat_id: int, view: View) -> Outcome:
    """Send the one message of a view. Raises nothing."""
    message = view.messages[0]
    try:
        sent = await bot.send_message(
            chat_id,
            message.text,
            entities=entities(message),
            reply_markup=keyboard(view.buttons),
            link_preview_options=NO_PREVIEW,
            request_timeout=SEND_TIMEOUT,
        )
    except AiogramError as error:
        return outcome(error)
    return Sent(sent.message_id)


def outcome(error: AiogramError) -> Outcome:  # noqa: PLR0911 - one line an outcome
    match error:
        case TelegramRetryAfter():
            return Paused(error.retry_after)
        case TelegramForbiddenError():
            return Refused()
        case TelegramBadRequest():
            return Refused() if any(words in error.message for words in NOBODY_THERE) else Broken()
        case TelegramUnauthorizedError() | TelegramNotFound():
            log.error("Telegram does not know the token")
            return Paused(AFTER_BAD_TOKEN)
        case TelegramNetworkError() if isinstance(error.__context__, ClientConnectorError):
            return Unsent()
        case ClientDecodeError() if isinstance(error.data, dict) and error.data.get("ok") is True:
            return Sent(0)
        case _:
            return Unknown()
