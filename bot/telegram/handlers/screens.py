"""Taps on buttons: open a screen, choose a language. Old and forged ones get the nearest screen that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Router

from bot.domain.address import Days, Menu, parse, without_trail
from bot.domain.fact import LANGUAGES
from bot.domain.stay_address import Home
from bot.telegram.callbacks import LanguagesData, OpenData, ReadData, SpeakData
from bot.telegram.dialogue import Choosing
from bot.telegram.show import acknowledge, replace

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import CallbackQuery

    from bot.i18n.catalogue import Texts
    from bot.services.people import People
    from bot.services.screens import Screens
    from bot.services.stay.stays import Stays
    from bot.storage.people import Person


def router() -> Router:
    taps = Router(name="taps")
    taps.callback_query.register(open_screen, OpenData.filter())
    taps.callback_query.register(choose_language, LanguagesData.filter())
    taps.callback_query.register(read_in, ReadData.filter())
    taps.callback_query.register(speak, SpeakData.filter())
    taps.callback_query.register(stale)
    return taps


async def open_screen(
    query: CallbackQuery,
    callback_data: OpenData,
    state: FSMContext,
    person: Person,
    screens: Screens,
    stays: Stays,
    t: Texts,
    today: date,
    raw_state: str | None = None,
) -> None:
    """Show the screen. Whoever taps on has no use for an unfinished choice of a language."""
    await acknowledge(query)
    if raw_state:
        await state.clear()
    address = parse(callback_data.address, screens.library.graph)
    if isinstance(address, Menu) and callback_data.address != str(address):
        await replace(query, screens.menu(t, gone(t)))
        return
    if isinstance(address, Days):
        await replace(query, await stays.open(Home(), person.chat_id, person.language, today))
        return
    await replace(query, screens.at(address, person.language, today))


async def read_in(query: CallbackQuery, callback_data: ReadData, screens: Screens, t: Texts, today: date) -> None:
    """Show a screen in another language; the person's own stays as it is."""
    await acknowledge(query)
    if callback_data.language not in LANGUAGES:
        await replace(query, screens.menu(t, gone(t)))
        return
    await replace(query, screens.at(parse(callback_data.address, screens.library.graph), callback_data.language, today))


async def choose_language(
    query: CallbackQuery, callback_data: LanguagesData, state: FSMContext, screens: Screens, t: Texts
) -> None:
    await acknowledge(query)
    address = parse(callback_data.address, screens.library.graph)
    await state.set_state(Choosing.language)
    await state.set_data({"address": str(without_trail(address))})
    await replace(query, screens.languages(address, t))


async def speak(
    query: CallbackQuery,
    callback_data: SpeakData,
    state: FSMContext,
    person: Person,
    people: People,
    screens: Screens,
    t: Texts,
    today: date,
) -> None:
    await acknowledge(query)
    if callback_data.language not in LANGUAGES:
        await replace(query, screens.menu(t, gone(t)))
        return
    await state.clear()
    await people.choose(person, callback_data.language)
    address = parse(callback_data.address, screens.library.graph)
    await replace(query, screens.at(address, callback_data.language, today))


async def stale(query: CallbackQuery, screens: Screens, t: Texts) -> None:
    await acknowledge(query)
    await replace(query, screens.menu(t, gone(t)))


def gone(t: Texts) -> str:
    return t("This button is from an old message. Here is the current menu:")
