"""One update of a chat at a time, in order, and nothing left of it afterwards."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Message, Update

from bot.telegram.isolation import OneAtATime
from tests.house import House
from tests.telegram.test_flood import message

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge


def key(person: int) -> StorageKey:
    return StorageKey(bot_id=1, chat_id=person, user_id=person)


async def test_updates_of_a_chat_are_handled_one_by_one_in_order_and_those_of_another_beside_them() -> None:
    isolation, seen = OneAtATime(), list[str]()

    async def handle(person: int, number: int) -> None:
        async with isolation.lock(key(person)):
            seen.append(f"{person} begins {number}")
            await asyncio.sleep(0)
            seen.append(f"{person} ends {number}")

    await asyncio.gather(*(handle(person, number) for number in range(3) for person in (1, 2)))
    for person in (1, 2):
        mine = [line for line in seen if line.startswith(str(person))]
        assert mine == [f"{person} {verb} {number}" for number in range(3) for verb in ("begins", "ends")]
    assert seen[:2] == ["1 begins 0", "2 begins 0"]
    assert not isolation.lines


async def test_who_gives_up_waiting_leaves_the_line() -> None:
    isolation = OneAtATime()
    async with isolation.lock(key(1)):
        waiting = asyncio.create_task(isolation.lock(key(1)).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert isolation.lines[key(1)].people == 1
    assert not isolation.lines
    await isolation.close()


async def test_nothing_of_an_update_stays_in_memory_when_it_is_answered(knowledge: Knowledge, tmp_path: Path) -> None:
    async with House(knowledge, f"sqlite+aiosqlite:///{tmp_path / 'qadam.db'}") as house:
        for number in range(30):
            assert await house.feed(message(number, sender=74_000_000 + number))
        gc.collect()
        kept = [item for item in gc.get_objects() if isinstance(item, Update | Message)]
        assert [item for item in kept if "secret words" in item.model_dump_json()] == []
        assert not house.dispatcher.fsm.events_isolation.lines  # type: ignore[attr-defined]
