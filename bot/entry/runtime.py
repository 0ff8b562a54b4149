"""The parts of a running bot, opened and closed in order."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.pace import Pace
from bot.domain.retention import Retention
from bot.entry.database import open_database
from bot.entry.sharing import sharing
from bot.library.told import Teller
from bot.services.people import People
from bot.services.remind.keeper import Alarm, Keeper
from bot.services.remind.notice import Notices
from bot.services.remind.planner import planner_for
from bot.services.remind.reminders import Reminders
from bot.services.staff import Staff
from bot.services.stay.stays import Stays
from bot.telegram.build import Parts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.entry.knowledge import Knowledge
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.settings import Settings


@asynccontextmanager
async def open_parts(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Parts]:
    """Open the database, bring it up to date, and give the parts; close the database at the end."""
    async with open_database(settings) as (engine, _, _), sharing(settings, engine, knowledge.today) as shared:
        texts = knowledge.catalogues
        keeper, notices = keeping(settings, engine, knowledge.screens.library, texts, knowledge.now)
        yield Parts(
            engine=engine,
            catalogues=knowledge.catalogues,
            screens=knowledge.screens,
            answers=knowledge.answers,
            people=People(engine, knowledge.today),
            stays=stays_of(knowledge, Reminders(keeper, notices)),
            keeper=keeper,
            notices=notices,
            today=knowledge.today,
            pace=Pace(),
            retention=Retention(settings.forget_after_months),
            staff=Staff(engine, knowledge.screens.library, settings.admin_ids, settings.volunteer_chat_id),
            shared=shared,
        )


def keeping(
    settings: Settings,
    engine: AsyncEngine,
    library: Library,
    catalogues: Mapping[str, Texts],
    now: Callable[[], datetime],
) -> tuple[Keeper, Notices]:
    """Return what plans the reminders of people, and what writes them."""
    planner = planner_for(library.facts, ZoneInfo(settings.timezone))
    return Keeper(engine, planner, now, Alarm()), Notices(library, catalogues, planner)


def stays_of(knowledge: Knowledge, reminders: Reminders) -> Stays:
    library = knowledge.screens.library
    return Stays(library, knowledge.catalogues, Teller(library.words["trip"]), reminders)
