"""How the bot is, over HTTP: alive, ready for work, and its numbers. For the machine it runs on, not for the world."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import SettingsError
from bot.storage.counts import oldest_due
from bot.storage.schema import NEWEST, current_version
from bot.telemetry.meters import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.settings import Settings
    from bot.telegram.build import Parts

LIVE, READY, METRICS = "/health/live", "/health/ready", "/metrics"
OPEN = frozenset({LIVE, READY, METRICS})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
DATABASE_WITHIN = 2.0
"""Seconds in which the database answers, or does not count as being there."""
THROUGH_PROXY = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """`open` tells whether work is taken. `public`: the name under which the world knows this machine, if it does."""

    parts: Parts
    open: Callable[[], bool]
    public: str | None = None

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(LIVE, self.live)
        app.router.add_get(READY, self.ready)
        app.router.add_get(METRICS, self.metrics)

    async def live(self, _request: web.Request) -> web.Response:
        """Answer at all: the loop goes round."""
        return web.json_response({"live": True})

    async def ready(self, _request: web.Request) -> web.Response:
        """Tell whether people can be answered. Redis may be away: that is said, and costs nobody an answer."""
        database = await self.database()
        ready = database and self.open()
        said: dict[str, object] = {"ready": ready, "database": database}
        if self.parts.shared.redis_answers:
            said["redis"] = self.parts.shared.redis_answers()
        return web.json_response(said, status=200 if ready else 503)

    async def database(self) -> bool:
        try:
            async with asyncio.timeout(DATABASE_WITHIN):
                return await current_version(self.parts.engine) == NEWEST
        except (SQLAlchemyError, OSError):
            return False

    async def metrics(self, request: web.Request) -> web.Response:
        """Give the numbers to whoever asks from within, and nothing to who comes by the public name or a proxy."""
        named = host_of(request.host)
        from_outside = named == self.public and named not in LOOPBACK
        if from_outside or any(header in request.headers for header in THROUGH_PROXY):
            raise web.HTTPNotFound
        meters, answers = self.parts.meters, self.parts.shared.redis_answers
        meters.lag.set(await self.lag())
        if answers:
            meters.redis_up.set(answers())
        return web.Response(body=meters.page(), headers={"Content-Type": CONTENT_TYPE})

    async def lag(self) -> float:
        """Return for how many seconds the oldest reminder that is due has waited; not a number without a database."""
        now = self.parts.keeper.now()
        try:
            async with asyncio.timeout(DATABASE_WITHIN):
                due = await oldest_due(self.parts.engine, now)
        except (SQLAlchemyError, OSError):
            return float("nan")
        return (now - due).total_seconds() if due else 0.0


def host_of(value: str) -> str:
    """Return the name in a Host header, without its port."""
    try:
        return urlsplit(f"//{value}").hostname or ""
    except ValueError:
        return ""


async def listening(runner: web.AppRunner, host: str, port: int) -> web.TCPSite:
    """Begin to listen. Raises `SettingsError` where nothing can."""
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        await runner.cleanup()
        raise SettingsError(f"HOST, PORT: nothing can listen there: {error.strerror}") from None
    return site


@asynccontextmanager
async def health_of(parts: Parts, settings: Settings) -> AsyncIterator[None]:
    """Tell how a bot without a webhook is, if the settings name a port for it."""
    if settings.health_port is None:
        yield
        return
    app = web.Application()
    Health(parts, lambda: True).add_to(app)
    runner = web.AppRunner(app, access_log=None)
    await listening(runner, settings.host, settings.health_port)
    log.info("health is told", port=settings.health_port)
    try:
        yield
    finally:
        await runner.cleanup()
