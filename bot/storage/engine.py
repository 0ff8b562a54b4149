"""The database engine, and the two ways to speak to it: reading and writing.

SQLite's driver would begin a transaction only at the first write, and then two processes that read before they write
lose each other's changes without an error. So the driver begins nothing, and we say BEGIN or BEGIN IMMEDIATE ourselves.
"""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sqlalchemy import Connection, Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.storage.vault import Vault

WRITING, VAULT = "qadam_writing", "qadam_vault"
PRAGMAS = (
    "journal_mode=WAL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
)


def create_engine(url: str, vault: Vault) -> AsyncEngine:
    """Return an engine for the address; the vault seals its values. The folder of an SQLite file is made if need be."""
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, execution_options={VAULT: vault})
    event.listen(engine.sync_engine, "connect", prepare_connection)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


def probe(url: str) -> None:
    """Open an SQLite database once, without a thread. Raises `sqlite3.Error` for what is none.

    The driver's thread outlives a connection that could not be made, and complains to an event loop that is closed.
    """
    database = make_url(url).database
    if database and database != ":memory:":
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA schema_version")


def vault_of(database: AsyncConnection | AsyncEngine) -> Vault:
    """Return the vault that seals the values of a database."""
    found: Vault = database.sync_engine.get_execution_options()[VAULT]
    return found


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


async def put(
    connection: AsyncConnection, table: Table, key: Mapping[str, object], values: Mapping[str, object]
) -> None:
    """Write the row of a key, in place of an old one."""
    statement = insert(table).values(**key, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def add(connection: AsyncConnection, table: Table, values: Mapping[str, object]) -> None:
    """Write a row, unless there is one of its key."""
    await connection.execute(insert(table).values(**values).on_conflict_do_nothing())
