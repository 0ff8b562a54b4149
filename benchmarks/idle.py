"""Start-up time and idle memory of the polling bot against a bare aiogram echo bot, measured in turn in one run.

    .venv/bin/python benchmarks/idle.py [ROUNDS]

Both poll a Bot API double on loopback. Start-up: from the start of the process to its first getUpdates. Memory:
resident, three seconds after that.
"""

from __future__ import annotations

import asyncio
import os
import platform
import statistics
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from aiohttp import web

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "42:BENCH"
IDLE_SECONDS = 3.0

BARE = """
import asyncio, os
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

async def echo(message):
    await message.answer(message.text or "-")

async def main():
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session))

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: float
    mebibytes: float


class Api:
    """Answers getMe and the like, and tells when the first getUpdates came."""

    def __init__(self) -> None:
        self.polled = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        if method == "getMe":
            user = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
            return web.json_response({"ok": True, "result": user})
        if method == "getUpdates":
            self.polled.set()
            await asyncio.sleep(10)
            return web.json_response({"ok": True, "result": []})
        return web.json_response({"ok": True, "result": True})


async def measure(command: list[str], api: Api, url: str) -> Measured:
    api.polled.clear()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite+aiosqlite:///{folder}/bench.db"
        env = os.environ | {"BOT_TOKEN": TOKEN, "BOT_API_URL": url, "DATABASE_URL": database, "LOG_LEVEL": "ERROR"}
        env["SEMANTIC"] = "false"  # the start of the bot as it is without extras
        started = perf_counter()
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env)
        try:
            await asyncio.wait_for(api.polled.wait(), 60)
            seconds = perf_counter() - started
            await asyncio.sleep(IDLE_SECONDS)
            return Measured(seconds, resident(process.pid))
        finally:
            process.terminate()
            await process.wait()


def resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def main(rounds: int) -> None:
    api = Api()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", api.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    commands = {"bare aiogram echo": [sys.executable, "-c", BARE], "Qadam": [sys.executable, "-m", "bot", "run"]}
    found: dict[str, list[Measured]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(await measure(command, api, url))
    await runner.cleanup()
    report(found, rounds)


def report(found: dict[str, list[Measured]], rounds: int) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end="")
    print(f"aiogram {version('aiogram')}; medians of {rounds} rounds in turn\n")
    print(f"{'':20} {'start-up, s':>12} {'memory, MiB':>12}")
    medians = {
        name: (statistics.median(m.seconds for m in all_), statistics.median(m.mebibytes for m in all_))
        for name, all_ in found.items()
    }
    for name, (seconds, memory) in medians.items():
        print(f"{name:20} {seconds:12.2f} {memory:12.1f}")
    (bare_seconds, bare_memory), (seconds, memory) = medians.values()
    print(f"{'ratio':20} {seconds / bare_seconds:12.2f} {memory / bare_memory:12.2f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
