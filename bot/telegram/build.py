"""Puts the dispatcher together from ready parts. Starts nothing, so that a test can build a hundred."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from logging import WARNING
from typing import TYPE_CHECKING

import structlog
from aiogram import Bot, Dispatcher, Router, loggers
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.domain.allowance import Allowance
from bot.services.privacy.privacy import Privacy
from bot.services.shared.limits import Limits
from bot.services.shared.seen import Seen
from bot.telegram import errors
from bot.telegram.filters import InPrivate
from bot.telegram.handlers import days, other, privacy, questions, remind, screens, staff, start, stay
from bot.telegram.isolation import OneAtATime
from bot.telegram.middlewares.flood import Flood
from bot.telegram.middlewares.inflight import InFlight
from bot.telegram.middlewares.measured import Counted, Metered, Timed
from bot.telegram.middlewares.person import PersonMiddleware
from bot.telegram.middlewares.readable import Readable
from bot.telegram.middlewares.room import Room
from bot.telegram.patience import Patience
from bot.telegram.recent import RememberReceived, RememberSent
from bot.telegram.session import Session
from bot.telemetry.meters import Meters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.pace import Pace
    from bot.domain.retention import Retention
    from bot.i18n.catalogue import Texts
    from bot.services.answers import Answers
    from bot.services.people import People
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from bot.services.screens import Screens
    from bot.services.staff import Staff
    from bot.services.stay.stays import Stays
    from bot.telegram.recent import Recent

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What several processes have in common; one process alone has it for itself.

    `redis_answers` tells whether the way to the others is open; None where there are none.
    """

    dialogue: BaseStorage
    recent: Recent
    turns: BaseEventIsolation = field(default_factory=OneAtATime)
    limits: Limits = field(default_factory=Limits)
    seen: Seen = field(default_factory=Seen)
    redis_answers: Callable[[], bool] | None = None


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
    retention: Retention
    staff: Staff
    shared: Sharing
    meters: Meters = field(default_factory=Meters)
    allowance: Allowance = field(default_factory=Allowance)


def build_bot(token: str, api_url: str, pace: Pace, shared: Sharing, meters: Meters) -> Bot:
    """Return the bot that answers people: it repeats what Telegram refuses for the moment, and is never held up."""
    session = Session(api_url)
    session.middleware(Readable())
    session.middleware(Patience())
    session.middleware(Room(pace, shared.limits, shared.recent.clock))
    session.middleware(RememberSent(shared.recent))
    session.middleware(Metered(meters))
    return Bot(token, session=session)


def build_postman(token: str, api_url: str, shared: Sharing, meters: Meters) -> Bot:
    """Return the bot that carries reminders: it tries once, since the delivery knows better when to try again."""
    session = Session(api_url)
    session.middleware(RememberSent(shared.recent))
    session.middleware(Metered(meters))
    return Bot(token, session=session)


def build_dispatcher(parts: Parts, clock: Callable[[], float] = time.monotonic) -> tuple[Dispatcher, InFlight]:
    """Return the dispatcher, and what counts its updates in hand. `clock` tells seconds for the limits of a flood."""
    dispatcher = Dispatcher(
        storage=parts.shared.dialogue,
        events_isolation=parts.shared.turns,
        disable_fsm=True,  # registered below, behind the flood
        catalogues=parts.catalogues,
        screens=parts.screens,
        answers=parts.answers,
        people=parts.people,
        stays=parts.stays,
        keeper=parts.keeper,
        privacy=Privacy(parts.screens, parts.keeper, parts.notices, parts.retention),
        recent=parts.shared.recent,
        staff=parts.staff,
        day=parts.today,
        meters=parts.meters,
    )
    loggers.event.setLevel(WARNING)  # a line for each update is what a flood fills a disk with
    in_flight = InFlight()
    dispatcher.update.outer_middleware(in_flight)
    dispatcher.update.outer_middleware(Counted(parts.meters))
    dispatcher.update.outer_middleware(
        Flood(parts.allowance, parts.catalogues, clock, parts.shared.limits, parts.meters)
    )
    dispatcher.update.outer_middleware(dispatcher.fsm)
    dispatcher.update.outer_middleware(RememberReceived(parts.shared.recent))
    dispatcher.update.outer_middleware(PersonMiddleware(parts.people, parts.catalogues, parts.today, parts.keeper))
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.middleware(Timed(parts.meters))
    dispatcher.include_routers(private_router(), staff.volunteers_router(), other.group_router())
    dispatcher.errors.register(errors.report)
    return dispatcher, in_flight


def private_router() -> Router:
    private = Router(name="private")
    for observer in (private.message, private.edited_message, private.callback_query, private.my_chat_member):
        observer.filter(InPrivate())
    private.include_routers(
        staff.router(),
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
        BotCommand(command="export", description=t("All that is kept about me")),
        BotCommand(command="forget", description=t("Erase my data")),
        BotCommand(command="help", description=t("How this works")),
        BotCommand(command="cancel", description=t("Stop what was begun")),
    ]


def staff_commands(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="status", description=t("How the bot is")),
        BotCommand(command="due", description=t("Topics due for a review")),
    ]


async def introduce(bot: Bot, catalogues: Mapping[str, Texts], staff: Staff) -> None:
    """Tell Telegram the list of commands in each language, and those of the staff to them alone.

    The bot works without it, so a refusal is only logged.
    """
    try:
        t = catalogues["ru"]
        for admin in staff.admins:
            scope = BotCommandScopeChat(chat_id=admin)
            await bot.set_my_commands([*command_list(t), *staff_commands(t)], scope=scope)
        if staff.volunteers:
            await bot.set_my_commands(staff_commands(t)[1:], scope=BotCommandScopeChat(chat_id=staff.volunteers))
        await bot.set_my_commands(command_list(catalogues["ru"]))
        for language, t in catalogues.items():
            await bot.set_my_commands(command_list(t), language_code=language)
    except AiogramError as error:
        log.warning("commands not announced", error=type(error).__name__)
