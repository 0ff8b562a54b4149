"""The way to Redis. It may be closed at any time: then it is said once, and everybody does without."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.storage.vault import Vault

CONNECT_WITHIN, ANSWER_WITHIN = 0.5, 1.0
"""Seconds. Redis answers in less than a thousandth of that, or is not there."""
LEFT_ALONE_FOR = 5.0
"""Seconds after a fault in which nobody asks again, so that people do not wait for what is not there."""
CONNECTIONS = 64
T = TypeVar("T")
log = structlog.get_logger(__name__)


def client_for(url: str) -> Redis:
    """Return a client that gives up soon. Raises `ValueError` for what is no address."""
    return Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_WITHIN,
        socket_timeout=ANSWER_WITHIN,
        retry=Retry(NoBackoff(), 1),  # a connection that the server closed meanwhile
        max_connections=CONNECTIONS,
        health_check_interval=30,
    )


class Link:
    """`prefix` keeps bots apart that use one Redis; `vault` makes the marks under which people stand there."""

    def __init__(self, client: Redis, vault: Vault, prefix: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.client = client
        self.vault = vault
        self.prefix = prefix
        self.clock = clock
        self.closed_until: float | None = None

    @property
    def up(self) -> bool:
        """Whether the last thing that was asked was answered."""
        return self.closed_until is None

    def key(self, kind: str, name: object) -> str:
        return f"{self.prefix}:{kind}:{name}"

    def key_of(self, kind: str, chat_id: int) -> str:
        """Return the key of something of a chat, which stands there under its mark."""
        return self.key(kind, self.vault.person(chat_id).hex())

    async def ask(self, work: Callable[[], Awaitable[T]], otherwise: T) -> T:
        """Do something there, and return what came of it, or something else if there is no way."""
        if self.closed_until is not None and self.clock() < self.closed_until:
            return otherwise
        try:
            answer = await work()
        except (TimeoutError, RedisError, OSError) as error:
            self.close(error)
            return otherwise
        if self.closed_until is not None:
            self.closed_until = None
            log.info("Redis is back: limits and unfinished inputs are shared again")
        return answer

    def close(self, error: Exception) -> None:
        if self.closed_until is None:
            log.error(
                "Redis is away: each process keeps its own limits, unfinished inputs go to the database",
                error=type(error).__name__,
            )
        self.closed_until = self.clock() + LEFT_ALONE_FOR
