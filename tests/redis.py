"""Real Redis for tests: a prefix of its own for each test, and a door in front of it that can be shut."""

from __future__ import annotations

import asyncio
import os
import secrets
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from redis.asyncio import Redis

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator

SERVER = os.environ.get("TEST_REDIS_URL", "")
WITHOUT = "TEST_REDIS_URL is not set: no Redis to test on"


class Door:
    """Passes everything on to Redis until it is shut; then it refuses, and cuts what is open."""

    def __init__(self) -> None:
        self.writers: set[StreamWriter] = set()
        self.shut = False
        self.port = 0

    @property
    def url(self) -> str:
        return urlsplit(SERVER)._replace(netloc=f"127.0.0.1:{self.port}").geturl()

    async def passed(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self.shut:
            writer.close()
            return
        there = urlsplit(SERVER)
        back, forth = await asyncio.open_connection(there.hostname, there.port)
        self.writers |= {writer, forth}
        with suppress(ConnectionError):
            await asyncio.gather(copied(reader, forth), copied(back, writer))
        for end in (writer, forth):
            end.close()

    def close(self) -> None:
        self.shut = True
        for writer in self.writers:
            writer.close()
        self.writers.clear()

    def open(self) -> None:
        self.shut = False


async def copied(reader: StreamReader, writer: StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def door() -> AsyncIterator[Door]:
    """Give a door to the Redis of tests. Skips the test where there is none."""
    if not SERVER:
        pytest.skip(WITHOUT)
    made = Door()
    server = await asyncio.start_server(made.passed, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        made.close()
        server.close()


@asynccontextmanager
async def prefix() -> AsyncIterator[str]:
    """Give a prefix that nobody else uses, and take all keys below it away at the end."""
    name = f"qadam:test-{secrets.token_hex(4)}"
    async with cleared(name):
        yield name


@asynccontextmanager
async def cleared(name: str) -> AsyncIterator[None]:
    """Take all keys away whose names hold this one, now and at the end."""
    await clear(name)
    yield
    await clear(name)


async def clear(name: str) -> None:
    async with Redis.from_url(SERVER) as client:
        async for key in client.scan_iter(f"*{name}*"):
            await client.delete(key)
