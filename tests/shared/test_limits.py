"""Limits are kept by all processes together, and by each alone while Redis is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.allowance import AT_ONCE, Verdict
from bot.shared.limits import OUT_AT_ONCE, SharedLimits

if TYPE_CHECKING:
    from tests.shared.conftest import Pair


@pytest.fixture
def limits(pair: Pair) -> tuple[SharedLimits, SharedLimits]:
    return SharedLimits(pair.one), SharedLimits(pair.two)


async def test_a_chat_may_ask_all_processes_together_for_as_much_as_one(
    limits: tuple[SharedLimits, SharedLimits],
) -> None:
    heard = [await limits[number % 2].verdict(1) for number in range(AT_ONCE + 4)]
    assert heard[:AT_ONCE] == [Verdict.PASSED] * AT_ONCE
    assert heard[AT_ONCE:].count(Verdict.REFUSED_FIRST) == 1
    assert Verdict.REFUSED in heard
    assert await limits[0].verdict(2) is Verdict.PASSED


async def test_places_for_messages_are_given_out_once(limits: tuple[SharedLimits, SharedLimits]) -> None:
    waits = [await limits[number % 2].room() for number in range(OUT_AT_ONCE + 2)]
    assert waits[:OUT_AT_ONCE] == [0.0] * OUT_AT_ONCE
    assert all(0 < wait <= 0.1 for wait in waits[OUT_AT_ONCE:])


async def test_answers_of_one_process_leave_reminders_of_another_less_room(
    limits: tuple[SharedLimits, SharedLimits],
) -> None:
    for _ in range(OUT_AT_ONCE + 1):
        await limits[0].spent()
    assert await limits[1].room() > 0


async def test_a_silence_that_telegram_asks_one_process_for_is_kept_by_all(
    limits: tuple[SharedLimits, SharedLimits],
) -> None:
    await limits[0].hush(30)
    assert 25 < await limits[1].room() <= 30


async def test_while_redis_is_away_each_process_keeps_its_own_limits_alone(
    pair: Pair, limits: tuple[SharedLimits, SharedLimits]
) -> None:
    pair.door.close()
    assert [await limits[0].verdict(1) for _ in range(AT_ONCE * 2)] == [Verdict.PASSED] * AT_ONCE * 2
    assert await limits[0].room() == 0.0
    await limits[0].spent()
    await limits[0].hush(5)
    assert await limits[1].room() == 0.0
