"""Filters. They are asynchronous on purpose: aiogram sends others through a thread, for every update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

if TYPE_CHECKING:
    from aiogram.types import TelegramObject


class InPrivate(Filter):
    """A chat with one person. A tap on a message that Telegram no longer shows us counts too."""

    async def __call__(self, event: TelegramObject) -> bool:
        message = event.message if isinstance(event, CallbackQuery) else event
        chat = getattr(message, "chat", None)
        return chat is None or chat.type == ChatType.PRIVATE


class HasWords(Filter):
    """A message with words in it: a text, or the caption of a picture or a file."""

    async def __call__(self, event: TelegramObject) -> bool:
        return isinstance(event, Message) and bool((event.text or event.caption or "").strip())


class IsCommand(Filter):
    async def __call__(self, event: TelegramObject) -> bool:
        return isinstance(event, Message) and (event.text or "").startswith("/")
