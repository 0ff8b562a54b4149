"""The parts of a running bot, opened and closed in order."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.library.told import Teller
from bot.services.people import People
from bot.services.stay.stays import Stays
from bot.storage.engine import create_engine
from bot.storage.schema import upgrade
from bot.telegram.build import Parts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.entry.knowledge import Knowledge
    from bot.settings import Settings


@asynccontextmanager
async def open_parts(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Parts]:
    """Open the database, bring it up to date, and give the parts; close the database at the end."""
    engine = create_engine(settings.database_url.get_secret_value())
    try:
        await upgrade(engine)
        yield Parts(
            engine=engine,
            catalogues=knowledge.catalogues,
            screens=knowledge.screens,
            answers=knowledge.answers,
            people=People(engine),
            stays=stays_of(engine, knowledge),
            today=knowledge.today,
        )
    finally:
        await engine.dispose()


def stays_of(engine: AsyncEngine, knowledge: Knowledge) -> Stays:
    library = knowledge.screens.library
    return Stays(engine, library, knowledge.catalogues, knowledge.now, Teller(library.words["trip"]))
