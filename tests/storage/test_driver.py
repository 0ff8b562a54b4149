"""Statements of SQLite run in one go, and give the same rows as ever, however many and however they are fetched."""

from __future__ import annotations

import asyncio
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import TimeoutError as TooLateError

from bot.storage import sqlite
from bot.storage.driver import AT_ONCE, connect
from bot.storage.engine import create_engine, reading, writing
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.storage.driver import Connection

MANY = 2 * AT_ONCE + 7


@pytest.fixture
async def connection() -> AsyncIterator[Connection]:
    connection = connect(":memory:")
    async with connection:
        yield connection


async def filled(connection: Connection, rows: int) -> None:
    cursor = connection.cursor()
    await cursor.execute("CREATE TABLE numbers (n)")
    await cursor.executemany("INSERT INTO numbers VALUES (?)", [(n,) for n in range(rows)])
    assert cursor.rowcount == rows
    assert cursor.description is None


@pytest.mark.parametrize("rows", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE, MANY])
@pytest.mark.parametrize("size", [None, 1, AT_ONCE, AT_ONCE + 1, MANY])
async def test_every_row_comes_once_and_in_order(connection: Connection, rows: int, size: int | None) -> None:
    await filled(connection, rows)
    cursor = connection.cursor()
    await cursor.execute("SELECT n FROM numbers ORDER BY n")
    found: list[int] = []
    if size is None:
        found += [n for (n,) in await cursor.fetchall()]
    else:
        while some := await cursor.fetchmany(size):
            assert len(some) <= size
            found += [n for (n,) in some]
    assert found == list(range(rows))
    assert await cursor.fetchall() == []
    assert cursor.rest is None


async def test_what_is_not_fetched_is_let_go(connection: Connection) -> None:
    await filled(connection, MANY)
    cursor = connection.cursor()
    await cursor.execute("SELECT n FROM numbers")
    assert cursor.rest is not None
    await cursor.close()
    await cursor.close()
    await connection.cursor().execute("DROP TABLE numbers")  # refused while a statement reads it


async def test_a_large_table_is_read_in_parts(file: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{file}", VAULT)
    async with writing(engine) as new:
        await new.execute(text("CREATE TABLE numbers (n)"))
        await new.execute(text("INSERT INTO numbers VALUES (:n)"), [{"n": n} for n in range(MANY)])
    async with reading(engine) as old, old.stream(text("SELECT n FROM numbers ORDER BY n")) as rows:
        parts = [[n for (n,) in part] async for part in rows.partitions(100)]
    assert [*chain(*parts)] == list(range(MANY))
    assert len(parts[0]) == 100
    await engine.dispose()


async def test_who_writes_waits_in_line(file: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{file}", VAULT)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE numbers (n)"))
    done: list[int] = []

    async def write(number: int) -> None:
        async with writing(engine) as connection:
            await connection.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})
        done.append(number)

    await asyncio.gather(*map(write, range(50)))
    assert done == list(range(50))
    await engine.dispose()


async def test_nobody_waits_in_line_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "SECONDS_FOR_A_TURN", 0.01)
    engine = create_engine(f"sqlite+aiosqlite:///{file}", VAULT)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE numbers (n)"))
        with pytest.raises(TooLateError, match="written by others"):
            async with writing(engine):
                pytest.fail("two wrote at once")
    async with writing(engine) as connection:
        await connection.execute(text("INSERT INTO numbers VALUES (1)"))
    await engine.dispose()


async def test_changed_rows_are_counted_when_all_have_come(connection: Connection) -> None:
    await filled(connection, MANY)
    cursor = connection.cursor()
    await cursor.execute("UPDATE numbers SET n = n + 1 RETURNING n")
    assert len(await cursor.fetchall()) == cursor.rowcount == MANY


def test_a_database_in_memory_is_no_file() -> None:
    assert sqlite.file_of(make_url("sqlite+aiosqlite:///:memory:")) is None
    assert sqlite.file_of(make_url("sqlite+aiosqlite:///x?mode=memory&uri=true")) is None
