"""Real PostgreSQL for tests: a database of its own for each process of the tests, emptied before each test."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import asyncpg

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = os.environ.get("TEST_POSTGRES_URL", "").replace("+asyncpg", "")
WITHOUT = "TEST_POSTGRES_URL is not set: no PostgreSQL to test on"


async def on_server(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def database() -> Iterator[str]:
    """Make an empty database on the server and drop it at the end. Gives its address."""
    name = f"qadam_test_{os.getpid()}"
    drop = f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
    asyncio.run(on_server(SERVER, drop, f"CREATE DATABASE {name}"))
    try:
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl().replace("postgresql:", "postgresql+asyncpg:")
    finally:
        asyncio.run(on_server(SERVER, drop))


async def emptied(url: str) -> None:
    """Take all tables away."""
    await on_server(url.replace("+asyncpg", ""), "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
