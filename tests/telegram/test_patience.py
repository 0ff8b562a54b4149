"""How long the bot waits before it repeats a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter, TelegramServerError

from bot.telegram.patience import ATTEMPTS, Patience
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
async def bot(server: TelegramServer, waits: list[float]) -> AsyncIterator[Bot]:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    session = LoopbackSession(server.url)
    session.middleware(Patience(sleep))
    async with Bot(server.token, session=session).context() as made:
        yield made


async def test_it_waits_as_long_as_telegram_says(server: TelegramServer, bot: Bot, waits: list[float]) -> None:
    person = server.user()
    server.fault("sendMessage", kind="retry_after", seconds=7)
    await bot.send_message(person.chat.id, "x")
    assert waits == [7]


async def test_it_waits_longer_each_time_for_a_broken_server(
    server: TelegramServer, bot: Bot, waits: list[float]
) -> None:
    person = server.user()
    server.fault("sendMessage", kind="server_error", times=ATTEMPTS - 1)
    await bot.send_message(person.chat.id, "x")
    assert waits == [0.5, 1.0, 2.0]


async def test_it_gives_up_after_a_few_attempts(server: TelegramServer, bot: Bot, waits: list[float]) -> None:
    person = server.user()
    server.fault("sendMessage", kind="server_error", times=None)
    with pytest.raises(TelegramServerError):
        await bot.send_message(person.chat.id, "x")
    assert len(server.calls("sendMessage")) == ATTEMPTS
    assert len(waits) == ATTEMPTS - 1


async def test_it_does_not_keep_a_person_waiting_for_an_hour(
    server: TelegramServer, bot: Bot, waits: list[float]
) -> None:
    person = server.user()
    server.fault("sendMessage", kind="retry_after", seconds=3600)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(person.chat.id, "x")
    assert waits == []


async def test_polling_is_left_to_its_own_patience(server: TelegramServer, bot: Bot, waits: list[float]) -> None:
    server.fault("getUpdates", kind="server_error")
    with pytest.raises(TelegramServerError):
        await bot.get_updates(timeout=0)
    assert waits == []


async def test_an_answer_that_says_ok_in_an_unknown_shape_counts_as_done(server: TelegramServer, bot: Bot) -> None:
    """A newer Bot API may answer in a shape that we do not know: the message has been sent all the same."""
    person = server.user()
    shape = '{"ok": true, "result": {"of": "tomorrow"}}'
    server.fault("sendMessage", kind="garbage", done=True, description=shape)
    await bot.send_message(person.chat.id, "x")
    assert len(server.calls("sendMessage")) == 1
