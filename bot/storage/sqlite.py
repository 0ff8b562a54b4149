"""What is SQLite's own: safe settings of every connection, and a first look at a file.

Its driver would begin a transaction only at the first write, and then two processes that read before they write lose
each other's changes without an error. So the driver begins nothing, and we say BEGIN or BEGIN IMMEDIATE ourselves.
"""

from __future__ import annotations

import sqlite3
from asyncio import Lock, wait_for
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import TimeoutError as TooLateError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage import driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy import URL, Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

WRITING, PLAIN, TURN = "qadam_writing", "qadam_plain", "qadam_turn"
"""Marks a transaction that writes, and a single statement that needs none; holds the turn of who writes."""
CONNECTIONS = 5
"""Each has a thread. One writes at a time, and what is read comes in a millisecond: more would only switch threads."""
SECONDS_FOR_A_CONNECTION = 30.0
SECONDS_FOR_A_TURN = 10.0
"""As long as SQLite waits for another process; else a line of many would wait so long one after the other."""
PRAGMAS = (
    "journal_mode=WAL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
)


def create_engine(url: URL) -> AsyncEngine:
    """Return an engine for a file; its folder is made if need be."""
    pool: dict[str, float] = {}
    if file := file_of(url):
        file.parent.mkdir(parents=True, exist_ok=True)
        pool = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_timeout": SECONDS_FOR_A_CONNECTION}
    engine = create_async_engine(url, connect_args={"async_creator_fn": driver.connect}, **pool)
    engine.sync_engine.update_execution_options(**{TURN: Lock()})
    event.listen(engine.sync_engine, "connect", prepare_connection)
    event.listen(engine.sync_engine, "begin", begin)
    # Every call goes to the thread of its connection and back: none is made for a transaction that never began.
    engine.dialect.do_rollback = if_begun(engine.dialect.do_rollback)  # type: ignore[assignment,method-assign]
    engine.dialect.do_commit = if_begun(engine.dialect.do_commit)  # type: ignore[assignment,method-assign]
    return engine


@asynccontextmanager
async def turn(engine: AsyncEngine) -> AsyncIterator[None]:
    """Wait in line until nobody else of this process writes. Raises SQLAlchemy's `TimeoutError` if that takes too long.

    SQLite lets nobody wait in line: who finds it locked sleeps and tries again, ever longer, while others go before.
    """
    lock: Lock = engine.sync_engine.get_execution_options()[TURN]
    try:
        await wait_for(lock.acquire(), SECONDS_FOR_A_TURN)
    except TimeoutError:
        raise TooLateError("the database is being written by others") from None
    try:
        yield
    finally:
        lock.release()


def if_begun(end: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return what ends a transaction of a connection, if there is one."""

    def ended(connection: Any) -> None:  # noqa: ANN401 - as below
        if connection.driver_connection.in_transaction:
            end(connection)

    return ended


def file_of(url: URL) -> Path | None:
    """Return the file of a database, None for one in memory."""
    in_memory = url.database == ":memory:" or url.query.get("mode") == "memory"
    return Path(url.database) if url.database and not in_memory else None


def probe(url: URL) -> None:
    """Open a database once, without a thread. Raises `sqlite3.Error` for what is none.

    The driver's thread outlives a connection that could not be made, and complains to an event loop that is closed.
    """
    if file := file_of(url):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA schema_version")


def prepare_connection(connection: Any, _record: object) -> None:  # noqa: ANN401 - each driver has its own class
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(PLAIN, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITING, False) else "BEGIN")
