"""What is PostgreSQL's own: how it is connected to, and locks that several processes hold in turn.

Ordinary writes run under READ COMMITTED. What reads before it writes takes a lock for its person first (`hold`), so
that two changes of one person never overlap; different people never wait for each other.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.tables import reminders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

CONNECTIONS = 20
"""Opened by each process when it needs them, and kept: to open one costs as much as several answers."""
SECONDS_FOR_A_CONNECTION = 10
SESSION = {
    "application_name": "qadam",
    "lock_timeout": "10s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}
SNAPSHOT: Mapping[str, object] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""For reading: all statements see one moment. A transaction that only reads is never refused for it."""
PLAIN: Mapping[str, object] = {"isolation_level": "AUTOCOMMIT"}
"""For one statement."""
UPGRADE = 0x7161_6461_6D00
"""The lock of whoever brings the database up to date; the numbers after it are those of other work."""
WORK = {"housekeeping": UPGRADE + 1, "silence": UPGRADE + 2}


def create_engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=SECONDS_FOR_A_CONNECTION,
        pool_pre_ping=True,  # a server that was started anew closed all connections
        connect_args={"timeout": SECONDS_FOR_A_CONNECTION, "server_settings": dict(SESSION)},
    )
    engine.dialect.supports_comments = False  # what columns are for is told by `db fields`, in one place
    return engine


async def probe(engine: AsyncEngine) -> None:
    """Connect once. Raises `OSError` where nobody answers, and SQLAlchemy's errors for what the server refuses."""
    async with engine.connect():
        pass


async def hold(connection: AsyncConnection, person: bytes) -> None:
    """Keep others from writing about a person until the transaction ends.

    The rows of reminders are locked in the order in which a claim takes them: first come, first served, and nobody
    waits for somebody who waits for them.
    """
    key = int.from_bytes(person[:8], signed=True)
    await connection.execute(select(func.pg_advisory_xact_lock(key)))
    mine = select(reminders.c.id).where(reminders.c.person == person)
    await connection.execute(mine.order_by(reminders.c.wake_at, reminders.c.id).with_for_update())


async def hold_upgrade(connection: AsyncConnection) -> None:
    """Keep others from bringing the database up to date until the transaction ends."""
    await connection.execute(select(func.set_config("lock_timeout", "0", True)))  # noqa: FBT003 - the function's own order
    await connection.execute(select(func.pg_advisory_xact_lock(UPGRADE)))


@asynccontextmanager
async def alone_at(engine: AsyncEngine, work: str) -> AsyncIterator[bool]:
    """Tell whether no other process does this work now; none begins it before the block ends."""
    key = WORK[work]
    async with engine.connect() as raw:
        connection = await raw.execution_options(isolation_level="AUTOCOMMIT")
        mine = bool(await connection.scalar(select(func.pg_try_advisory_lock(key))))
        try:
            yield mine
        finally:
            if mine:
                await connection.execute(select(func.pg_advisory_unlock(key)))


async def vacuum(engine: AsyncEngine) -> None:
    """Write all tables anew, without the remains of old values. Takes as long as copying them; others wait."""
    async with engine.connect() as raw:
        connection = await raw.execution_options(isolation_level="AUTOCOMMIT")
        await connection.exec_driver_sql("SET statement_timeout = 0")
        await connection.exec_driver_sql("VACUUM (FULL, ANALYZE)")
        await connection.exec_driver_sql("RESET statement_timeout")
