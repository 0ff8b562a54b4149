"""What is kept of a person: /privacy, /export, /forget, and taking the messages of the chat away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.services.views import Deed
from bot.storage.dialogue import Dialogue
from bot.telegram.callbacks import ForgetData, MineData
from bot.telegram.recent import delete
from bot.telegram.show import acknowledge, replace, send

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import CallbackQuery

    from bot.i18n.catalogue import Texts
    from bot.services.privacy.privacy import Privacy
    from bot.storage.people import Person
    from bot.telegram.recent import Recent

YES = frozenset({"yes", "да", "иә", "ия"})


def router() -> Router:
    mine = Router(name="privacy")
    mine.message.register(page, Command("privacy"))
    mine.message.register(export, Command("export"))
    mine.message.register(forget, Command("forget"))
    mine.callback_query.register(confirmed, ForgetData.filter())
    mine.callback_query.register(do, MineData.filter())
    return mine


async def page(message: Message, bot: Bot, privacy: Privacy, t: Texts, today: date) -> None:
    await send(bot, message.chat.id, privacy.page(t, today))


async def export(
    message: Message, bot: Bot, state: FSMContext, person: Person, privacy: Privacy, t: Texts, today: date
) -> None:
    await send(bot, message.chat.id, await privacy.export(person.chat_id, t, today, await unfinished(state)))


async def unfinished(state: FSMContext) -> Dialogue:
    return Dialogue(await state.get_state(), await state.get_data())


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


async def do(
    query: CallbackQuery,
    callback_data: MineData,
    bot: Bot,
    state: FSMContext,
    person: Person,
    privacy: Privacy,
    recent: Recent,
    t: Texts,
    today: date,
) -> None:
    await acknowledge(query)
    match callback_data.deed:
        case Deed.SHOW:
            await replace(query, privacy.fields(t))
        case Deed.EXPORT:
            await send(bot, person.chat_id, await privacy.export(person.chat_id, t, today, await unfinished(state)))
        case Deed.ASK:
            await replace(query, privacy.ask(t))
        case Deed.KEEP:
            await replace(query, privacy.kept(t))
        case Deed.CLEAR:
            others = await recent.take(person.chat_id)
            await replace(query, privacy.neutral(t))
            editable = isinstance(query.message, Message) and query.message.text is not None
            stays = query.message.message_id if query.message and editable else None
            await delete(bot, person.chat_id, [number for number in others if number != stays])
