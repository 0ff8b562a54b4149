"""Taps on the screens of the person's own days, and days that they write instead of tapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.filters import StateFilter

from bot.domain.stay_address import Asked
from bot.domain.stay_links import parse, purpose_of
from bot.telegram.callbacks import StayData
from bot.telegram.dialogue import Asking, await_day
from bot.telegram.filters import HasWords
from bot.telegram.handlers.questions import question
from bot.telegram.handlers.screens import gone
from bot.telegram.show import acknowledge, replace, send

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import CallbackQuery, Message

    from bot.i18n.catalogue import Texts
    from bot.services.answers import Answers
    from bot.services.people import People
    from bot.services.screens import Screens
    from bot.services.stay.stays import Stays
    from bot.storage.people import Person
    from bot.telemetry.meters import Meters


def router() -> Router:
    days = Router(name="days")
    days.callback_query.register(tap, StayData.filter())
    days.message.register(day_in_words, StateFilter(Asking.day), HasWords())
    return days


async def tap(
    query: CallbackQuery,
    callback_data: StayData,
    state: FSMContext,
    person: Person,
    screens: Screens,
    stays: Stays,
    t: Texts,
    today: date,
) -> None:
    """Show or do what the button carries. A calendar also awaits the day in words."""
    await acknowledge(query)
    address = parse(callback_data.address)
    if address is None:
        await replace(query, screens.menu(t, gone(t)))
        return
    view = await stays.open(address, person.chat_id, person.language, today)
    await await_day(state, view.awaits)
    await replace(query, view)


async def day_in_words(
    message: Message,
    bot: Bot,
    state: FSMContext,
    person: Person,
    people: People,
    answers: Answers,
    stays: Stays,
    meters: Meters,
    today: date,
) -> None:
    """Take a written day. What is no day but a question is answered: questions are never refused.

    Words that sound like danger get help lines first; those for a reminder are kept then, unless they name it.
    """
    text = message.text or message.caption or ""
    purpose = purpose_of(str((await state.get_data()).get("purpose", "")))
    reply = await answers.ask_aside(text, person.language, today, chosen=person.chosen)
    own = purpose is not None and purpose.asked is Asked.OWN
    cry = reply.named or (reply.in_danger and not own)
    heard = await stays.write(purpose, text, person.chat_id, person.language, today) if purpose and not cry else None
    if heard is None or (heard.no_day and reply.decision.kind != "unknown"):
        await state.clear()
        await question(message, bot, person, people, answers, stays, meters, today)
        return
    for view in reply.views if reply.in_danger else ():
        await send(bot, message.chat.id, view)
    await await_day(state, heard.view.awaits)
    await send(bot, message.chat.id, heard.view)
