"""Commands of those who run the bot, and of volunteers in their group. For anybody else they do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.filters import Command, Filter

from bot.services.people import guessed_language
from bot.telegram.show import send

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aiogram.types import Message

    from bot.i18n.catalogue import Texts
    from bot.services.staff import Staff


class FromAdmin(Filter):
    async def __call__(self, message: Message, staff: Staff) -> bool:
        return message.from_user is not None and message.from_user.id in staff.admins


class AmongVolunteers(Filter):
    async def __call__(self, message: Message, staff: Staff) -> bool:
        return message.chat.id == staff.volunteers


def router() -> Router:
    """Return the commands in private; they stand before those that say that a command does not exist."""
    admins = Router(name="admins")
    admins.message.register(status, Command("status"), FromAdmin())
    admins.message.register(due, Command("due"), FromAdmin())
    return admins


def volunteers_router() -> Router:
    volunteers = Router(name="volunteers")
    volunteers.message.register(due_in_group, Command("due"), AmongVolunteers())
    return volunteers


async def status(message: Message, bot: Bot, staff: Staff, t: Texts, today: date) -> None:
    await send(bot, message.chat.id, await staff.status(t, today))


async def due(message: Message, bot: Bot, staff: Staff, t: Texts, today: date) -> None:
    await send(bot, message.chat.id, staff.due(t, today))


async def due_in_group(
    message: Message, bot: Bot, staff: Staff, catalogues: Mapping[str, Texts], day: Callable[[], date]
) -> None:
    language, _ = guessed_language(message.from_user.language_code if message.from_user else None)
    await send(bot, message.chat.id, staff.due(catalogues[language], day()))
