"""Which messages stand in a chat is remembered in memory, for two days, in bounds, and deleted a hundred at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from aiogram import Bot
from aiogram.types import Chat, Message
from structlog.testing import capture_logs

from bot.domain.retention import DELETABLE_FOR
from bot.telegram import recent as module
from bot.telegram.recent import Recent, delete
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def message(number: int, chat: int = 1, kind: str = "private") -> Message:
    return Message(message_id=number, date=datetime(2026, 11, 26, tzinfo=UTC), chat=Chat(id=chat, type=kind))


async def test_messages_of_a_chat_are_taken_once_the_newest_first_and_no_others() -> None:
    recent = Recent(Seconds())
    for number, chat in ((1, 1), (2, 2), (3, 1)):
        await recent.add(message(number, chat))
    await recent.add(message(4, -100, "supergroup"))
    assert await recent.take(1) == [3, 1]
    assert await recent.take(1) == []
    assert await recent.take(2) == [2]
    assert await recent.take(-100) == []


async def test_what_telegram_would_not_delete_any_more_is_forgotten() -> None:
    clock = Seconds()
    recent = Recent(clock)
    await recent.add(message(1))
    clock.now = DELETABLE_FOR.total_seconds()
    await recent.add(message(2))
    assert await recent.take(1) == [2, 1]
    await recent.add(message(3))
    clock.now *= 2.1
    await recent.add(message(4))
    assert await recent.take(1) == [4]
    assert not recent.seen


async def test_memory_is_bounded_however_much_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 10)
    recent = Recent(Seconds())
    for number in range(1000):
        await recent.add(message(number, number % 3))
    assert len(recent.seen) == 10
    await recent.take(0)
    assert recent.seen.maxlen == 10


@pytest.fixture
async def bot() -> AsyncIterator[tuple[TelegramServer, Bot]]:
    async with TelegramServer() as server:
        made = Bot(server.token, session=LoopbackSession(server.url))
        yield server, made
        await made.session.close()


async def test_many_messages_are_deleted_a_hundred_at_a_time(bot: tuple[TelegramServer, Bot]) -> None:
    server, made = bot
    person = server.user()
    sent = [await made.send_message(person.id, str(number)) for number in range(250)]
    await delete(made, person.id, [one.message_id for one in sent])
    assert not person.chat.messages
    assert [len(call.arguments["message_ids"]) for call in server.calls("deleteMessages")] == [100, 100, 50]


async def test_where_telegram_refuses_all_at_once_each_is_tried_alone(bot: tuple[TelegramServer, Bot]) -> None:
    server, made = bot
    person = server.user()
    sent = [await made.send_message(person.id, str(number)) for number in range(3)]
    server.fault("deleteMessages", kind="refused", status=400)
    await delete(made, person.id, [*(one.message_id for one in sent), 999_999])
    assert not person.chat.messages


async def test_a_telegram_that_fails_leaves_the_messages_and_breaks_nothing(bot: tuple[TelegramServer, Bot]) -> None:
    server, made = bot
    person = server.user()
    sent = await made.send_message(person.id, "stays")
    server.fault("deleteMessages", kind="server_error")
    with capture_logs() as logs:
        await delete(made, person.id, [sent.message_id])
    assert [line["event"] for line in logs] == ["messages not deleted"]
    assert list(person.chat.messages) == [sent.message_id]
