"""The database engine, and the ways to speak to it: reading, writing, writing about one person.

SQLite and PostgreSQL take the same statements; what is one's own stands in `sqlite` and `postgres`.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url

from bot.storage import postgres, sqlite

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.storage.vault import Vault

VAULT = "qadam_vault"


def create_engine(url: str, vault: Vault) -> AsyncEngine:
    """Return an engine for the address; the vault seals its values. The folder of an SQLite file is made if need be."""
    address = make_url(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    engine = sqlite.create_engine(address) if on_sqlite else postgres.create_engine(address)
    engine.sync_engine.update_execution_options(**{VAULT: vault})
    return engine


async def probe(engine: AsyncEngine) -> None:
    """Open the database once. Raises `sqlite3.Error`, `OSError` or SQLAlchemy's errors for what cannot be used."""
    if on_postgres(engine):
        await postgres.probe(engine)
    else:
        sqlite.probe(engine.url)


def vault_of(database: AsyncConnection | AsyncEngine) -> Vault:
    """Return the vault that seals the values of a database."""
    found: Vault = database.sync_engine.get_execution_options()[VAULT]
    return found


def on_postgres(database: AsyncConnection | AsyncEngine) -> bool:
    return database.dialect.name == "postgresql"


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection whose statements all see one moment."""
    async with engine.connect() as connection:
        if on_postgres(engine):
            await connection.execution_options(**postgres.SNAPSHOT)
        async with connection.begin():
            yield connection


@asynccontextmanager
async def glancing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection for one statement that reads: it sees one moment by itself, and needs no transaction."""
    async with engine.connect() as connection:
        yield await connection.execution_options(**(postgres.PLAIN if on_postgres(engine) else {sqlite.PLAIN: True}))


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection whose changes come together at the end.

    On SQLite it holds the write lock of the whole database, and others of this process wait in line.
    """
    turn = nullcontext() if on_postgres(engine) else sqlite.turn(engine)
    async with turn, engine.connect() as raw:
        connection = await raw.execution_options(**{sqlite.WRITING: True})
        async with connection.begin():
            yield connection


@asynccontextmanager
async def writing_about(engine: AsyncEngine, chat_id: int) -> AsyncIterator[AsyncConnection]:
    """As `writing`; nobody else writes about this person before the end, so that what is read here stays true."""
    async with writing(engine) as connection:
        if on_postgres(engine):
            await postgres.hold(connection, vault_of(connection).person(chat_id))
        yield connection


@asynccontextmanager
async def alone_at(engine: AsyncEngine, work: str) -> AsyncIterator[bool]:
    """Tell whether this process may do some work now that one process is to do at a time.

    An SQLite file has one bot, so there it always may.
    """
    if not on_postgres(engine):
        yield True
        return
    async with postgres.alone_at(engine, work) as mine:
        yield mine


def insert_into(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401 - each dialect has its own class
    """Return an insertion that can say what becomes of a row that is there."""
    if not on_postgres(connection):
        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - a small machine need not load it

    return insert(table)


async def put(
    connection: AsyncConnection, table: Table, key: Mapping[str, object], values: Mapping[str, object]
) -> None:
    """Write the row of a key, in place of an old one."""
    statement = insert_into(connection, table).values(**key, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def add(connection: AsyncConnection, table: Table, values: Mapping[str, object]) -> None:
    """Write a row, unless there is one of its key."""
    await connection.execute(insert_into(connection, table).values(**values).on_conflict_do_nothing())
