"""One chat sends 1,000 messages a second: are twenty others, who ask something every second, still answered?

    .venv/bin/python benchmarks/flood/measure.py [--rate 1000] [--seconds 10]

The real program polls the Bot API double on loopback, in a process of its own. Leaves with status 1 if a question of
the others was left without an answer, or if the flood got more than its share, or more than one polite word.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.flood.people import calm, flood  # noqa: E402
from benchmarks.machine import head, resident  # noqa: E402
from bot.domain.allowance import A_SECOND, AT_ONCE  # noqa: E402
from tests.fakes.telegram_server import TelegramServer  # noqa: E402
from tests.keys import KEY  # noqa: E402

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

    from benchmarks.flood.people import Asked, Flooded

LIBRARIES = ("aiogram", "aiohttp", "sqlalchemy", "aiosqlite")


@asynccontextmanager
async def program(server: TelegramServer, folder: str) -> AsyncIterator[Process]:
    env = os.environ | {"BOT_TOKEN": server.token, "BOT_API_URL": server.url, "DATA_KEY": KEY, "SEMANTIC": "false"}
    env["DATABASE_URL"] = f"sqlite+aiosqlite:///{folder}/qadam.db"
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=env, stdout=quiet, stderr=quiet
    )
    try:
        await server.called("getUpdates", timeout=60, over=False)
        yield process
    finally:
        process.terminate()
        await process.wait()


async def main(rate: int, seconds: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        async with TelegramServer() as server, program(server, folder) as process:
            await calm(server, 2)  # whatever is loaded with the first questions is loaded now
            before = await calm(server, seconds)
            memory = resident(process.pid)
            flooded, beside = await asyncio.gather(flood(server, rate, seconds), calm(server, seconds))
            after = resident(process.pid)
    print(f"{'calm people':24}{'asked':>8}{'answered':>10}{'p50 ms':>9}{'p99 ms':>9}")
    print(f"{before.line('without the flood')}\n{beside.line('beside the flood')}\n")
    print(f"flood: {flooded.sent} messages in {flooded.seconds:.1f} s, {flooded.answers} answers, of them "
          f"{flooded.polite} polite word; {flooded.behind} still waited at Telegram when it ended")  # fmt: skip
    print(f"memory of the bot: {memory:.1f} MiB before the flood, {after:.1f} MiB after it")
    return kept(before, flooded, beside)


def kept(before: Asked, flooded: Flooded, beside: Asked) -> bool:
    share = AT_ONCE + A_SECOND * (flooded.seconds + 5) + 1
    everybody = all(asked.sent == len(asked.waits) for asked in (before, beside))
    return everybody and flooded.polite == 1 and flooded.answers <= share


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure a flood")
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args()
    print(f"{head(*LIBRARIES)}\n", flush=True)
    sys.exit(0 if asyncio.run(main(given.rate, given.seconds)) else 1)
