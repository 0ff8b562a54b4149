"""Opens the database as the settings say: with the right key, at the newest version."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

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
    except ModuleNotFoundError as error:
        raise SettingsError(f"DATABASE_URL: {error.name} is not installed; `make scale` does that") from None
    try:
        try:
            await probe(engine)
        except (sqlite3.Error, SQLAlchemyError, OSError) as error:
            raise SettingsError(f"DATABASE_URL: the database cannot be used: {kind_of(error)}") from None
        try:
            before, after = await upgrade(engine, older)
        except WrongKeyError as error:
            raise SettingsError(f"DATA_KEY: {error}") from None
        yield engine, before, after
    finally:
        await engine.dispose()


def kind_of(error: Exception) -> str:
    """Name an error without its words, which may quote an address: the driver's own, not the wrapping."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return type(cause.__cause__ or cause).__name__
