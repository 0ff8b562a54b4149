"""One update that cannot be read must not stop the others: it would come again for a whole day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError

from bot.telegram.middlewares.readable import Readable
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHAT = {"id": 1001, "type": "private"}
MESSAGE: dict[str, Any] = {"message_id": 9, "date": 0, "chat": CHAT}


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    session = LoopbackSession(server.url)
    session.middleware(Readable())
    async with Bot(server.token, session=session).context() as made:
        yield made


async def test_of_what_cannot_be_read_the_number_is_left_and_the_rest_is_read(server: TelegramServer, bot: Bot) -> None:
    server.push_update({"message": MESSAGE | {"text": "before"}})
    strange = server.push_update({"message": MESSAGE | {"text": {"a": "text of the future"}}})
    server.push_update({"message": MESSAGE | {"text": "after"}})
    updates = await bot.get_updates()
    assert [update.message and update.message.text for update in updates] == ["before", None, "after"]
    assert updates[1].update_id == strange
    assert all(update.bot is bot for update in updates)


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_what_is_no_list_of_updates_fails_as_before(server: TelegramServer, bot: Bot, method: str) -> None:
    server.fault(method, kind="garbage")
    with pytest.raises(ClientDecodeError):
        await (bot.get_me() if method == "getMe" else bot.get_updates())
