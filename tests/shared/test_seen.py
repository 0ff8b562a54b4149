"""An update that Telegram brings to several processes is handled by one of them, and not lost with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.services.shared import seen as module
from bot.services.shared.seen import Progress, Seen
from bot.shared.seen import IN_HAND_FOR, KNOWN_FOR, SharedSeen

if TYPE_CHECKING:
    import pytest

    from tests.shared.conftest import Pair

NUMBER = 700_000_001


async def test_one_process_takes_an_update_the_other_waits_and_then_knows_it(pair: Pair) -> None:
    one, two = SharedSeen(pair.one), SharedSeen(pair.two)
    assert await one.begin(NUMBER) is Progress.NEW
    assert await two.begin(NUMBER) is Progress.IN_HAND
    await one.done(NUMBER)
    assert await two.begin(NUMBER) is Progress.DONE
    assert await two.begin(NUMBER) is Progress.DONE
    assert await one.begin(NUMBER) is Progress.DONE


async def test_of_processes_that_take_it_at_one_moment_one_has_it(pair: Pair) -> None:
    several = [SharedSeen(link) for link in (pair.one, pair.two) * 5]
    found = await asyncio.gather(*(seen.begin(NUMBER) for seen in several))
    assert sorted(progress.name for progress in found) == ["IN_HAND"] * 9 + ["NEW"]


async def test_what_is_given_back_is_taken_by_another(pair: Pair) -> None:
    one, two = SharedSeen(pair.one), SharedSeen(pair.two)
    await one.begin(NUMBER)
    await one.left(NUMBER)
    assert await two.begin(NUMBER) is Progress.NEW


async def test_what_a_dead_process_took_is_free_again_after_a_while(pair: Pair) -> None:
    one, two = SharedSeen(pair.one), SharedSeen(pair.two)
    await one.begin(NUMBER)
    key = pair.one.key("update", NUMBER)
    left = await pair.one.client.pttl(key) / 1000
    assert IN_HAND_FOR.total_seconds() - 5 < left <= IN_HAND_FOR.total_seconds()
    await pair.one.client.delete(key)  # as time would
    assert await two.begin(NUMBER) is Progress.NEW
    await two.done(NUMBER)
    assert await pair.one.client.ttl(key) > KNOWN_FOR.total_seconds() - 5


async def test_while_redis_is_away_each_process_knows_its_own(pair: Pair) -> None:
    one, two = SharedSeen(pair.one), SharedSeen(pair.two)
    pair.door.close()
    assert await one.begin(NUMBER) is Progress.NEW
    assert await one.begin(NUMBER) is Progress.IN_HAND
    await one.done(NUMBER)
    assert await one.begin(NUMBER) is Progress.DONE
    assert await two.begin(NUMBER) is Progress.NEW
    await two.left(NUMBER)
    assert await two.begin(NUMBER) is Progress.NEW


async def test_only_so_many_are_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    seen = Seen()
    for number in (1, 2, 3):
        await seen.begin(number)
    assert [await seen.begin(number) for number in (3, 1)] == [Progress.IN_HAND, Progress.NEW]
