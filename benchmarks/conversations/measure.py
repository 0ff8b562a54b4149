"""Conversations of 10, 100 and 1,000 people at once with the real program behind its webhook, over real HTTP.

    .venv/bin/python benchmarks/conversations/measure.py [--people 10 100 1000] [--waves 10]

Each holds a conversation of six steps: start, language, two questions, the day of their entry, a tap. Each waits for
the bot's message before the next step, and thinks for no time at all, so 1,000 here are far more than 1,000 people who
read. Fewer people come in several waves of newcomers. A wait includes the time in which no connection was free
(Telegram opens 40), and the pauses after a 503 (`busy`).

One process on SQLite; one and two on PostgreSQL and Redis where TEST_POSTGRES_URL and TEST_REDIS_URL are set, in a
database that is made and dropped here. Of two processes each gets half of the people. The Bot API stands in a process
of its own, and so do the people (this one): on few cores all of them share what there is.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.conversations.crowd import Crowd, today  # noqa: E402
from benchmarks.machine import cpu_seconds, head, print_head, print_row, resident  # noqa: E402
from benchmarks.programs import QADAM, STARTED_WITHIN, TOKEN, program, stub  # noqa: E402
from benchmarks.routing.figures import percentile  # noqa: E402
from benchmarks.talks import questions  # noqa: E402
from bot.domain.fact import LANGUAGES  # noqa: E402
from tests import redis  # noqa: E402
from tests.entry.hooked import SECRET, free_port  # noqa: E402
from tests.postgres import SERVER, database  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.conversations.crowd import Talked
    from benchmarks.programs import Stub

LIBRARIES = ("aiogram", "aiohttp", "sqlalchemy", "aiosqlite", "asyncpg", "redis")
REDIS = redis.SERVER
LARGEST = 1000
COLUMNS = ("", "people", "answers", "answers a second", "p50, ms", "p99, ms", "errors", "busy",
           "processor, s", "memory, MiB")  # fmt: skip


@contextmanager
def services() -> Iterator[dict[str, str]]:
    """Give the settings of an empty PostgreSQL database and of Redis, and leave nothing in either."""
    with database() as url:
        try:
            yield {"DATABASE_URL": url, "REDIS_URL": REDIS}
        finally:
            asyncio.run(redis.clear(f"qadam:{TOKEN.partition(':')[0]}"))


@contextmanager
def bots(number: int, api: Stub, **settings: str) -> Iterator[tuple[list[int], list[int]]]:
    """Run so many processes behind a webhook. Gives their ports and process ids."""
    ports, pids = [], []
    with ExitStack() as all_:
        for _ in range(number):
            folder, port = all_.enter_context(tempfile.TemporaryDirectory()), free_port()
            door = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
            pids.append(all_.enter_context(program((*QADAM, "--webhook"), folder, api, **settings, **door)))
            ports.append(port)
            opened(port)  # the first brings the database up to date
        yield ports, pids


def opened(port: int) -> None:
    """Wait until somebody listens on a port."""
    until = perf_counter() + STARTED_WITHIN
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert perf_counter() < until, "the bot did not start"
            sleep(0.1)
        else:
            return


def measure(name: str, number: int, people: Sequence[int], waves: int, **settings: str) -> int:
    """Print a line for each number of people. Returns how many errors there were."""
    asked, errors = {language: questions(language) for language in LANGUAGES}, 0
    with stub() as api, bots(number, api, **settings) as (ports, pids):
        crowd = Crowd(api, ports, asked, today())
        asyncio.run(crowd.talk(5, 1))  # whatever is loaded with the first questions is loaded now
        for many in people:
            used = sum(map(cpu_seconds, pids))
            talked = asyncio.run(crowd.talk(many, max(1, min(waves, LARGEST // many))))
            errors += talked.errors.total()
            cost = f"{sum(map(cpu_seconds, pids)) - used:.1f}"
            print_row((name, many, *cells(talked), cost, " + ".join(f"{resident(pid):.0f}" for pid in pids)))
    return errors


def cells(talked: Talked) -> tuple[object, ...]:
    waits = [wait * 1000 for wait in talked.waits] or [0.0]
    kinds = ", ".join(f"{number} {kind}" for kind, number in talked.errors.items()) or 0
    rate = f"{len(talked.waits) / talked.seconds:.0f}"
    return len(talked.waits), rate, f"{percentile(waits, 50):.0f}", f"{percentile(waits, 99):.0f}", kinds, talked.busy


def main(people: Sequence[int], waves: int) -> int:
    print_head(COLUMNS)
    errors = measure("SQLite, one process", 1, people, waves)
    if SERVER and REDIS:
        for number, name in ((1, "one process"), (2, "two processes")):
            with services() as settings:
                errors += measure(f"PostgreSQL and Redis, {name}", number, people, waves, **settings)
    else:
        print("\nTEST_POSTGRES_URL or TEST_REDIS_URL is not set: PostgreSQL and Redis are left out.")
    return 1 if errors else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure many conversations at once")
    parser.add_argument("--people", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--waves", type=int, default=10, help="of newcomers, at most")
    given = parser.parse_args()
    print(f"{head(*LIBRARIES)}\n", flush=True)
    sys.exit(main(given.people, given.waves))
