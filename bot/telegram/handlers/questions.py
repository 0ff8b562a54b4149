"""Free text: the answer to a question in progress, or a new question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from aiogram import Bot, Router
from aiogram.filters import StateFilter

from bot.domain.address import parse
from bot.services.people import named_language
from bot.telegram.dialogue import Choosing
from bot.telegram.filters import HasWords
from bot.telegram.show import send

if TYPE_CHECKING:
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from aiogram.types import Message

    from bot.services.answers import Answers
    from bot.services.people import People
    from bot.services.screens import Screens
    from bot.services.stay.stays import Stays
    from bot.storage.people import Person
    from bot.telemetry.meters import Meters

log = structlog.get_logger(__name__)


def router() -> Router:
    questions = Router(name="questions")
    questions.message.register(language_in_words, StateFilter(Choosing.language), HasWords())
    questions.message.register(question, HasWords())
    questions.edited_message.register(question, HasWords())
    return questions


async def language_in_words(
    message: Message,
    bot: Bot,
    state: FSMContext,
    person: Person,
    people: People,
    answers: Answers,
    screens: Screens,
    stays: Stays,
    meters: Meters,
    today: date,
) -> None:
    """Take a written language; anything else is a question, and questions are never refused."""
    waiting = await state.get_data()
    await state.clear()
    named = named_language(message.text or "")
    if named is None:
        await question(message, bot, person, people, answers, stays, meters, today)
        return
    await people.choose(person, named)
    address = parse(str(waiting.get("address", "")), screens.library.graph)
    await send(bot, message.chat.id, screens.at(address, named, today))


async def question(
    message: Message,
    bot: Bot,
    person: Person,
    people: People,
    answers: Answers,
    stays: Stays,
    meters: Meters,
    today: date,
) -> None:
    """Answer; whoever tells when they came and left gets their own days counted."""
    text = message.text or message.caption or ""
    with meters.routing.time():
        reply = await answers.ask_aside(text, person.language, today, chosen=person.chosen)
    counted = await stays.heard(text, reply, person.chat_id, today)
    first = reply.views if reply.in_danger or counted is None else ()
    for view in (*first, *((counted,) if counted else ())):
        await send(bot, message.chat.id, view)
    await people.spoke(person, reply.language)
    if not reply.in_danger:  # nothing of it is written down anywhere
        meters.routed.labels(reply.decision.kind, reply.language).inc()
        log.info("question answered", decision=reply.decision.kind, language=reply.language)
