"""What is no text: voice, pictures, stickers. And other places: groups get one line, channels nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.deep_linking import create_start_link

from bot.services.people import guessed_language
from bot.telegram.filters import IsCommand
from bot.telegram.show import send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts
    from bot.services.screens import Screens

# Telegram reports these as messages, but nobody said anything.
SERVICE = ("new_chat_members", "left_chat_member", "pinned_message", "message_auto_delete_timer_changed")


def private_router() -> Router:
    other = Router(name="other")
    other.message.register(no_words)
    return other


def group_router() -> Router:
    """In groups the bot speaks only when a command is addressed to it, so that nobody's question becomes public."""
    groups = Router(name="groups")
    groups.message.register(come_to_private, IsCommand())
    return groups


async def no_words(message: Message, bot: Bot, screens: Screens, t: Texts) -> None:
    if any(getattr(message, name, None) for name in SERVICE):
        return
    text = t("Text only, please. I cannot read voice messages or photos.")
    await send(bot, message.chat.id, screens.menu(t, text))


async def come_to_private(message: Message, bot: Bot, catalogues: Mapping[str, Texts]) -> None:
    language, _ = guessed_language(message.from_user.language_code if message.from_user else None)
    t = catalogues[language]
    url = await create_start_link(bot, "help")
    button = InlineKeyboardButton(text=t("Write to me privately"), url=url)
    text = t("In groups I stay silent, so that nobody’s question becomes public. Please write to me privately.")
    await message.reply(text, reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
