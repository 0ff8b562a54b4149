"""The bot on Telegram by webhook: Telegram calls, with a secret, and is answered when the work is done.

Telegram repeats for a day what was not answered well. So the line of what waits longest stands at Telegram, and lasts.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
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

from bot.entry.health import LOOPBACK, OPEN, Health, host_of, listening
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
from bot.services.shared.seen import Progress
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.entry.knowledge import Knowledge
    from bot.entry.serving import Serving
    from bot.settings import Settings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # nosec B105  # noqa: S105 - the name of the header, not its value
LARGEST_BODY = 2**20
WAITING_AT_MOST = 256
"""Updates taken and not begun: about what can be answered in the seconds to finish. Others Telegram brings again."""
CALLS_AT_ONCE = 100
"""As many as Telegram makes to one bot; each holds one update in hand."""
ANSWER_WITHIN = 5.0
"""Seconds that Telegram waits here for an update to be handled: by far less than it would."""
SECONDS_TO_CLOSE = 1.0
"""How long a request that is half sent may hold up the stop: it was not answered, so it comes again."""
log = structlog.get_logger(__name__)
quiet = logging.getLogger(f"{__name__}.http")
"""aiohttp would write a traceback for whatever is no HTTP; what is refused here is one line without contents."""
quiet.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Taken:
    """An update in hand. `done` tells whether it was handled, as soon as that is known."""

    update: Update
    done: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    async def handled(self) -> bool:
        """Wait, though not for long: what takes longer is answered for before it is done."""
        await asyncio.wait((self.done,), timeout=ANSWER_WITHIN)
        return self.done.result() if self.done.done() else True


@dataclass(slots=True)
class Door:
    """Takes updates in: from whoever knows the secret, for one host, each once, as many as there is room for."""

    served: Serving
    secret: str
    hosts: frozenset[str]
    waiting: asyncio.Queue[Taken] = field(default_factory=lambda: asyncio.Queue(WAITING_AT_MOST))
    in_hand: dict[int, Taken] = field(default_factory=dict)
    closing: bool = False

    @web.middleware
    async def guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Turn away whom a foreign name led here, tell nobody which path there is, and log what was refused."""
        try:
            known_here = request.path in OPEN or host_of(request.host) in self.hosts
            return await (handler if known_here else misdirected)(request)
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
        if update and not await self.take(update):
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

    async def take(self, update: Update) -> bool:
        """Wait until an update has been handled, though not for long. Returns whether Telegram is done with it.

        Telegram keeps what it was not answered for: so an update is not lost with a process that dies over it.
        """
        number, meters = update.update_id, self.served.parts.meters
        if again := self.in_hand.get(number):
            meters.repeated.inc()
            return await again.handled()
        taken = self.in_hand[number] = Taken(update)
        progress = await self.served.parts.shared.seen.begin(number)
        if progress is Progress.NEW and self.has_room():
            self.waiting.put_nowait(taken)
            meters.waiting.set(self.waiting.qsize())
            return await taken.handled()
        del self.in_hand[number]
        if progress is Progress.NEW:
            await self.served.parts.shared.seen.left(number)
        else:
            meters.repeated.inc()
        taken.done.set_result(progress is Progress.DONE)
        return progress is Progress.DONE

    def has_room(self) -> bool:
        return not self.closing and not self.waiting.full()

    async def handle(self) -> None:
        """Handle what waits, one after another; others do the same beside."""
        seen, meters = self.served.parts.shared.seen, self.served.parts.meters
        while True:
            taken = await self.waiting.get()
            meters.waiting.set(self.waiting.qsize())
            await self.feed(taken.update)
            await seen.done(taken.update.update_id)
            del self.in_hand[taken.update.update_id]
            taken.done.set_result(True)
            self.waiting.task_done()

    async def feed(self, update: Update) -> None:
        dispatcher, bot = self.served.dispatcher, self.served.bot
        try:
            answer = await dispatcher.feed_update(bot, update)
            if isinstance(answer, TelegramMethod):
                await dispatcher.silent_call_request(bot, answer)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next update is somebody else's
            log.error("update failed", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person

    async def finish(self) -> None:
        """Finish what was taken, as far as there is time. What is left was not answered for, and comes again."""
        self.closing = True
        try:
            await asyncio.wait_for(self.waiting.join(), SECONDS_TO_FINISH)
        except TimeoutError:
            log.warning("updates not finished", not_begun=self.waiting.qsize())

    async def give_back(self) -> None:
        for number, taken in self.in_hand.items():
            await self.served.parts.shared.seen.left(number)
            taken.done.set_result(False)


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
            max_connections=CALLS_AT_ONCE,
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
    Health(served.parts, lambda: not door.closing, address.hostname).add_to(app)
    runner = web.AppRunner(app, access_log=None, logger=quiet, shutdown_timeout=SECONDS_TO_CLOSE)
    site = await listening(runner, settings.host, settings.port)
    workers = [asyncio.create_task(door.handle()) for _ in range(UPDATES_AT_ONCE)]
    try:
        yield door
    finally:
        await site.stop()
        await door.finish()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await door.give_back()
        await runner.cleanup()
