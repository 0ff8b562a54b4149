"""What the handling of one update costs, from its JSON to the answer that was accepted, against a bare aiogram bot.

    .venv/bin/python benchmarks/handling/measure.py [--updates 200] [--rounds 5] [--profile menu|question|stay|tap]

Bare is `benchmarks/bare.py`: aiogram's Bot and Dispatcher with one handler that answers with the text it was sent (and
one that acknowledges a tap and edits its message). It knows nobody, reads no database and sends a short text without
buttons. Ours reads who is asking and what is kept of them, routes questions among all topics, and sends a whole screen.
So the ratio says what all of that costs on top of aiogram, not how well the same work is done.

Two ways, both bots in turn, block by block, in one run; medians of the blocks:

* long polling: `python -m bot run` and the bare program poll a Bot API on loopback that answers at once, in a process
  of its own. It gives one update at a time: the next when the answer to the one before has come. `wall` is the time of
  a block by its updates, so a getUpdates for each is in it, for both bots; `processor` is that of the bot's process.
* in process: `dispatcher.feed_update` over a session that answers at once, so that no network hides the work. Writing
  the request and reading Telegram's answer are not in it. The processor's time includes the threads of the database.

People are known to our bot before: they chose a language and keep three trips. SQLite stands on a real file.
`--profile` prints where the time of one kind goes, in process, by the functions' own time. It sees the event loop's
thread only, not that of the database, and makes small functions look dearer than they are.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import gc
import os
import pstats
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager, redirect_stderr
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.bare import bare_dispatcher  # noqa: E402
from benchmarks.handling.kinds import beforehand, kinds  # noqa: E402
from benchmarks.handling.local import Handler, local_bot  # noqa: E402
from benchmarks.machine import cpu_seconds, head, print_head, print_row  # noqa: E402
from benchmarks.programs import BARE, QADAM, program, stub  # noqa: E402
from benchmarks.talks import Updates  # noqa: E402
from bot.entry.knowledge import load_knowledge  # noqa: E402
from bot.entry.logs import configure_logs  # noqa: E402
from bot.settings import Settings  # noqa: E402
from tests.house import House  # noqa: E402
from tests.keys import KEY  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.handling.kinds import Kind
    from benchmarks.programs import Stub
    from bot.entry.knowledge import Knowledge

    Took = defaultdict[tuple[str, bool], list[tuple[float, float]]]

LIBRARIES = ("aiogram", "aiohttp", "sqlalchemy", "aiosqlite", "pydantic")
PEOPLE = 200
"""So many take turns that nobody comes near the limit of a chat."""
OURS, THEIRS = "42:OURS", "43:BARE"
SHOWN = 25
COLUMNS = ("", "bare wall, ms", "Qadam wall, ms", "ratio", "bare processor, ms", "Qadam processor, ms", "ratio")


class Measure:
    """The kinds, and the people who send them, in turn."""

    def __init__(self, knowledge: Knowledge, updates: int) -> None:
        self.updates = Updates()
        self.size = updates
        self.kinds = kinds(self.updates, knowledge)
        people = [self.updates.person() for _ in range(max(PEOPLE, updates))]
        self.before = list(beforehand(self.updates, people, knowledge.today()))
        self.turns = cycle(people)

    def block(self, kind: Kind) -> list[dict[str, Any]]:
        return [kind.make(next(self.turns)) for _ in range(self.size)]


def over_http(measure: Measure, rounds: int) -> None:
    took: Took = defaultdict(list)
    with (
        tempfile.TemporaryDirectory() as folder,
        stub() as api,
        program(QADAM, folder, api, OURS) as ours,
        program(BARE, folder, api, THEIRS) as bare,
    ):
        api.ready(OURS)
        api.ready(THEIRS)
        api.drive(OURS, measure.before)
        for round_ in range(-1, rounds):  # the first only warms up
            for kind in measure.kinds:
                for token, pid in ((THEIRS, bare), (OURS, ours)):
                    one = driven(api, token, pid, measure.block(kind))
                    took[kind.name, token == OURS] += [one] if round_ >= 0 else []
    report("long polling", measure.kinds, took)


def driven(api: Stub, token: str, pid: int, block: Sequence[dict[str, Any]]) -> tuple[float, float]:
    used = cpu_seconds(pid)
    done = api.drive(token, block)
    return done.seconds / len(block), (cpu_seconds(pid) - used) / len(block)


async def in_process(measure: Measure, knowledge: Knowledge, rounds: int) -> None:
    took: Took = defaultdict(list)
    theirs = Handler(bare_dispatcher(), local_bot())
    with tempfile.TemporaryDirectory() as folder:
        async with House(knowledge, f"sqlite+aiosqlite:///{folder}/qadam.db") as house:
            ours = Handler(house.dispatcher, local_bot())
            await ours.block(measure.before)
            gc.freeze()  # as the bot does when it has started
            for round_ in range(-1, rounds):
                for kind in measure.kinds:
                    for handler in (theirs, ours):
                        one = await handler.block(measure.block(kind))
                        took[kind.name, handler is ours] += [one] if round_ >= 0 else []
        assert not house.failures, house.failures
    report("in process", measure.kinds, took)


def report(way: str, all_: Sequence[Kind], took: Took) -> None:
    for kind in all_:
        cells: list[str] = [f"{way}: {kind.name} ({kind.calls})"]
        for which in (0, 1):
            bare, ours = (median(one[which] for one in took[kind.name, mine]) * 1000 for mine in (False, True))
            cells += [f"{bare:.2f}", f"{ours:.2f}", f"{ours / bare:.1f}" if bare else "-"]
        print_row(cells)


async def profile(measure: Measure, knowledge: Knowledge, name: str, rounds: int) -> None:
    kind = next(kind for kind in measure.kinds if kind.name == name)
    seen = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        async with House(knowledge, f"sqlite+aiosqlite:///{folder}/qadam.db") as house:
            ours = Handler(house.dispatcher, local_bot())
            await ours.block(measure.before)
            await ours.block(measure.block(kind))
            gc.freeze()
            for _ in range(rounds):
                block = measure.block(kind)
                seen.enable()
                await ours.block(block)
                seen.disable()
    print(f"{rounds * measure.size} updates of the kind {name}, in process", flush=True)
    pstats.Stats(seen).sort_stats("tottime").print_stats(SHOWN)


@contextmanager
def lines_thrown_away() -> Iterator[None]:
    """Make log lines as the program does, and write them nowhere."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        configure_logs(Settings(_env_file=None))
        yield


def main(given: argparse.Namespace) -> None:
    knowledge = load_knowledge(Settings(_env_file=None, semantic=False))
    measure = Measure(knowledge, given.updates)
    if given.profile:
        asyncio.run(profile(measure, knowledge, given.profile, given.rounds))
        return
    print_head(COLUMNS)
    over_http(measure, given.rounds)
    asyncio.run(in_process(measure, knowledge, given.rounds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure the handling of an update")
    parser.add_argument("--updates", type=int, default=200, help="in a block")
    parser.add_argument("--rounds", type=int, default=5, help="blocks of each kind and bot")
    parser.add_argument("--profile", choices=("menu", "question", "stay", "tap"))
    given = parser.parse_args()
    os.environ["DATA_KEY"] = KEY
    print(f"{head(*LIBRARIES)}; medians of {given.rounds} blocks of {given.updates} updates\n", flush=True)
    with lines_thrown_away():
        main(given)
