"""An unfinished input begun at one process goes on at another; without Redis, in the database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from bot.shared import dialogue as module
from bot.shared.dialogue import SharedDialogue, SharedTurns
from bot.shared.link import LEFT_ALONE_FOR
from bot.telegram.dialogue import Asking
from bot.telegram.isolation import OneAtATime

if TYPE_CHECKING:
    from tests.shared.conftest import Pair

PERSON = StorageKey(bot_id=1, chat_id=1001, user_id=1001)
OTHER = StorageKey(bot_id=1, chat_id=1002, user_id=1002)
GROUP = StorageKey(bot_id=1, chat_id=-7, user_id=1001)
DATA = {"purpose": "e.1", "words": "кіру күні"}


@pytest.fixture
def database() -> MemoryStorage:
    """What both have in common beside Redis."""
    return MemoryStorage()


@pytest.fixture
def both(pair: Pair, database: MemoryStorage) -> tuple[SharedDialogue, SharedDialogue]:
    return SharedDialogue(pair.one, database), SharedDialogue(pair.two, database)


async def test_what_one_process_asked_another_hears(both: tuple[SharedDialogue, SharedDialogue]) -> None:
    one, two = both
    await one.set_state(PERSON, Asking.day)
    await one.set_data(PERSON, DATA)
    assert await two.get_state(PERSON) == Asking.day.state
    assert await two.get_data(PERSON) == DATA
    assert await two.get_state(OTHER) is None
    assert await two.get_data(OTHER) == {}
    await two.set_state(PERSON)
    await two.set_data(PERSON, {})
    assert await one.get_state(PERSON) is None
    assert await one.get_data(PERSON) == {}


async def test_nothing_there_can_be_read_without_the_key_and_it_does_not_stay(
    pair: Pair, both: tuple[SharedDialogue, SharedDialogue]
) -> None:
    await both[0].set_state(PERSON, Asking.day)
    await both[0].set_data(PERSON, DATA)
    keys = [key async for key in pair.one.client.scan_iter(f"{pair.one.prefix}*")]
    assert len(keys) == 2
    for key in keys:
        assert b"1001" not in key
        assert "күні".encode() not in await pair.one.client.get(key)
        assert await pair.one.client.ttl(key) > 0


async def test_in_a_group_nobody_is_asked_anything(both: tuple[SharedDialogue, SharedDialogue]) -> None:
    await both[0].set_state(GROUP, Asking.day)
    await both[0].set_data(GROUP, DATA)
    assert await both[0].get_state(GROUP) is None
    assert await both[0].get_data(GROUP) == {}


async def test_while_redis_is_away_the_database_keeps_it(
    pair: Pair, both: tuple[SharedDialogue, SharedDialogue], database: MemoryStorage
) -> None:
    pair.door.close()
    one, two = both
    await one.set_state(PERSON, Asking.day)
    await one.set_data(PERSON, DATA)
    assert await database.get_state(PERSON) == Asking.day.state
    assert await two.get_state(PERSON) == Asking.day.state
    assert await two.get_data(PERSON) == DATA
    pair.door.open()
    pair.clock.now += LEFT_ALONE_FOR
    assert await two.get_state(PERSON) is None
    await one.close()


async def test_updates_of_a_chat_are_handled_one_at_a_time_by_all_processes_together(pair: Pair) -> None:
    turns = [SharedTurns(link, OneAtATime()) for link in (pair.one, pair.two)]
    inside: list[int] = []
    most = 0

    async def handle(number: int) -> None:
        nonlocal most
        async with turns[number % 2].lock(PERSON):
            inside.append(number)
            most = max(most, len(inside))
            await asyncio.sleep(0.005)
            inside.remove(number)

    await asyncio.gather(*(handle(number) for number in range(8)))
    assert most == 1
    for turn in turns:
        await turn.close()


async def test_people_do_not_wait_for_each_other(pair: Pair) -> None:
    one, two = (SharedTurns(link, OneAtATime()) for link in (pair.one, pair.two))
    async with one.lock(PERSON), two.lock(OTHER):
        pass


async def test_a_turn_of_a_dead_process_ends_and_what_took_too_long_is_no_fault(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_TURN", 0.1)
    one, two = (SharedTurns(link, OneAtATime()) for link in (pair.one, pair.two))
    async with one.lock(PERSON), two.lock(PERSON):
        pass
    assert pair.one.up
    assert pair.two.up


async def test_while_redis_is_away_turns_are_kept_by_each_process(pair: Pair) -> None:
    turns = SharedTurns(pair.one, OneAtATime())
    async with turns.lock(PERSON):
        pair.door.close()
    async with turns.lock(PERSON):
        pass
