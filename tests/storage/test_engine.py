"""The engine: safe settings on every connection, and writers that take turns."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage.engine import alone_at, create_engine, glancing, probe, reading, writing
from tests.keys import VAULT
from tests.storage.conftest import url_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

WRITERS, ROUNDS = 4, 5


@pytest.fixture
async def counter(empty: AsyncEngine) -> AsyncEngine:
    async with writing(empty) as connection:
        await connection.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
        await connection.execute(text("INSERT INTO counter VALUES (0)"))
    return empty


async def count(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        return int(await connection.scalar(text("SELECT n FROM counter")) or 0)


async def test_the_folder_of_the_database_is_made(empty: AsyncEngine) -> None:
    async with reading(empty) as connection:
        assert await connection.scalar(text("SELECT 1")) == 1


async def test_a_database_in_memory_needs_no_folder() -> None:
    engine = create_engine("sqlite+aiosqlite:///:memory:", VAULT)
    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("busy_timeout", 10_000), ("foreign_keys", 1), ("synchronous", 2), ("secure_delete", 1)],
)
async def test_every_connection_to_sqlite_keeps_its_promises(
    empty: AsyncEngine, file: Path, pragma: str, value: object
) -> None:
    async with reading(empty) as first, reading(empty) as second:
        for connection in (first, second):
            assert await connection.scalar(text(f"PRAGMA {pragma}")) == value


async def test_a_reference_to_nothing_is_refused(empty: AsyncEngine) -> None:
    async with writing(empty) as connection:
        await connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        await connection.execute(text("CREATE TABLE b (a INTEGER REFERENCES a (id))"))
        with pytest.raises(IntegrityError):
            await connection.execute(text("INSERT INTO b VALUES (7)"))


async def test_writers_to_sqlite_that_read_before_they_write_lose_no_update(counter: AsyncEngine, file: Path) -> None:
    engines = [create_engine(url_of(file), VAULT) for _ in range(WRITERS)]

    async def add_one(engine: AsyncEngine) -> None:
        async with writing(engine) as connection:
            seen = int(await connection.scalar(text("SELECT n FROM counter")) or 0)
            await asyncio.sleep(0)
            await connection.execute(text("UPDATE counter SET n = :n"), {"n": seen + 1})

    await asyncio.gather(*(add_one(engine) for engine in engines for _ in range(ROUNDS)))
    for engine in engines:
        await engine.dispose()
    assert await count(counter) == WRITERS * ROUNDS


async def test_a_writer_holds_the_lock_before_its_first_statement(counter: AsyncEngine, file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
        async with writing(counter):
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")


async def test_a_reader_holds_up_no_writer_and_sees_one_moment(counter: AsyncEngine) -> None:
    async with reading(counter) as reader:
        before = await reader.scalar(text("SELECT n FROM counter"))
        async with writing(counter) as writer:
            await writer.execute(text("UPDATE counter SET n = 7"))
        assert await reader.scalar(text("SELECT n FROM counter")) == before == 0
    assert await count(counter) == 7


async def test_what_fails_halfway_leaves_nothing(counter: AsyncEngine) -> None:
    async def fail() -> None:
        async with writing(counter) as connection:
            await connection.execute(text("UPDATE counter SET n = 7"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await count(counter) == 0


async def test_a_connection_that_wrote_only_reads_the_next_time(counter: AsyncEngine, file: Path) -> None:
    async with writing(counter) as connection:
        await connection.execute(text("UPDATE counter SET n = 1"))
    async with reading(counter) as connection:
        assert await connection.scalar(text("SELECT n FROM counter")) == 1
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


async def test_what_is_no_database_is_found_out_before_a_thread_is_started(file: Path) -> None:
    async def probed(url: str) -> None:
        await probe(create_engine(url, VAULT))

    await probed(url_of(file))
    await probed("sqlite+aiosqlite:///:memory:")
    file.write_bytes(b"no database" * 100)  # noqa: ASYNC240 - nothing else runs
    with pytest.raises(sqlite3.DatabaseError):
        await probed(url_of(file))
    with pytest.raises(sqlite3.OperationalError):
        await probed(url_of(file.parent))


async def test_a_database_that_is_there_passes_the_first_look(empty: AsyncEngine) -> None:
    await probe(empty)


async def test_an_sqlite_file_has_one_bot_which_may_do_everything(empty: AsyncEngine, file: Path) -> None:
    async with alone_at(empty, "silence") as first, alone_at(empty, "silence") as second:
        assert first
        assert second


async def test_a_single_statement_needs_no_transaction_and_leaves_none(counter: AsyncEngine) -> None:
    async with glancing(counter) as connection:
        assert await connection.scalar(text("SELECT n FROM counter")) == 0
    async with writing(counter) as connection:
        await connection.execute(text("UPDATE counter SET n = 3"))
    assert await count(counter) == 3
