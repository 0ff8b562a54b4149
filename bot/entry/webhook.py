"""The bot on Telegram by webhook: Telegram calls, with a secret, and is answered before the work is done."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections import OrderedDict
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from bot.entry.serving import (
    SECONDS_TO_FINISH,
    UPDATES_AT_ONCE,
    at_work,
    done_before,
    reach,
    serving,
    stop_signal,
    until_answered,
)
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.entry.knowledge import Knowledge
    from bot.entry.serving import Serving
    from bot.settings import Settings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # nosec B105  # noqa: S105 - the name of the header, not its value
LARGEST_BODY = 2**20
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
WAITING_AT_MOST = 256
"""Updates taken and not begun: about what can be answered in the seconds to finish. Others Telegram brings again."""
REMEMBERED = 10_000
"""Updates known by their number, so that one that Telegram sends twice is handled once."""
SECONDS_TO_CLOSE = 1.0
"""How long a request that is half sent may hold up the stop: it was not answered, so it comes again."""
log = structlog.get_logger(__name__)
quiet = logging.getLogger(f"{__name__}.http")
"""aiohttp would write a traceback for whatever is no HTTP; what is refused here is one line without contents."""
quiet.setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Door:
    """Takes updates in: from whoever knows the secret, for one host, each once, as many as there is room for."""

    served: Serving
    secret: str
    hosts: frozenset[str]
    waiting: asyncio.Queue[Update] = field(default_factory=lambda: asyncio.Queue(WAITING_AT_MOST))
    seen: OrderedDict[int, None] = field(default_factory=OrderedDict)

    @web.middleware
    async def guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Turn away whom a foreign name led here, tell nobody which path there is, and log what was refused."""
        try:
            return await (handler if host_of(request.host) in self.hosts else misdirected)(request)
        except web.HTTPException as refusal:
            known = web.HTTPNotFound() if isinstance(refusal, web.HTTPMethodNotAllowed) else refusal
            log.warning("request refused", status=known.status)
            raise known from None
        except Exception as error:  # noqa: BLE001 - whatever it is, Telegram sends the update again
            log.error("request failed", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person
            raise web.HTTPInternalServerError from None

    async def receive(self, request: web.Request) -> web.Response:
        # Bytes are compared: of letters that are not ASCII the comparison would make a fault of its own.
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not secrets.compare_digest(given, self.secret.encode()):
            raise web.HTTPUnauthorized
        update = self.read(await body_of(request))
        if update and not self.take(update):
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"})
        return web.Response()

    def read(self, body: bytes) -> Update | None:
        """Return the update. One that Telegram numbered and this version cannot read is logged and comes to nothing.

        Refused, it would come again for a day, and all that follows in its chat would wait behind it.
        """
        try:
            written = json.loads(body)
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest from None
        if not isinstance(written, dict) or type(written.get("update_id")) is not int:
            raise web.HTTPBadRequest
        try:
            return Update.model_validate(written, context={"bot": self.served.bot})
        except (ValidationError, RecursionError) as error:
            log.error("update not read", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person
            return None

    def take(self, update: Update) -> bool:
        """Put an update into the queue. Returns whether Telegram is done with it."""
        if update.update_id in self.seen:
            return True
        try:
            self.waiting.put_nowait(update)
        except asyncio.QueueFull:
            return False
        self.seen[update.update_id] = None
        if len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        return True

    async def handle(self) -> None:
        """Handle what waits, one after another; others do the same beside."""
        while True:
            update = await self.waiting.get()
            try:
                answer = await self.served.dispatcher.feed_update(self.served.bot, update)
                if isinstance(answer, TelegramMethod):
                    await self.served.dispatcher.silent_call_request(self.served.bot, answer)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next update is somebody else's
                log.error("update failed", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person
            finally:
                self.waiting.task_done()


def host_of(value: str) -> str:
    """Return the name in a Host header, without its port."""
    try:
        return urlsplit(f"//{value}").hostname or ""
    except ValueError:
        return ""


async def misdirected(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPMisdirectedRequest


async def body_of(request: web.Request) -> bytes:
    try:
        return await request.read()
    except (web.RequestPayloadError, ConnectionError):  # not what its headers say, or cut off
        raise web.HTTPBadRequest from None


async def listen(settings: Settings, knowledge: Knowledge) -> None:
    """Answer updates that Telegram brings until SIGTERM or SIGINT; the door closes first, then work is finished."""
    async with serving(settings, knowledge) as served, AsyncExitStack() as door:
        stop = stop_signal()
        if not await done_before(stop, reach(served.bot)):
            return
        await door.enter_async_context(open_door(served, settings))
        if not await done_before(stop, until_answered(partial(ask_for_posts, served, settings))):
            return
        async with at_work(served):
            log.info("listening", port=settings.port)
            await stop.wait()
            await door.aclose()


async def ask_for_posts(served: Serving, settings: Settings) -> None:
    """Tell Telegram where the door is. Raises `SettingsError` if it will not come there."""
    assert settings.webhook_url, "the command checks this"
    assert settings.webhook_secret, "the command checks this"
    try:
        await served.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=served.dispatcher.resolve_used_update_types(),
            drop_pending_updates=False,
        )
    except TelegramBadRequest as error:
        raise SettingsError(f"WEBHOOK_URL: Telegram refuses it: {error.message}") from None


@asynccontextmanager
async def open_door(served: Serving, settings: Settings) -> AsyncIterator[Door]:
    """Handle what is posted until the block ends. Then the door closes first, and what was taken is finished."""
    assert settings.webhook_url, "the command checks this"
    assert settings.webhook_secret, "the command checks this"
    address, secret = urlsplit(settings.webhook_url), settings.webhook_secret.get_secret_value()
    door = Door(served, secret, LOOPBACK | {address.hostname or ""})
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[door.guard])
    app.router.add_post(address.path or "/", door.receive)
    runner = web.AppRunner(app, access_log=None, logger=quiet, shutdown_timeout=SECONDS_TO_CLOSE)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        await runner.cleanup()
        raise SettingsError(f"HOST, PORT: nothing can listen there: {error.strerror}") from None
    workers = [asyncio.create_task(door.handle()) for _ in range(UPDATES_AT_ONCE)]
    try:
        yield door
    finally:
        await runner.cleanup()
        try:
            await asyncio.wait_for(door.waiting.join(), SECONDS_TO_FINISH)
        except TimeoutError:
            log.warning("updates not finished", not_begun=door.waiting.qsize())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
