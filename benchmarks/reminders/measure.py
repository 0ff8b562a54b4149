"""Measures the reminders: what kills and faults lose, how large the table may grow, how fast messages go out.

    .venv/bin/python benchmarks/reminders/measure.py [drill|scale|rate] [--kills 300] [--seed 1]

With TEST_POSTGRES_URL set, `drill` also kills processes on PostgreSQL, in a database that it makes and drops. It leaves
with status 1 if anything was lost, or repeated beyond what a kill or a lost answer explains, or without the line that
says so; `rate` if Telegram's limits were broken or hardly used.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from contextlib import nullcontext
from pathlib import Path

import structlog

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.machine import head  # noqa: E402
from benchmarks.reminders import drill, rate, scale  # noqa: E402
from bot.entry.knowledge import load_texts  # noqa: E402
from bot.settings import Settings  # noqa: E402
from tests.postgres import SERVER, database  # noqa: E402

LIBRARIES = ("sqlalchemy", "aiosqlite", "aiogram", "aiohttp")
PARTS = ("drill", "scale", "rate")


def main(given: argparse.Namespace) -> int:
    print(f"{head(*LIBRARIES)}\n", flush=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    texts = load_texts(Settings(_env_file=None))
    kept = True
    if given.part in {None, "drill"}:
        with database() if SERVER else nullcontext() as postgres:
            kept &= asyncio.run(drill.run(texts, given.kills, given.seed, postgres))
    if given.part in {None, "scale"}:
        asyncio.run(scale.run(texts, given.rows))
    if given.part in {None, "rate"}:
        kept &= rate.run(texts, given.messages, given.slow_messages)
    return 0 if kept else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure the reminders")
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, nargs="+", default=scale.SIZES)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--slow-messages", type=int, default=1_000)
    sys.exit(main(parser.parse_args()))
