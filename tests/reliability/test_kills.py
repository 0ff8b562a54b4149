"""A process that is killed loses nothing, and repeats nothing but what was delivered and not yet marked."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from tests.reliability.drill import Drill, delivered_so_far
from tests.reliability.faults import GIVES_UP_AFTER, spoil

if TYPE_CHECKING:
    from tests.reliability.worker import Nursery
    from tests.reliability.world import World

KILLS = 12


async def test_kills_lose_nothing_and_repeat_exactly_what_was_delivered_and_not_marked(
    world: World, nursery: Nursery
) -> None:
    drill = Drill(world, nursery, Random(20261201))
    await world.fill(5)
    await drill.kill_between()
    assert drill.allowed.total() == 1
    await drill.kill_often(KILLS)
    found = world.count()
    assert found.lost == 0
    assert found.silent == 0
    assert delivered_so_far(world) == drill.allowed + Counter(world.expected)


async def test_kills_lose_nothing_while_telegram_misbehaves_at_random(world: World, nursery: Nursery) -> None:
    spoil(world.server, Random(3), part=0.2)
    drill = Drill(world, nursery, Random(20261202), gives_up_after=GIVES_UP_AFTER)
    await drill.kill_often(KILLS // 2)
    found = world.count()
    assert found.lost == 0
    assert found.silent == 0
    assert delivered_so_far(world) <= drill.allowance() + Counter(world.expected)


async def test_two_processes_that_are_killed_at_once_lose_nothing(world: World, nursery: Nursery) -> None:
    drill = Drill(world, nursery, Random(20261203))
    await drill.kill_often(KILLS // 2, processes=2)
    found = world.count()
    assert found.lost == 0
    assert found.silent == 0
    assert delivered_so_far(world) == drill.allowed + Counter(world.expected)


async def test_four_processes_that_are_killed_at_once_lose_nothing(world: World, nursery: Nursery) -> None:
    drill = Drill(world, nursery, Random(20261204))
    await drill.kill_often(KILLS, processes=4)
    found = world.count()
    assert found.lost == 0
    assert found.silent == 0
    assert delivered_so_far(world) == drill.allowed + Counter(world.expected)
