"""What came of a reminder, by what Telegram answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.domain.remind.delivery import Broken, Outcome, Paused, Refused, Sent, Unknown, Unsent
from bot.library.render import messages
from bot.services.views import View
from bot.telegram.sender import AFTER_BAD_TOKEN, deliver
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

VIEW = View(messages("**bold** text"))


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(server.token, session=LoopbackSession(server.url)).context() as made:
        yield made


async def test_a_message_that_was_taken_has_a_number(server: TelegramServer, bot: Bot) -> None:
    person = server.user()
    outcome = await deliver(bot, person.chat.id, VIEW)
    screen = await person.answer()
    assert outcome == Sent(screen.message_id)
    assert screen.text == "bold text"


FAULTS = [
    ("retry_after", {"seconds": 7}, Paused(7)),
    ("blocked", {}, Refused()),
    ("refused", {"status": 400, "description": "Bad Request: chat not found"}, Refused()),
    ("refused", {"status": 403, "description": "Forbidden: user is deactivated"}, Refused()),
    ("refused", {"status": 400, "description": "Bad Request: can't parse entities"}, Broken()),
    ("refused", {"status": 401, "description": "Unauthorized"}, Paused(AFTER_BAD_TOKEN)),
    ("refused", {"status": 404, "description": "Not Found"}, Paused(AFTER_BAD_TOKEN)),
    ("refused", {"status": 409, "description": "Conflict: terminated by other getUpdates request"}, Unknown()),
    ("server_error", {}, Unknown()),
    ("server_error", {"done": True}, Unknown()),
    ("cut", {}, Unknown()),
    ("cut", {"done": True}, Unknown()),
    ("garbage", {}, Unknown()),
]


@pytest.mark.parametrize(("kind", "how", "expected"), FAULTS)
async def test_every_refusal_has_its_outcome(
    server: TelegramServer, bot: Bot, kind: str, how: dict[str, object], expected: Outcome
) -> None:
    server.fault("sendMessage", kind=kind, **how)  # type: ignore[arg-type]  # a table of orders
    assert await deliver(bot, server.user().chat.id, VIEW) == expected


async def test_no_answer_in_time_tells_nothing(
    server: TelegramServer, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.sender.SEND_TIMEOUT", 1)
    server.fault("sendMessage", kind="slow", seconds=3)
    assert await deliver(bot, server.user().chat.id, VIEW) == Unknown()


async def test_where_nobody_listens_nothing_was_sent() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:1"))
    async with Bot("1:a", session=session).context() as bot:
        assert await deliver(bot, 1, VIEW) == Unsent()


async def test_an_answer_that_is_not_understood_but_says_done_was_sent(server: TelegramServer, bot: Bot) -> None:
    server.fault("sendMessage", kind="garbage", description='{"ok": true, "result": {"odd": 1}}', status=200)
    assert await deliver(bot, server.user().chat.id, VIEW) == Sent(0)


async def test_a_chat_that_does_not_exist_cannot_be_reached(bot: Bot) -> None:
    assert await deliver(bot, 987654321, VIEW) == Refused()
