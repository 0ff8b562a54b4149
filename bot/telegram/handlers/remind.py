"""/remind, and people who block the bot or come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from aiogram import Bot, Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command, CommandObject

from bot.domain.remind.address import SetUp
from bot.domain.stay_address import Asked, Purpose
from bot.telegram.dialogue import await_day
from bot.telegram.show import send

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import ChatMemberUpdated, Message

    from bot.services.answers import Answers
    from bot.services.remind.keeper import Keeper
    from bot.services.stay.stays import Stays
    from bot.storage.people import Person

log = structlog.get_logger(__name__)


def router() -> Router:
    reminders = Router(name="remind")
    reminders.message.register(remind, Command("remind"))
    reminders.my_chat_member.register(came_or_went)
    return reminders


async def remind(
    message: Message,
    bot: Bot,
    command: CommandObject,
    state: FSMContext,
    person: Person,
    answers: Answers,
    stays: Stays,
    today: date,
) -> None:
    """Keep the day and the words behind the command at once; without them show how reminders are set up.

    Words that sound like danger get help lines first, and are not kept if they name it.
    """
    reply = await answers.ask_aside(command.args or "", person.language, today, chosen=person.chosen)
    for view in reply.views if reply.in_danger else ():
        await send(bot, message.chat.id, view)
    if reply.named:
        await state.clear()
        return
    if command.args:
        purpose = Purpose(Asked.OWN)
        view = (await stays.write(purpose, command.args, person.chat_id, person.language, today)).view
    else:
        view = await stays.open(SetUp(), person.chat_id, person.language, today)
    await await_day(state, view.awaits)
    await send(bot, message.chat.id, view)


async def came_or_went(event: ChatMemberUpdated, person: Person, keeper: Keeper) -> None:
    """Let reminders rest while the bot is blocked. Whoever comes back is noticed before any handler."""
    if event.new_chat_member.status == ChatMemberStatus.KICKED:
        await keeper.let_rest(person.chat_id)
