"""The database engine, and the two ways to speak to it: reading and writing.

SQLite's driver would begin a transaction only at the first write, and then two processes that read before they write
lose each other's changes without an error. So the driver begins nothing, and we say BEGIN or BEGIN IMMEDIATE ourselves.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

WRITING = "qadam_writing"
PRAGMAS = (
    "journal_mode=WAL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
)


def create_engine(url: str) -> AsyncEngine:
    """Return an engine for the address. The folder of an SQLite file is made if need be."""
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", prepare_connection)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


def prepare_connection(connection: Any, _record: object) -> None:  # noqa: ANN401 - each driver has its own class
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection, connection.begin():
        yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection that holds the write lock from its first statement on; commit at the end."""
    async with engine.connect() as raw:
        connection = await raw.execution_options(**{WRITING: True})
        async with connection.begin():
            yield connection
