"""aiosqlite with one call to a connection's thread for a statement.

A cursor of aiosqlite is made, executed, fetched and closed one after the other, each in the thread and back, and every
way there costs about as much as a statement of one row itself. Where others work too, a writer would wait that often
for its turn in the event loop, and hold the lock of the whole database meanwhile.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Result = TypeVar("Result")

AT_ONCE = 200
"""Rows that come with the statement itself; what is more is fetched when it is asked for."""


def connect(*args: Any, **options: Any) -> Connection:  # noqa: ANN401 - those of `sqlite3.connect`
    """Return a connection, to be awaited. Its thread ends with the process."""
    connection = Connection(partial(sqlite3.connect, *args, **options), iter_chunk_size=AT_ONCE)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with those that it makes
    return connection


class Connection(aiosqlite.Connection):
    def cursor(self) -> Cursor:  # type: ignore[override]  # it does what SQLAlchemy asks of one, and no more
        return Cursor(self)

    async def inside(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do some work in the thread of the connection.

        The thread holds on to its last work until the next: so work must not hold this connection.
        """
        return cast("Result", await self._execute(work, self._conn))  # type: ignore[no-untyped-call]


class Cursor:
    """Runs a statement in one go, with its first rows; if these are all, it is closed as well."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.description: Any = None
        self.rowcount = self.lastrowid = -1
        self.rows: list[Any] = []
        self.rest: sqlite3.Cursor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        await self.run(lambda connection: connection.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        await self.run(lambda connection: connection.executemany(sql, parameters))

    async def run(self, statement: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> None:
        def work(connection: sqlite3.Connection) -> tuple[sqlite3.Cursor, list[Any]]:
            done = statement(connection)
            rows = done.fetchmany(AT_ONCE)
            if len(rows) < AT_ONCE:
                done.close()
            return done, rows

        done, self.rows = await self.connection.inside(work)
        self.description, self.rowcount, self.lastrowid = done.description, done.rowcount, done.lastrowid or -1
        self.rest = done if len(self.rows) == AT_ONCE else None

    async def fetchmany(self, size: int) -> list[Any]:
        """Return the next rows: as many as asked for, unless they end before."""
        while self.rest and len(self.rows) < size:
            await self.fetch(AT_ONCE)
        found, self.rows = self.rows[:size], self.rows[size:]
        return found

    async def fetchall(self) -> list[Any]:
        if self.rest:
            await self.fetch(None)
        found, self.rows = self.rows, []
        return found

    async def fetch(self, size: int | None) -> None:
        """Fetch that many rows more, or all that are left."""
        rest = self.rest
        assert rest
        more = await self.connection.inside(lambda _: rest.fetchall() if size is None else rest.fetchmany(size))
        self.rows += more
        self.rowcount = rest.rowcount  # of what returns rows it is known at the end
        if size is None or len(more) < size:
            await self.close()

    async def close(self) -> None:
        if rest := self.rest:
            self.rest = None
            await self.connection.inside(lambda _: rest.close())
