"""Despair beside a date is answered with help, never with a count of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.address import Topic
from bot.domain.faq import CRISIS
from bot.entry.runtime import keeping
from bot.library.told import Teller
from bot.services.remind.reminders import Reminders
from bot.services.stay.stays import Stays
from bot.services.stay.told import about_days
from bot.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.entry.knowledge import Knowledge
    from bot.services.answers import Answers

IN_DESPAIR = (
    "въехал 14 сентября, выехал 2 октября, больше не хочу жить",
    "я в Казахстане с 14 сентября и хочу умереть",
    "муж меня избил, я приехала 14 сентября, когда мне выезжать?",
    "въехала 14.09.2026, он меня бьёт и забрал паспорт",
    "14 қыркүйекте келдім, өлгім келеді",
    "күйеуім мені ұрады, 14 қыркүйектен бері Қазақстандамын",
    "I entered on 14 September and I want to kill myself",
    "entered 14 September, left 2 October. i want to die",
    "уеду 1 декабря и покончу с собой",
)
each = pytest.mark.parametrize("message", IN_DESPAIR)


@pytest.fixture
def stays(knowledge: Knowledge, engine: AsyncEngine) -> Stays:
    library = knowledge.screens.library
    settings = Settings(_env_file=None)
    keeper, notices = keeping(settings, engine, library, knowledge.catalogues, knowledge.now)
    return Stays(library, knowledge.catalogues, Teller(library.words["trip"]), Reminders(keeper, notices))


@each
async def test_a_date_beside_despair_does_not_turn_it_into_a_count_of_days(
    answers: Answers, stays: Stays, message: str, today: date
) -> None:
    reply = answers.ask(message, "ru", today)
    assert reply.decision.kind == "crisis"
    assert not about_days(reply.decision)
    assert await stays.heard(message, reply, 1, today) is None
    assert reply.views[0] == answers.screens.at(Topic(CRISIS), reply.language, today)


def test_without_the_despair_the_same_dates_are_counted(stays: Stays, today: date) -> None:
    """So the test above does not pass only because nothing is understood."""
    calm = ("въехал 14 сентября, выехал 2 октября", "я в Казахстане с 14 сентября", "14 қыркүйекте келдім")
    assert all((told := stays.teller.tell(text, today)) and told.trips for text in calm)


async def test_a_trip_that_is_told_calmly_is_counted(answers: Answers, stays: Stays, today: date) -> None:
    message = "въехал 14 сентября, выехал 2 октября, вернулся 6 октября"
    assert await stays.heard(message, answers.ask(message, "ru", today), 1, today) is not None
