"""Puts the dispatcher together from ready parts. Starts nothing, so that a test can build a hundred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import BotCommand

from bot.services.privacy import Privacy
from bot.telegram import errors
from bot.telegram.dialogue import DialogueStorage
from bot.telegram.filters import InPrivate
from bot.telegram.handlers import days, other, privacy, questions, remind, screens, start, stay
from bot.telegram.middlewares.inflight import InFlight
from bot.telegram.middlewares.person import PersonMiddleware
from bot.telegram.middlewares.room import Room
from bot.telegram.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.pace import Pace
    from bot.i18n.catalogue import Texts
    from bot.services.answers import Answers
    from bot.services.people import People
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from bot.services.screens import Screens
    from bot.services.stay.stays import Stays

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What handlers work with."""

    engine: AsyncEngine
    catalogues: Mapping[str, Texts]
    screens: Screens
    answers: Answers
    people: People
    stays: Stays
    keeper: Keeper
    notices: Notices
    today: Callable[[], date]
    pace: Pace


def build_bot(token: str, api_url: str, pace: Pace, clock: Callable[[], float]) -> Bot:
    """Return the bot that answers people: it repeats what Telegram refuses for the moment, and is never held up."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    session.middleware(Patience())
    session.middleware(Room(pace, clock))
    return Bot(token, session=session)


def build_postman(token: str, api_url: str) -> Bot:
    """Return the bot that carries reminders: it tries once, since the delivery knows better when to try again."""
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api_url)))


def build_dispatcher(parts: Parts) -> tuple[Dispatcher, InFlight]:
    dispatcher = Dispatcher(
        storage=DialogueStorage(parts.engine, parts.today),
        events_isolation=SimpleEventIsolation(),
        catalogues=parts.catalogues,
        screens=parts.screens,
        answers=parts.answers,
        people=parts.people,
        stays=parts.stays,
        keeper=parts.keeper,
        privacy=Privacy(parts.engine),
    )
    in_flight = InFlight()
    dispatcher.update.outer_middleware(in_flight)
    dispatcher.update.outer_middleware(PersonMiddleware(parts.people, parts.catalogues, parts.today, parts.keeper))
    dispatcher.include_routers(private_router(), other.group_router())
    dispatcher.errors.register(errors.report)
    return dispatcher, in_flight


def private_router() -> Router:
    private = Router(name="private")
    for observer in (private.message, private.edited_message, private.callback_query, private.my_chat_member):
        observer.filter(InPrivate())
    private.include_routers(
        stay.router(),
        remind.router(),
        privacy.router(),
        start.router(),
        days.router(),
        screens.router(),
        questions.router(),
        other.private_router(),
    )
    return private


def command_list(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="menu", description=t("All topics")),
        BotCommand(command="stay", description=t("How many days are left")),
        BotCommand(command="trips", description=t("My trips")),
        BotCommand(command="deadlines", description=t("My deadlines")),
        BotCommand(command="remind", description=t("Reminders")),
        BotCommand(command="sos", description=t("Urgent help")),
        BotCommand(command="lang", description=t("Change language")),
        BotCommand(command="privacy", description=t("What is kept about me")),
        BotCommand(command="forget", description=t("Erase my data")),
        BotCommand(command="help", description=t("How this works")),
        BotCommand(command="cancel", description=t("Stop what was begun")),
    ]


async def introduce(bot: Bot, catalogues: Mapping[str, Texts]) -> None:
    """Tell Telegram the list of commands in each language. The bot works without it, so a refusal is only logged."""
    try:
        await bot.set_my_commands(command_list(catalogues["ru"]))
        for language, t in catalogues.items():
            await bot.set_my_commands(command_list(t), language_code=language)
    except AiogramError as error:
        log.warning("commands not announced", error=type(error).__name__)
