"""The last resort: whatever fails is logged without anybody's words, and the person gets one short apology."""

from __future__ import annotations

from traceback import extract_tb
from typing import TYPE_CHECKING

import structlog
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramForbiddenError

from bot.library.render import messages
from bot.services.views import View
from bot.telegram.show import send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram import Bot
    from aiogram.types import ErrorEvent

    from bot.i18n.catalogue import Texts

log = structlog.get_logger(__name__)


async def report(event: ErrorEvent, bot: Bot, catalogues: Mapping[str, Texts], t: Texts | None = None) -> None:
    """Log the place of the fault, never its message: an exception may quote what a person wrote."""
    if isinstance(event.exception, TelegramForbiddenError):
        log.info("person does not want messages")
        return
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(event.exception.__traceback__)]
    log.error("update failed", error=type(event.exception).__name__, where=where[-5:])
    message = event.update.message or event.update.edited_message
    query = event.update.callback_query
    person = message.from_user if message else query.from_user if query else None
    if person is None or (message and message.chat.id != person.id):
        return
    t = t or catalogues["ru"]
    text = t("Something broke, and it is our fault. Please try again later.")
    try:
        await send(bot, person.id, View(messages(text)))
    except (TelegramAPIError, ClientDecodeError) as error:
        log.warning("apology not delivered", error=type(error).__name__)
