"""Many people who talk with the bot at once: each posts to its webhook as Telegram would, and waits for the answer."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from benchmarks.talks import Updates, conversation
from bot.settings import Settings
from tests.entry.hooked import SECRET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from benchmarks.programs import Stub

GIVES_UP_AFTER = 60.0
CONNECTIONS = 40
"""As many as Telegram opens, for all processes together."""
BUSY = 503
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@dataclass(slots=True)
class Talked:
    """`waits` are seconds from the wish to say something to the bot's message; `busy`: posts to come again later."""

    waits: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    busy: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Crowd:
    api: Stub
    ports: Sequence[int]
    asked: dict[str, list[str]]
    today: date
    updates: Updates = field(default_factory=Updates)
    awaited: dict[int, asyncio.Future[float]] = field(default_factory=dict)
    talked: Talked = field(default_factory=Talked)

    async def talk(self, people: int, waves: int) -> Talked:
        """Let so many people talk at once, and others after them, in so many waves."""
        self.talked = Talked()
        # A line at the door: a connector with a limit lets newcomers pass before those who wait.
        free = [asyncio.Semaphore(max(1, CONNECTIONS // len(self.ports))) for _ in self.ports]
        reader, writer = await asyncio.open_connection("127.0.0.1", self.api.port)
        writer.write(b"GET /heard HTTP/1.1\r\n\r\n")
        hearing = asyncio.create_task(self.hear(reader))
        async with ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(GIVES_UP_AFTER)) as session:
            began = perf_counter()
            for wave in range(waves):
                chats = [self.updates.person() for _ in range(people)]
                picks = [Random(wave * people + i) for i in range(people)]
                await asyncio.gather(*(self.hold(session, free, *one) for one in zip(chats, picks, strict=True)))
            self.talked.seconds = perf_counter() - began
        hearing.cancel()
        writer.close()
        return self.talked

    async def hear(self, reader: asyncio.StreamReader) -> None:
        """Note when a message reaches a chat that waits for one."""
        while line := await reader.readline():
            future = self.awaited.get(int(line.split()[0]))
            if future and not future.done():
                future.set_result(perf_counter())

    async def hold(self, session: ClientSession, free: Sequence[asyncio.Semaphore], chat: int, pick: Random) -> None:
        """Hold one conversation. Whoever gets no answer gives up."""
        door = pick.randrange(len(self.ports))
        url = f"http://127.0.0.1:{self.ports[door]}/hook"
        for step in conversation(self.updates, chat, pick, self.asked, self.today):
            heard = self.awaited[chat] = asyncio.get_running_loop().create_future()
            began = perf_counter()
            try:
                async with asyncio.timeout(GIVES_UP_AFTER):
                    await self.post(session, free[door], url, step())
                    self.talked.waits.append(await heard - began)
            except (TimeoutError, ClientError) as error:
                self.talked.errors[type(error).__name__] += 1
                break
        del self.awaited[chat]

    async def post(self, session: ClientSession, free: asyncio.Semaphore, url: str, update: dict[str, Any]) -> None:
        """Post an update until it is taken, after the pause that the bot asks for."""
        body = json.dumps(update).encode()
        while True:
            async with free, session.post(url, data=body, headers=HEADERS) as answer:
                if answer.status != BUSY:
                    answer.raise_for_status()
                    return
                self.talked.busy += 1
                pause = float(answer.headers.get("Retry-After", "1"))
            await asyncio.sleep(pause)


def today() -> date:
    from bot.entry.knowledge import clock_in  # noqa: PLC0415 - it loads much that only this needs

    return clock_in(Settings(_env_file=None).timezone)().date()
