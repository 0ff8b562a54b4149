"""What a flood costs: no look into the database, few places, one line in the log with nobody in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiogram.types import Chat, Update, User
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.domain.allowance import IN_HAND, Allowance
from bot.services.shared.limits import Limits
from bot.telegram.middlewares.flood import Flood
from bot.telemetry.meters import Meters
from tests.house import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aiogram.types import TelegramObject

    from bot.entry.knowledge import Knowledge

FLOODER, MANY = 73_000_001, 50


def message(number: int, sender: int = FLOODER) -> dict[str, Any]:
    user = {"id": sender, "is_bot": False, "first_name": "Zarina", "language_code": "en"}
    chat = {"id": sender, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 0, "chat": chat, "from": user, "text": "secret words"},
    }


@pytest.fixture
async def house(knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[House]:
    async with House(knowledge, f"sqlite+aiosqlite:///{tmp_path / 'qadam.db'}", Allowance()) as made:
        yield made


async def test_what_is_dropped_touches_no_database_and_only_the_first_gets_a_call(house: House) -> None:
    while await house.feed(message(1)):
        pass
    statements: list[str] = []
    event.listen(
        house.engine.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, statement, *_rest: statements.append(statement),
    )
    assert [await house.feed(message(number)) for number in range(MANY)] == [0] * MANY
    assert statements == []
    house.now += 1.0
    assert await house.feed(message(1))
    assert statements


async def test_an_episode_leaves_one_line_in_the_log_with_nobody_in_it(house: House) -> None:
    with capture_logs() as lines:
        for number in range(MANY):
            await house.feed(message(number))
    (line,) = (line for line in lines if line["event"] == "flood")
    assert line == {"event": "flood", "log_level": "info", "refused_so_far": 1}
    assert not house.logged


class Slow:
    """A handler that is not done before a test says so."""

    def __init__(self) -> None:
        self.done = asyncio.Event()
        self.begun = 0

    async def __call__(self, _event: TelegramObject, _data: dict[str, Any]) -> str:
        self.begun += 1
        await self.done.wait()
        return "done"


def data_of(sender: int) -> dict[str, Any]:
    user = User(id=sender, is_bot=False, first_name="-")
    return {"event_from_user": user, "event_chat": Chat(id=sender, type="channel")}


async def test_a_chat_whose_updates_wait_for_each_other_holds_few_places(knowledge: Knowledge) -> None:
    flood, slow = Flood(Allowance(), knowledge.catalogues, lambda: 0.0, Limits(), Meters()), Slow()
    update = Update(update_id=1)
    tasks = [asyncio.create_task(flood(slow, update, data_of(1))) for _ in range(IN_HAND + 5)]
    other = asyncio.create_task(flood(slow, update, data_of(2)))
    await asyncio.sleep(0)
    assert slow.begun == IN_HAND + 1
    slow.done.set()
    assert [await task for task in tasks] == ["done"] * IN_HAND + [None] * 5
    assert await other == "done"
    assert not flood.in_hand
    assert await flood(slow, update, data_of(1)) == "done"


async def test_a_place_is_given_back_when_a_handler_fails(knowledge: Knowledge) -> None:
    async def failing(_event: TelegramObject, _data: dict[str, Any]) -> None:
        raise ZeroDivisionError

    flood = Flood(Allowance(), knowledge.catalogues, lambda: 0.0, Limits(), Meters())
    with pytest.raises(ZeroDivisionError):
        await flood(failing, Update(update_id=1), data_of(1))
    assert not flood.in_hand


async def test_what_comes_from_nobody_passes(knowledge: Knowledge) -> None:
    flood, slow = Flood(Allowance(burst=1), knowledge.catalogues, lambda: 0.0, Limits(), Meters()), Slow()
    slow.done.set()
    assert [await flood(slow, Update(update_id=1), {}) for _ in range(MANY)] == ["done"] * MANY
    assert not flood.allowance.chats
