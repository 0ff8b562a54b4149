"""Commands: /start, /menu, /help, /lang, /sos, /cancel, and those that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart

from bot.domain.address import Help, Menu, Topic, parse
from bot.domain.faq import CRISIS
from bot.services.people import named_language
from bot.telegram.dialogue import Choosing
from bot.telegram.filters import IsCommand
from bot.telegram.show import send

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import Message

    from bot.domain.address import Address
    from bot.i18n.catalogue import Texts
    from bot.services.people import People
    from bot.services.screens import Screens
    from bot.storage.people import Person


def router() -> Router:
    commands = Router(name="commands")
    commands.message.register(start, CommandStart())
    commands.message.register(menu, Command("menu"))
    commands.message.register(help_page, Command("help"))
    commands.message.register(language, Command("lang"))
    commands.message.register(urgent, Command("sos"))
    commands.message.register(cancel, Command("cancel"))
    commands.message.register(unknown_command, IsCommand())
    return commands


async def start(
    message: Message,
    bot: Bot,
    command: CommandObject,
    state: FSMContext,
    person: Person,
    screens: Screens,
    t: Texts,
    today: date,
    *,
    sure_of_language: bool,
) -> None:
    """Greet, or open the topic of a deep link; ask for the language first where Telegram's tells nothing."""
    await state.clear()
    linked = deep_link(command.args, screens)
    if not sure_of_language:
        await state.set_state(Choosing.language)
        await state.set_data({"address": str(linked or Menu())})
        await send(bot, message.chat.id, screens.languages(linked or Menu(), t))
        return
    view = screens.at(linked, person.language, today) if linked else screens.welcome(t)
    await send(bot, message.chat.id, view)


async def menu(message: Message, bot: Bot, state: FSMContext, screens: Screens, t: Texts) -> None:
    await state.clear()
    await send(bot, message.chat.id, screens.menu(t))


async def help_page(message: Message, bot: Bot, screens: Screens, t: Texts) -> None:
    await send(bot, message.chat.id, screens.help(t))


async def language(
    message: Message,
    bot: Bot,
    command: CommandObject,
    state: FSMContext,
    person: Person,
    people: People,
    screens: Screens,
    t: Texts,
) -> None:
    named = named_language(command.args or "")
    if named is None:
        await state.set_state(Choosing.language)
        await state.set_data({"address": str(Menu())})
        await send(bot, message.chat.id, screens.languages(Menu(), t))
        return
    await state.clear()
    await people.choose(person, named)
    await send(bot, message.chat.id, screens.menu(screens.catalogues[named]))


async def urgent(message: Message, bot: Bot, person: Person, screens: Screens, today: date) -> None:
    await send(bot, message.chat.id, screens.at(Topic(CRISIS), person.language, today))


async def cancel(message: Message, bot: Bot, state: FSMContext, screens: Screens, t: Texts) -> None:
    begun = await state.get_state()
    await state.clear()
    await send(bot, message.chat.id, screens.menu(t, t("Cancelled.") if begun else t("There is nothing to cancel.")))


async def unknown_command(message: Message, bot: Bot, screens: Screens, t: Texts) -> None:
    await send(bot, message.chat.id, screens.menu(t, t("There is no such command. Choose a topic, or just ask.")))


def deep_link(payload: str | None, screens: Screens) -> Address | None:
    """Return the topic of `/start <topic id with dots written as __>`, None for a link that leads nowhere."""
    if not payload:
        return None
    if payload == "help":
        return Help()
    address = parse(f"t/{payload.replace('__', '.')}", screens.library.graph)
    return address if isinstance(address, Topic) else None
