"""Leaves nothing behind of what was deleted: neither in the free parts of an SQLite file nor in its log.

PostgreSQL keeps what was deleted until it cleans up by itself, and in its log for longer: sealed, as it stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import TimeoutError as TooLateError

from bot.storage import postgres, sqlite
from bot.storage.engine import on_postgres

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

log = structlog.get_logger(__name__)


async def wipe(engine: AsyncEngine) -> bool:
    """Write the database anew, without the remains of old values. Takes as long as copying it."""
    if on_postgres(engine):
        await postgres.vacuum(engine)
        return True
    return await alone(engine, "VACUUM") and await empty_log(engine)


async def empty_log(engine: AsyncEngine) -> bool:
    """Take what is committed into the database and cut its log to nothing. Returns whether nobody was in the way."""
    return on_postgres(engine) or await alone(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


async def alone(engine: AsyncEngine, statement: str) -> bool:
    """Run a statement that no transaction may surround. Returns whether it was done."""
    try:
        async with sqlite.turn(engine), engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw, "a connection that is open has a driver"
            cursor = await raw.execute(statement)
            row = await cursor.fetchone()
            await cursor.close()
        done = not (row and row[0])
    except TooLateError:
        done = False
    if not done:
        log.warning("database busy, remains are wiped later")
    return done
