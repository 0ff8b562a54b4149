"""Two processes that share a real Redis, through a door that can be shut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.shared.link import Link, client_for
from tests import redis
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.redis import Door


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Pair:
    """The ways of two processes to Redis; `clock` is that of both."""

    one: Link
    two: Link
    door: Door
    clock: Seconds = field(default_factory=Seconds)


@pytest.fixture
async def pair() -> AsyncIterator[Pair]:
    async with redis.door() as door, redis.prefix() as prefix:
        clock = Seconds()
        clients = [client_for(door.url) for _ in range(2)]
        one, two = (Link(client, VAULT, prefix, clock) for client in clients)
        yield Pair(one, two, door, clock)
        for client in clients:
            await client.aclose()
