"""Kills delivering processes again and again, and counts exactly which messages this may repeat."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.remind.delivery import LEASE, LONGEST_PAUSE, SEND_TIMEOUT, State
from tests.reliability.faults import answer_was_lost
from tests.reliability.worker import Order
from tests.reliability.world import DAY, MANY_PASSES, START, Key, arrivals, next_look, states_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from tests.fakes.telegram_server import TelegramServer
    from tests.reliability.worker import Nursery
    from tests.reliability.world import World

PAST_THE_LEASE = LEASE + timedelta(seconds=1)
LONGEST_RUN = 0.25
"""Seconds after its start within which a process is killed."""
LONGEST_AFTER = 0.006
"""Seconds after a message arrived within which a process is killed: until then it writes down what came of it."""
MOST_MESSAGES = 6
MORE_PEOPLE = 40
ONE_OR_TWO_DAYS = (DAY,), (DAY, DAY)
"""Two days of one person that are due at once go in one message."""
SETTLES_AFTER = 20.0


@dataclass(slots=True)
class Drill:
    """`allowed`: how often each notice may be repeated. `between`: notices caught between a delivery and its mark.

    `jumps`: by so much, one of these at random, the clock is wrong after each kill.
    """

    world: World
    nursery: Nursery
    random: Random
    lanes: int = 1
    gives_up_after: float = SEND_TIMEOUT
    moment: datetime = START
    jumps: tuple[timedelta, ...] = (timedelta(0),)
    jump: timedelta = timedelta(0)
    kills: int = 0
    between: int = 0
    allowed: Counter[Key] = field(default_factory=Counter)
    counted: Counter[Key] = field(default_factory=Counter)
    started: int = 0

    def order(self) -> Order:
        self.started += 1
        report = self.world.folder / f"report{self.started}.json"
        server = self.world.server
        return Order(
            self.world.url, server.url, server.token, self.moment.isoformat(), str(report), self.lanes,
            self.gives_up_after,
        )  # fmt: skip

    async def kill_often(self, kills: int, processes: int = 1) -> None:
        """Kill so many processes, each with something to do; then let others deliver all that is left."""
        while self.kills < kills:
            if await next_look(self.world.engine, self.moment) is None:
                await self.world.fill(MORE_PEOPLE, lambda chat_id: ONE_OR_TWO_DAYS[chat_id % 2])
            await self.kill(processes)
        await self.finish(processes)

    async def kill(self, processes: int = 1) -> None:
        """Start processes and kill each at a random point of its work."""
        pids = [await self.nursery.start(self.order()) for _ in range(processes)]
        for pid in pids:
            await self.random_point()
            os.kill(pid, signal.SIGKILL)
        await self.buried(pids)

    async def buried(self, pids: Sequence[int]) -> None:
        """Wait for the end of processes, see what they left, and let their leases run out."""
        statuses = [await self.nursery.ended(pid) for pid in pids]
        assert set(statuses) <= {0, -signal.SIGKILL}, statuses
        self.kills += statuses.count(-signal.SIGKILL)
        await quiet(self.world.server)
        await self.note()
        jump = self.random.choice(self.jumps)
        self.moment += PAST_THE_LEASE + jump - self.jump
        self.jump = jump

    async def kill_between(self) -> None:
        """Kill a process surely between the delivery of a message and its mark: while it waits for the answer."""
        server = self.world.server
        server.fault("sendMessage", kind="slow", seconds=SETTLES_AFTER)
        before = len(server.calls("sendMessage"))
        pid = await self.nursery.start(self.order())
        await server.called("sendMessage", before + 1, over=False)
        os.kill(pid, signal.SIGKILL)
        await self.buried([pid])

    async def random_point(self) -> None:
        if self.random.random() < 0.5:
            await asyncio.sleep(self.random.uniform(0, LONGEST_RUN))
            return
        calls = len(self.world.server.calls("sendMessage")) + self.random.randint(1, MOST_MESSAGES)
        try:
            await self.world.server.called("sendMessage", calls, LONGEST_RUN, over=False)
        except TimeoutError:
            return
        await asyncio.sleep(self.random.uniform(0, LONGEST_AFTER))

    async def note(self) -> None:
        """Find what was delivered and is not marked: that, and nothing else, may be repeated by a kill."""
        delivered = delivered_so_far(self.world)
        states = await states_of(self.world.engine)
        caught = [key for key, state in states.items() if state == State.SENDING and delivered[key] > self.counted[key]]
        self.between += len(caught)
        self.allowed.update(caught)
        self.counted = delivered

    async def finish(self, processes: int = 1) -> list[int]:
        """Let processes deliver all that is left. Returns how often each ended well."""
        due_by = self.moment
        for _ in range(MANY_PASSES):
            pids = [await self.nursery.start(self.order()) for _ in range(processes)]
            statuses = [await self.nursery.ended(pid) for pid in pids]
            assert set(statuses) == {0}, statuses
            self.moment += LONGEST_PAUSE
            if await next_look(self.world.engine, due_by) is None:
                return statuses
        raise AssertionError(f"not settled after {MANY_PASSES} passes")

    def allowance(self) -> Counter[Key]:
        """Return how often each notice may be repeated, for kills and for answers that the double lost."""
        lost = Counter(
            key
            for arrival in arrivals(self.world.server, self.world.notices.catalogues)
            if answer_was_lost(arrival.call)
            for key in arrival.keys
        )
        return self.allowed + lost


def delivered_so_far(world: World) -> Counter[Key]:
    return Counter(key for arrival in arrivals(world.server, world.notices.catalogues) for key in arrival.keys)


async def quiet(server: TelegramServer) -> None:
    """Wait until the double has read all that dead processes had written to it."""
    http = server._runner.server
    assert http is not None
    await some_rounds()  # so that connections are taken that were made just before the end
    async with asyncio.timeout(SETTLES_AFTER):
        while http.connections or server._desk.in_flight:  # noqa: ASYNC110 - aiohttp has no event for this
            await asyncio.sleep(0.001)
    await some_rounds()  # so that handlers of broken connections are cancelled


async def some_rounds() -> None:
    for _ in range(8):
        await asyncio.sleep(0)
