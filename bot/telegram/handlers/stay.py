"""Commands about the person's own days: /stay, /entry, /exit, /trips, /deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject

from bot.domain.stay_address import Asked, Deadlines, Home, Pick, Purpose, TripList
from bot.telegram.dialogue import await_day
from bot.telegram.show import send

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import Message

    from bot.domain.stay_address import Show
    from bot.services.stay.stays import Stays
    from bot.storage.people import Person

SCREENS: dict[str, Show] = {"stay": Home(), "trips": TripList(), "deadlines": Deadlines()}
DAYS = {"entry": Asked.ENTRY, "exit": Asked.EXIT}


def router() -> Router:
    commands = Router(name="stay")
    commands.message.register(screen, Command(*SCREENS))
    commands.message.register(day, Command(*DAYS))
    return commands


async def screen(
    message: Message, bot: Bot, command: CommandObject, state: FSMContext, person: Person, stays: Stays, today: date
) -> None:
    await state.clear()
    view = await stays.open(SCREENS[command.command.lower()], person.chat_id, person.language, today)
    await send(bot, message.chat.id, view)


async def day(
    message: Message, bot: Bot, command: CommandObject, state: FSMContext, person: Person, stays: Stays, today: date
) -> None:
    """Keep the day that stands behind the command at once; ask for it where there is none."""
    purpose = Purpose(DAYS[command.command.lower()])
    if command.args:
        view = (await stays.write(purpose, command.args, person.chat_id, person.language, today)).view
    else:
        view = await stays.open(Pick(purpose), person.chat_id, person.language, today)
    await await_day(state, view.awaits)
    await send(bot, message.chat.id, view)
