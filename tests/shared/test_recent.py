"""What stands on the screen is known to every process, whichever sent it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from aiogram.types import Chat, Message

from bot.domain.retention import DELETABLE_FOR
from bot.shared import recent as module
from bot.shared.recent import SharedRecent

if TYPE_CHECKING:
    import pytest

    from tests.shared.conftest import Pair

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def message(number: int, chat: int = 1, *, ago: timedelta = timedelta(0), kind: str = "private") -> Message:
    return Message(message_id=number, date=NOW - ago, chat=Chat(id=chat, type=kind))


async def test_one_process_clears_what_another_sent(pair: Pair) -> None:
    one, two = SharedRecent(pair.one, pair.clock), SharedRecent(pair.two, pair.clock)
    await one.add(message(1))
    await two.add(message(2))
    await two.add(message(3, chat=2))
    await one.add(message(4, chat=-5, kind="supergroup"))
    assert await one.take(1) == [2, 1]
    assert await one.take(1) == []
    assert await one.take(-5) == []
    assert await one.take(2) == [3]


async def test_what_telegram_would_not_delete_any_more_is_forgotten_and_the_number_is_bounded(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    one, two = SharedRecent(pair.one, pair.clock), SharedRecent(pair.two, pair.clock)
    await one.add(message(1, ago=DELETABLE_FOR))
    for number in range(2, 7):
        await one.add(message(number))
    assert await two.take(1) == [6, 5, 4]
    await one.add(message(9))
    (key,) = [key async for key in pair.one.client.scan_iter(f"{pair.one.prefix}*")]
    assert 0 < await pair.one.client.ttl(key) <= DELETABLE_FOR.total_seconds()


async def test_while_redis_is_away_each_process_knows_what_it_saw(pair: Pair) -> None:
    one = SharedRecent(pair.one, pair.clock)
    pair.door.close()
    await one.add(message(1))
    assert await one.take(1) == [1]
