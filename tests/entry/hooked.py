"""The bot in this process, behind its webhook, for tests; posts are written byte by byte."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from aiogram import BaseMiddleware, Bot
from pydantic import SecretStr

from bot.entry.runtime import open_parts
from bot.entry.serving import Serving
from bot.entry.webhook import ask_for_posts, open_door
from bot.settings import Settings
from bot.telegram.build import build_dispatcher
from bot.telegram.recent import RememberSent
from tests.fakes.telegram_session import LoopbackSession
from tests.running import generous

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path
    from typing import Any

    from aiogram.types import TelegramObject

    from bot.entry.knowledge import Knowledge
    from bot.telegram.build import Parts
    from tests.fakes.telegram_server import TelegramServer

SECRET = "a-secret-of-tests-0123456789_ABCDEF"
NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Gate(BaseMiddleware):
    """Holds updates back, at the very beginning of their way, until it is opened. It stands open at first."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.arrived = asyncio.Event()
        self.passed = 0
        self.fault: Exception | None = None

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        self.arrived.set()
        await self.open.wait()
        self.passed += 1
        if self.fault:
            raise self.fault
        return await handler(event, data)


@dataclass(frozen=True, slots=True)
class Hook:
    port: int
    gate: Gate
    parts: Parts

    async def post(
        self, body: bytes, secret: bytes | None = SECRET.encode(), more: Mapping[str, bytes] = NOTHING
    ) -> int:
        """Post to the webhook and return the status. `more`: method, path, host, headers (each line with its end)."""
        written = {"method": b"POST", "path": b"/hook", "host": b"127.0.0.1", "headers": b"", **more}
        lines = b"%b %b HTTP/1.1\r\nHost: %b\r\n%b" % tuple(written.values())
        if secret is not None:
            lines += b"X-Telegram-Bot-Api-Secret-Token: %b\r\n" % secret
        return await self.say(lines + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    async def closed(self) -> None:
        """Wait until nobody can connect any more."""
        with suppress(ConnectionError):
            while True:
                await self.post(b"")

    async def say(self, said: bytes) -> int:
        """Say bytes to the port, and return the status of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(said)
        try:
            return int((await asyncio.wait_for(reader.readline(), 10)).split()[1])
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


def settings_of(
    server: TelegramServer, folder: Path, port: int, database: str | None = None, redis: str | None = None
) -> Settings:
    return Settings(
        _env_file=None,
        database_url=SecretStr(database or f"sqlite+aiosqlite:///{folder}/qadam.db"),
        redis_url=SecretStr(redis) if redis else None,
        bot_token=SecretStr(server.token),
        bot_api_url=server.url,
        webhook_url=f"http://127.0.0.1:{port}/hook",
        webhook_secret=SecretStr(SECRET),
        port=port,
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def served_of(server: TelegramServer, settings: Settings, knowledge: Knowledge) -> AsyncIterator[Serving]:
    async with open_parts(settings, knowledge) as parts:
        bot = Bot(server.token, session=LoopbackSession(server.url, timeout=5))
        bot.session.middleware(RememberSent(parts.shared.recent))
        try:
            yield Serving(parts, bot, bot, *build_dispatcher(replace(parts, allowance=generous())), 1)
        finally:
            await bot.session.close()


@asynccontextmanager
async def hooked(
    server: TelegramServer,
    folder: Path,
    knowledge: Knowledge,
    database: str | None = None,
    redis: str | None = None,
) -> AsyncIterator[Hook]:
    """Run the whole bot behind an open door until the block ends."""
    settings, gate = settings_of(server, folder, free_port(), database, redis), Gate()
    async with served_of(server, settings, knowledge) as served:
        served.dispatcher.update.outer_middleware._middlewares.insert(0, gate)
        async with open_door(served, settings):
            await ask_for_posts(served, settings)
            yield Hook(settings.port, gate, served.parts)
