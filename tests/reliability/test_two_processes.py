"""Two processes share the rows: each notice goes once, and nobody is written to by both."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from random import Random
from typing import TYPE_CHECKING

from bot.domain.remind.delivery import State
from bot.services.remind.delivery import PEOPLE_AT_ONCE
from tests.reliability.drill import PAST_THE_LEASE, Drill
from tests.reliability.world import arrivals, states_of

if TYPE_CHECKING:
    from tests.reliability.worker import Nursery
    from tests.reliability.world import World

PEOPLE = PEOPLE_AT_ONCE + 20
UNTIL_BOTH_ARE_SEEN = 1.0
"""Seconds that the first message takes, so that its process can be stopped while it waits."""


async def test_two_processes_at_once_send_each_notice_once(world: World, nursery: Nursery) -> None:
    await world.fill(PEOPLE)
    drill = Drill(world, nursery, Random(1))
    await drill.finish(processes=2)
    assert world.count().faultless
    assert set((await states_of(world.engine)).values()) == {State.SENT}
    reports = [json.loads(path.read_text()) for path in world.folder.glob("report*.json")]
    assert sum(report["sent"] for report in reports) == PEOPLE
    assert sum(report["retried"] for report in reports) == 0


async def stopped_while_it_sends(drill: Drill) -> int:
    """Start a process, and stop it while it waits for the answer to its first message."""
    drill.world.server.fault("sendMessage", kind="slow", seconds=UNTIL_BOTH_ARE_SEEN)
    first = await drill.nursery.start(drill.order())
    await drill.world.server.called("sendMessage", over=False)
    os.kill(first, signal.SIGSTOP)
    return first


async def test_what_one_process_has_in_hand_is_left_alone_by_another(world: World, nursery: Nursery) -> None:
    await world.fill(PEOPLE)
    drill = Drill(world, nursery, Random(1))
    first = await stopped_while_it_sends(drill)
    await nursery.ended(await nursery.start(drill.order()))
    left = [key for key, state in (await states_of(world.engine)).items() if state != State.SENT]
    assert len(left) == PEOPLE_AT_ONCE
    os.kill(first, signal.SIGCONT)
    assert await nursery.ended(first) == 0
    assert world.count().faultless


async def test_a_process_that_slept_past_its_lease_sends_nothing_that_another_took_over(
    world: World, nursery: Nursery
) -> None:
    await world.fill(PEOPLE)
    drill = Drill(world, nursery, Random(1))
    first = await stopped_while_it_sends(drill)
    drill.moment += PAST_THE_LEASE
    await nursery.ended(await nursery.start(drill.order()))
    os.kill(first, signal.SIGCONT)
    assert await nursery.ended(first) == 0
    found = world.count()
    assert (found.lost, found.repeated, found.silent) == (0, 1, 0)
    assert sum(arrival.warned for arrival in arrivals(world.server, world.notices.catalogues)) == 1
    assert set((await states_of(world.engine)).values()) == {State.SENT}


async def test_a_process_that_is_told_to_stop_finishes_its_message_and_gives_back_the_others(
    world: World, nursery: Nursery
) -> None:
    await world.fill(PEOPLE)
    drill = Drill(world, nursery, Random(1))
    world.server.fault("sendMessage", kind="slow", seconds=0.2)
    first = await nursery.start(drill.order())
    await world.server.called("sendMessage", over=False)
    os.kill(first, signal.SIGTERM)
    assert await asyncio.wait_for(nursery.ended(first), 10) == 0
    states = list((await states_of(world.engine)).values())
    assert (states.count(State.SENT), states.count(State.DUE)) == (1, PEOPLE - 1)
    await nursery.ended(await nursery.start(drill.order()))
    assert world.count().faultless
