"""Opens the database as the settings say: with the right key, at the newest version."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.entry.keys import vaults
from bot.settings import SettingsError
from bot.storage.engine import create_engine
from bot.storage.rekey import WrongKeyError
from bot.storage.schema import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.settings import Settings


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[tuple[AsyncEngine, str | None, str]]:
    """Give the engine, and the versions before and after it was brought up to date; close it at the end.

    Raises `SettingsError` for a key that does not fit.
    """
    vault, *older = vaults(settings)
    engine = create_engine(settings.database_url.get_secret_value(), vault)
    try:
        try:
            before, after = await upgrade(engine, older)
        except WrongKeyError as error:
            raise SettingsError(f"DATA_KEY: {error}") from None
        yield engine, before, after
    finally:
        await engine.dispose()
