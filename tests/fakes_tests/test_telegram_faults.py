"""Every fault the double can play, as a real aiogram bot meets it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from tests.fakes.telegram_server import TelegramServer
from tests.fakes_tests.conftest import bot_for

if TYPE_CHECKING:
    from aiogram import Bot


async def test_retry_after_carries_the_seconds(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    server.fault("sendMessage", kind="retry_after", seconds=17)
    with pytest.raises(TelegramRetryAfter) as told:
        await bot.send_message(user.id, "раз")
    assert told.value.retry_after == 17
    await bot.send_message(user.id, "два")
    assert [screen.text for screen in user.unread] == ["два"]


async def test_blocked_looks_like_a_person_who_left(server: TelegramServer, bot: Bot) -> None:
    server.fault("sendMessage", kind="blocked")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(server.user().id, "раз")


async def test_not_modified_can_be_ordered(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    sent = await bot.send_message(user.id, "раз")
    server.fault("editMessageText", kind="not_modified")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("два", chat_id=user.id, message_id=sent.message_id)


async def test_any_refusal_can_be_ordered(server: TelegramServer, bot: Bot) -> None:
    server.fault(kind="refused", status=403, description="Forbidden: user is deactivated")
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(server.user().id, "раз")


@pytest.mark.parametrize("status", [500, 502])
async def test_a_server_error_may_hide_a_message_that_went_out(server: TelegramServer, bot: Bot, status: int) -> None:
    user = server.user()
    server.fault("sendMessage", kind="server_error", status=status)
    server.fault("sendMessage", kind="server_error", status=status, done=True)
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await bot.send_message(user.id, "раз")
    assert [call.done for call in server.calls("sendMessage")] == [False, True]
    assert len(user.unread) == 1


@pytest.mark.parametrize("done", [False, True])
async def test_a_cut_connection_leaves_the_bot_in_doubt(server: TelegramServer, bot: Bot, *, done: bool) -> None:
    user = server.user()
    server.fault("sendMessage", kind="cut", done=done)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(user.id, "раз")
    (call,) = server.calls("sendMessage")
    assert (call.done, call.fault, call.status) == (done, "cut", None)
    assert len(user.unread) == done
    await bot.send_message(user.id, "два")
    assert user.screen.text == "два"


@pytest.mark.parametrize("done", [False, True])
async def test_a_slow_answer_comes_after_the_bot_gave_up(server: TelegramServer, *, done: bool) -> None:
    user = server.user()
    server.fault("sendMessage", kind="slow", seconds=30, done=done)
    async with bot_for(server, timeout=0.2).context() as hasty:
        with pytest.raises(TelegramNetworkError, match="timeout"):
            await hasty.send_message(user.id, "раз")
    (call,) = await server.called("sendMessage")
    assert call.done is done
    assert len(user.unread) == done


async def test_a_slow_answer_reaches_a_patient_bot(server: TelegramServer, bot: Bot) -> None:
    server.fault("sendMessage", kind="slow", seconds=0.05)
    first = await bot.send_message(server.user().id, "раз")
    assert first.text == "раз"


async def test_a_garbage_body_is_not_json(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    server.fault("sendMessage", kind="garbage", done=True)
    with pytest.raises(ClientDecodeError):
        await bot.send_message(user.id, "раз")
    assert len(user.unread) == 1


async def test_a_fault_chooses_its_chat_its_turn_and_how_often(server: TelegramServer, bot: Bot) -> None:
    chosen, other = server.user(id=1), server.user(id=2)
    order = server.fault("sendMessage", kind="server_error", chat_id=1, after=1, times=2)
    fates = []
    for chat_id in (1, 2, 1, 2, 1, 1):
        try:
            await bot.send_message(chat_id, "раз")
            fates.append("ok")
        except TelegramServerError:
            fates.append("502")
    assert fates == ["ok", "ok", "502", "ok", "502", "ok"]
    assert order.fired == 2
    assert (len(chosen.unread), len(other.unread)) == (2, 2)


async def test_a_fault_for_ever_ends_when_it_is_cancelled_or_healed(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    for end in ("cancel", "heal"):
        order = server.fault(kind="blocked", times=None)
        for _ in range(3):
            with pytest.raises(TelegramForbiddenError):
                await bot.send_message(user.id, "раз")
        order.cancel() if end == "cancel" else server.heal()
        await bot.send_message(user.id, end)
    with pytest.raises(ValueError, match="not a method"):
        server.fault("sendTelepathy", kind="cut")


async def test_a_lost_answer_to_get_updates_brings_the_same_updates_again(server: TelegramServer, bot: Bot) -> None:
    await server.user().send("раз")
    server.fault("getUpdates", kind="cut", done=True)
    with pytest.raises(TelegramNetworkError):
        await bot.get_updates()
    assert len(await bot.get_updates()) == 1


async def test_the_server_closes_at_once_while_calls_are_waiting() -> None:
    async with TelegramServer() as server, bot_for(server).context() as bot:
        server.user()
        server.fault("sendMessage", kind="slow", seconds=600)
        waiting = [
            asyncio.create_task(bot.get_updates(timeout=600)),
            asyncio.create_task(bot.send_message(1001, "раз")),
        ]
        await server.called("getUpdates", over=False)
        await server.called("sendMessage", over=False)
        async with asyncio.timeout(5):
            await server.__aexit__()
            await asyncio.gather(*waiting, return_exceptions=True)
