"""Answers to people are never held up; reminders make room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.domain.pace import Pace
from bot.services.shared.limits import Limits
from bot.telegram.middlewares.room import Room
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
def pace() -> Pace:
    return Pace()


@pytest.fixture
async def bot(server: TelegramServer, pace: Pace) -> AsyncIterator[Bot]:
    session = LoopbackSession(server.url)
    session.middleware(Room(pace, Limits(), lambda: 100.0))
    async with Bot(server.token, session=session).context() as made:
        yield made


async def test_a_message_takes_a_place_and_other_requests_take_none(
    server: TelegramServer, bot: Bot, pace: Pace
) -> None:
    person = server.user()
    await bot.get_me()
    assert pace.reserve(0, 100.0) == 100.0
    pace.free_at = 0.0
    await bot.send_message(person.chat.id, "x")
    assert pace.reserve(person.chat.id, 100.0) > 101.0


async def test_telegrams_wish_for_silence_reaches_the_reminders(server: TelegramServer, bot: Bot, pace: Pace) -> None:
    server.fault("sendMessage", kind="retry_after", seconds=9)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(server.user().chat.id, "x")
    assert pace.silence(100.0) == 9
