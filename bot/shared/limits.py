"""Limits kept together: what a chat may ask for, how fast messages go out. GCRA by throttled-py and Redis' clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from redis.exceptions import RedisError
from throttled.asyncio import RateLimiterType, Throttled, rate_limiter
from throttled.asyncio.store import RedisStore
from throttled.asyncio.store.redis import RedisStoreBackend
from throttled.exceptions import StoreUnavailableError

from bot.domain.allowance import A_SECOND, AT_ONCE, QUIET, Verdict
from bot.services.shared.limits import Limits

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from throttled.types import AsyncRedisClientP

    from bot.shared.link import Link

OUT_A_SECOND, OUT_AT_ONCE = 28, 2
"""Messages of all processes together. Telegram allows about 30 in any second."""
SHORTEST_WAIT = 0.001


class Backend(RedisStoreBackend):
    """Uses the client that everything else uses, with its patience."""

    def __init__(self, client: Redis) -> None:
        super().__init__()
        self._client = cast("AsyncRedisClientP", client)


class Store(RedisStore):
    def __init__(self, client: Redis) -> None:
        super().__init__()
        self._backend = Backend(client)


class SharedLimits(Limits):
    def __init__(self, link: Link) -> None:
        self.link = link
        store = Store(link.client)
        quotas = {
            "asked": rate_limiter.per_duration(timedelta(seconds=1 / A_SECOND), 1, AT_ONCE),
            "word": rate_limiter.per_duration(timedelta(seconds=QUIET), 1),
            "out": rate_limiter.per_sec(OUT_A_SECOND, OUT_AT_ONCE),
        }
        self.limiters = {
            kind: Throttled(using=RateLimiterType.GCRA.value, quota=quota, store=store, key_prefix=link.prefix)
            for kind, quota in quotas.items()
        }

    async def take(self, kind: str, key: str) -> float:
        """Return 0 if there was room, else after how many seconds there is some."""
        try:
            result = await self.limiters[kind].limit(key)
        except StoreUnavailableError as error:
            raise RedisError from error
        return max(result.state.retry_after, SHORTEST_WAIT) if result.limited else 0.0

    async def verdict(self, chat_id: int) -> Verdict:
        return await self.link.ask(lambda: self.judged(chat_id), Verdict.PASSED)

    async def judged(self, chat_id: int) -> Verdict:
        if not await self.take("asked", self.link.key_of("asked", chat_id)):
            return Verdict.PASSED
        said = await self.take("word", self.link.key_of("word", chat_id))
        return Verdict.REFUSED if said else Verdict.REFUSED_FIRST

    async def room(self) -> float:
        return await self.link.ask(self.place, 0.0)

    async def place(self) -> float:
        silence: int = await self.link.client.pttl(self.link.key("out", "silence"))
        return silence / 1000 if silence > 0 else await self.take("out", self.link.key("out", "all"))

    async def spent(self) -> None:
        await self.link.ask(lambda: self.take("out", self.link.key("out", "all")), 0.0)

    async def hush(self, seconds: float) -> None:
        key, milliseconds = self.link.key("out", "silence"), max(round(seconds * 1000), 1)
        await self.link.ask(lambda: self.link.client.set(key, 1, px=milliseconds), None)
