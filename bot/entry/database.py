"""Opens the database as the settings say: with the right key, at the newest version."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.entry.keys import vaults
from bot.settings import SettingsError
from bot.storage.engine import create_engine, probe
from bot.storage.rekey import WrongKeyError
from bot.storage.schema import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.settings import Settings


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[tuple[AsyncEngine, str | None, str]]:
    """Give the engine, and the versions before and after it was brought up to date; close it at the end.

    Raises `SettingsError` for a database that cannot be used, or a key that does not fit.
    """
    vault, *older = vaults(settings)
    url = settings.database_url.get_secret_value()
    try:
        engine = create_engine(url, vault)
        probe(url)
    except (sqlite3.Error, OSError) as error:
        raise SettingsError(f"DATABASE_URL: the database cannot be used: {type(error).__name__}") from None
    try:
        try:
            before, after = await upgrade(engine, older)
        except WrongKeyError as error:
            raise SettingsError(f"DATA_KEY: {error}") from None
        yield engine, before, after
    finally:
        await engine.dispose()
