"""/forget: erases all that is kept of a person, after asking once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject

from bot.telegram.callbacks import ForgetData
from bot.telegram.show import acknowledge, replace, send

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext
    from aiogram.types import CallbackQuery, Message

    from bot.i18n.catalogue import Texts
    from bot.services.privacy import Privacy
    from bot.storage.people import Person

YES = frozenset({"yes", "да", "иә", "ия"})


def router() -> Router:
    privacy = Router(name="privacy")
    privacy.message.register(forget, Command("forget"))
    privacy.callback_query.register(confirmed, ForgetData.filter())
    return privacy


async def forget(
    message: Message, bot: Bot, command: CommandObject, state: FSMContext, person: Person, privacy: Privacy, t: Texts
) -> None:
    if (command.args or "").strip().casefold() in YES:
        await state.clear()
        view = await privacy.forget(person.chat_id, t)
    else:
        view = privacy.ask(t)
    await send(bot, message.chat.id, view)


async def confirmed(query: CallbackQuery, state: FSMContext, person: Person, privacy: Privacy, t: Texts) -> None:
    await acknowledge(query)
    await state.clear()
    await replace(query, await privacy.forget(person.chat_id, t))
