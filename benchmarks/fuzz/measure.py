"""Feeds the whole bot with updates that hypothesis made: does anything fail, is anybody left out, does memory grow?

    .venv/bin/python benchmarks/fuzz/measure.py [--updates 100000] [--seed 1]

The real dispatcher, content and database; calls are answered in the process, nothing goes out. Leaves with status 1 if
anything was logged as an error, or if somebody who wrote or tapped in a private chat got nothing. It takes about 20
minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.fuzz.feeding import Fed, errors_only, feed, resident  # noqa: E402
from benchmarks.fuzz.making import maker  # noqa: E402
from benchmarks.machine import head  # noqa: E402
from bot.entry.knowledge import load_knowledge  # noqa: E402
from bot.settings import Settings  # noqa: E402
from tests.house import House  # noqa: E402
from tests.keys import KEY  # noqa: E402

LIBRARIES = ("aiogram", "hypothesis", "sqlalchemy", "aiosqlite")
STEP = 10_000
SHOWN = 5


async def run(updates: int, seed: int) -> bool:
    knowledge = load_knowledge(Settings(_env_file=None, semantic=False))
    fed, marks = Fed(), [0]
    with tempfile.TemporaryDirectory() as folder, maker(updates, seed) as pipe:
        async with House(knowledge, f"sqlite+aiosqlite:///{folder}/qadam.db") as house:
            print("  updates  answers  errors  left out  a second  memory, MiB  objects", flush=True)
            line(fed, house)
            while batch := pipe.recv():
                await feed(house, batch, fed)
                if fed.updates // step(updates) > len(marks) - 1 or fed.updates == updates:
                    marks.append(fed.updates)
                    line(fed, house)
        report(fed, house)
    return not (house.failures or house.logged or fed.unanswered)


def step(updates: int) -> int:
    return min(STEP, max(1, updates // 10))


def line(fed: Fed, house: House) -> None:
    errors = len(house.failures) + len(house.logged)
    rate = fed.updates / fed.seconds if fed.seconds else 0.0
    counts = f"{fed.updates:9}{fed.answers:9}{errors:8}{len(fed.unanswered):10}"
    print(f"{counts}{rate:10.0f}{resident():13.1f}{len(gc.get_objects()):9}", flush=True)


def report(fed: Fed, house: House) -> None:
    kinds = ", ".join(f"{kind} {number}" for kind, number in fed.kinds.most_common())
    print(f"\n{kinds}\n{fed.unreadable} could not be read by aiogram; {fed.owed} deserved an answer")
    print(f"slowest: {fed.slowest[0] * 1000:.0f} ms, {fed.slowest[1]}")
    for error in house.failures[:SHOWN]:
        traceback.print_exception(error)
    for text in (*house.logged[:SHOWN], *fed.unanswered[:SHOWN]):
        print(text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="feed the bot with made-up updates")
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ["DATA_KEY"] = KEY
    print(f"{head(*LIBRARIES)}; seed {given.seed}\n", flush=True)
    warnings.filterwarnings("ignore", "\nDetected unknown update type|Detected unknown update type")
    errors_only()
    sys.exit(0 if asyncio.run(run(given.updates, given.seed)) else 1)
