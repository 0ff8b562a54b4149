"""Puts a view into a chat: as new messages, or in the place of the message whose button was tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, LinkPreviewOptions, Message

from bot.telegram.keyboards import entities, keyboard

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.types import CallbackQuery

    from bot.services.views import Attachment, View

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat_id: int, view: View) -> None:
    if view.attachment:
        await send_attached(bot, chat_id, view, view.attachment)
    else:
        await send_rest(bot, chat_id, view, start=0)


async def send_attached(bot: Bot, chat_id: int, view: View, attachment: Attachment) -> None:
    """Send a file with the view's one message below it."""
    file = BufferedInputFile(attachment.content, attachment.name)
    caption = view.messages[0]
    styles, keys = entities(caption), keyboard(view.buttons)
    if attachment.picture:
        await bot.send_photo(chat_id, file, caption=caption.text, caption_entities=styles, reply_markup=keys)
    else:
        await bot.send_document(chat_id, file, caption=caption.text, caption_entities=styles, reply_markup=keys)


async def send_rest(bot: Bot, chat_id: int, view: View, start: int) -> None:
    last = len(view.messages) - 1
    for index, message in enumerate(view.messages[start:], start):
        await bot.send_message(
            chat_id,
            message.text,
            entities=entities(message),
            reply_markup=keyboard(view.buttons) if index == last else None,
            link_preview_options=NO_PREVIEW,
        )


async def replace(query: CallbackQuery, view: View) -> None:
    """Show a view where the tapped button stood. A message too old to be edited gets a new one below it.

    A file never takes the place of a text, so that the answer stays readable above it.
    """
    assert query.bot, "a query that came from Telegram has its bot"
    first = view.messages[0]
    alone = len(view.messages) == 1
    if view.attachment or not isinstance(query.message, Message):
        await send(query.bot, query.from_user.id, view)
        return
    try:
        await query.message.edit_text(
            first.text,
            entities=entities(first),
            reply_markup=keyboard(view.buttons) if alone else None,
            link_preview_options=NO_PREVIEW,
        )
    except TelegramBadRequest as error:
        if "message is not modified" in error.message:
            return
        await send(query.bot, query.message.chat.id, view)
        return
    await send_rest(query.bot, query.message.chat.id, view, start=1)


async def acknowledge(query: CallbackQuery) -> None:
    """Stop the clock on the tapped button. A query older than Telegram remembers needs none."""
    try:
        await query.answer()
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:
            raise
