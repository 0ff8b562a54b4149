"""Gives handlers the person, the texts of their language and the day; binds the update to the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from aiogram import BaseMiddleware
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import Update

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import date

    from aiogram.types import TelegramObject

    from bot.i18n.catalogue import Texts
    from bot.services.people import People
    from bot.services.remind.keeper import Keeper


@dataclass(frozen=True, slots=True)
class PersonMiddleware(BaseMiddleware):
    people: People
    catalogues: Mapping[str, Texts]
    today: Callable[[], date]
    keeper: Keeper

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        user, chat = data.get("event_from_user"), data.get("event_chat")
        if not isinstance(event, Update) or (chat and chat.type != ChatType.PRIVATE):
            return await handler(event, data)
        if user is None or user.is_bot:
            return None  # nobody to answer
        known = await self.people.meet(user.id, user.language_code)
        if known.person.blocked and not went(event):
            await self.keeper.welcome_back(user.id)
        data["person"] = known.person
        data["sure_of_language"] = known.sure
        data["t"] = self.catalogues[known.person.language]
        data["today"] = self.today()
        with structlog.contextvars.bound_contextvars(update_id=event.update_id, kind=event.event_type):
            return await handler(event, data)


def went(update: Update) -> bool:
    """Tell whether an update says that the person has just blocked the bot."""
    member = update.my_chat_member
    return member is not None and member.new_chat_member.status == ChatMemberStatus.KICKED
