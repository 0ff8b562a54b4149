"""The large drill: processes killed at random points, alone and together; a clock that jumps; a locked database."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from tests.fakes.telegram_server import TelegramServer
from tests.postgres import emptied
from tests.reliability.drill import ONE_OR_TWO_DAYS, Drill, delivered_so_far
from tests.reliability.faults import GIVES_UP_AFTER, spoil
from tests.reliability.worker import Nursery
from tests.reliability.world import DAY, ONE_DAY, Count, world_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library

KILLS_A_ROUND = 25
"""After so many kills the world is made anew, so that late rounds are not about old rows only."""
PART_SPOILED = 0.2
PEOPLE = 200
LOCKS = 6
LOCKED_FOR, FREE_FOR = 3.0, 0.1
JUMPS = 40


@dataclass(frozen=True, slots=True)
class Scenario:
    """`part` of the kills that were asked for fall to it; those on PostgreSQL come on top."""

    name: str
    part: float
    processes: int = 1
    lanes: int = 1
    faults: bool = False
    jumps: bool = False
    postgres: bool = False


KILLED = (
    Scenario("one process", 0.34),
    Scenario("one process, random faults", 0.2, faults=True),
    Scenario("one process, four lanes", 0.1, lanes=4),
    Scenario("two processes at once", 0.12, processes=2),
    Scenario("four processes at once", 0.08, processes=4),
    Scenario("two processes, random faults", 0.08, processes=2, faults=True),
    Scenario("one process, the clock jumps by a day", 0.08, jumps=True),
    Scenario("PostgreSQL, four processes at once", 0.2, processes=4, postgres=True),
    Scenario("PostgreSQL, four processes, random faults", 0.1, processes=4, faults=True, postgres=True),
)


@dataclass(slots=True)
class Result:
    name: str
    kills: int = 0
    between: int = 0
    expected: int = 0
    delivered: int = 0
    lost: int = 0
    repeated: int = 0
    allowed: int = 0
    beyond: int = 0
    silent: int = 0

    @property
    def kept(self) -> bool:
        """Tell whether the promise was kept."""
        return self.lost == self.beyond == self.silent == 0

    def add(self, found: Count, drill: Drill) -> None:
        delivered, allowance = delivered_so_far(drill.world), drill.allowance()
        self.kills += drill.kills
        self.between += drill.between
        self.expected += found.expected
        self.delivered += delivered.total()
        self.lost += found.lost
        self.repeated += found.repeated
        self.allowed += allowance.total()
        self.beyond += (delivered - allowance - Counter(drill.world.expected)).total()
        self.silent += found.silent

    def line(self) -> str:
        numbers = (self.kills, self.between, self.expected, self.lost, self.repeated, self.allowed, self.silent)
        return f"{self.name:40}" + "".join(f"{number:10}" for number in numbers)


HEAD = ("kills", "between", "notices", "lost", "repeated", "allowed", "silent")


@dataclass(frozen=True, slots=True)
class Drills:
    nursery: Nursery
    texts: tuple[Mapping[str, Texts], Library]
    random: Random
    postgres: str | None

    async def emptied(self) -> str:
        assert self.postgres, "scenarios on PostgreSQL are left out without one"
        await emptied(self.postgres)
        return self.postgres

    async def killed(self, scenario: Scenario, kills: int) -> Result:
        result = Result(scenario.name)
        while (left := kills - result.kills) > 0:
            await self.round(scenario, min(left, KILLS_A_ROUND), result)
        return result

    async def round(self, scenario: Scenario, kills: int, result: Result) -> None:
        with tempfile.TemporaryDirectory() as folder:
            url = await self.emptied() if scenario.postgres else file_in(folder)
            async with TelegramServer() as server, world_of(server, url, Path(folder), self.texts) as world:
                if scenario.faults:
                    spoil(server, self.random, PART_SPOILED)
                drill = Drill(world, self.nursery, self.random, scenario.lanes)
                drill.gives_up_after = GIVES_UP_AFTER if scenario.faults else drill.gives_up_after
                if scenario.jumps:
                    drill.jumps = (0 * ONE_DAY, ONE_DAY)
                await drill.kill_often(kills, scenario.processes)
                result.add(world.count(), drill)

    async def jumped(self) -> Result:
        """Passes by a clock that is set forward and back, over three days of notices."""
        result = Result("the clock jumps between passes, no kill")
        with tempfile.TemporaryDirectory() as folder:
            async with TelegramServer() as server, world_of(server, file_in(folder), Path(folder), self.texts) as world:
                await world.fill(PEOPLE // 4, lambda _: (DAY, DAY + ONE_DAY, DAY + 2 * ONE_DAY))
                drill = Drill(world, self.nursery, self.random)
                first = drill.moment
                for _ in range(JUMPS):
                    await self.nursery.ended(await self.nursery.start(drill.order()))
                    drill.moment = first + self.random.randint(-1, 2) * ONE_DAY
                drill.moment = first + 2 * ONE_DAY
                await drill.finish()
                result.add(world.count(), drill)
        return result

    async def locked(self, processes: int) -> Result:
        """Deliver while another program locks the database for seconds, again and again."""
        result = Result(f"locked for {LOCKED_FOR:.0f} s {LOCKS} times, {processes} process(es)")
        with tempfile.TemporaryDirectory() as folder:
            async with TelegramServer() as server, world_of(server, file_in(folder), Path(folder), self.texts) as world:
                await world.fill(PEOPLE, lambda chat_id: ONE_OR_TWO_DAYS[chat_id % 2])
                drill = Drill(world, self.nursery, self.random)
                with closing(sqlite3.connect(world.folder / "qadam.db", isolation_level=None, timeout=10)) as other:
                    locking = asyncio.create_task(lock_often(other))
                    await drill.finish(processes)
                    await locking
                result.add(world.count(), drill)
        return result


def file_in(folder: str) -> str:
    return f"sqlite+aiosqlite:///{folder}/qadam.db"


async def lock_often(other: sqlite3.Connection) -> None:
    for _ in range(LOCKS):
        await asyncio.sleep(FREE_FOR)
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(LOCKED_FOR)
        other.execute("ROLLBACK")


async def run(texts: tuple[Mapping[str, Texts], Library], kills: int, seed: int, postgres: str | None) -> bool:
    """`postgres`: the address of an empty database there; without it those scenarios are left out."""
    print(f"{kills} kills, seed {seed}; `between`: notices that a kill caught between their delivery and its mark\n")
    print(f"{'':40}" + "".join(f"{head:>10}" for head in HEAD), flush=True)
    started, results = perf_counter(), []
    with Nursery() as nursery:
        drills = Drills(nursery, texts, Random(seed), postgres)
        for scenario in KILLED:
            if scenario.postgres and not postgres:
                continue
            results.append(await drills.killed(scenario, round(kills * scenario.part)))
            print(results[-1].line(), flush=True)
        for doing in (drills.jumped(), drills.locked(1), drills.locked(2)):
            results.append(await doing)
            print(results[-1].line(), flush=True)
    total = Result("together")
    for name in ("kills", "between", "expected", "lost", "repeated", "allowed", "silent", "beyond"):
        setattr(total, name, sum(getattr(result, name) for result in results))
    print(f"{total.line()}\n\n{perf_counter() - started:.0f} s; repeats beyond what a kill or a lost answer explains: "
          f"{total.beyond}")  # fmt: skip
    return total.kept
