"""Whether memory stays flat while one process holds ordinary conversations.

    .venv/bin/python benchmarks/memory/measure.py [--updates 100000] [--people 2000] [--seed 1]

The real dispatcher, content, limits and database in this process; calls are answered here, nothing goes out. People
come back again and again, each time for a conversation of six steps. What is bounded fills first: the messages that can
still be deleted (50,000), the chats whose limits are known (4,096). Leaves with status 1 if the second half added more
than a few MiB, or if anything failed.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.fuzz.feeding import errors_only, resident  # noqa: E402
from benchmarks.machine import head, print_head, print_row  # noqa: E402
from benchmarks.talks import Updates, conversation, questions  # noqa: E402
from bot.domain.allowance import Allowance  # noqa: E402
from bot.domain.fact import LANGUAGES  # noqa: E402
from bot.entry.knowledge import load_knowledge  # noqa: E402
from bot.settings import Settings  # noqa: E402
from tests.house import House  # noqa: E402
from tests.keys import KEY  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.talks import Json
    from bot.entry.knowledge import Knowledge

LIBRARIES = ("aiogram", "sqlalchemy", "aiosqlite", "pydantic")
STEPS = 10
FLAT = 4.0
"""MiB that the second half may add: the allocator keeps a little here and there."""


def talk(knowledge: Knowledge, people: int, seed: int) -> Iterator[Json]:
    """Yield the updates of one conversation after another, without end."""
    updates, pick = Updates(), Random(seed)
    asked = {language: questions(language) for language in LANGUAGES}
    known = [updates.person() for _ in range(people)]
    while True:
        for step in conversation(updates, pick.choice(known), pick, asked, knowledge.today()):
            yield step()


async def run(updates: int, people: int, seed: int) -> bool:
    knowledge = load_knowledge(Settings(_env_file=None, semantic=False))
    talking, memory, answers = talk(knowledge, people, seed), [], 0
    with tempfile.TemporaryDirectory() as folder:
        async with House(knowledge, f"sqlite+aiosqlite:///{folder}/qadam.db", Allowance()) as house:
            gc.freeze()  # as the bot does when it has started
            print_head(("updates", "memory, MiB", "objects", "calls of the Bot API", "updates a second"))
            for step in range(STEPS + 1):
                began, some = perf_counter(), updates // STEPS if step else 0
                for _ in range(some):
                    house.now += 1.0
                    answers += await house.feed(next(talking)) or 0
                rate = some / (perf_counter() - began)
                memory.append(resident())
                print_row((step * some, f"{memory[-1]:.1f}", len(gc.get_objects()), answers, f"{rate:.0f}"))
        errors = len(house.failures) + len(house.logged)
    more = memory[-1] - memory[STEPS // 2]
    print(f"\nThe second half added {more:+.1f} MiB; {errors} errors.")
    return more <= FLAT and not errors


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure memory over many conversations")
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ["DATA_KEY"] = KEY
    print(f"{head(*LIBRARIES)}; {given.people} people, seed {given.seed}\n", flush=True)
    errors_only()
    sys.exit(0 if asyncio.run(run(given.updates, given.people, given.seed)) else 1)
