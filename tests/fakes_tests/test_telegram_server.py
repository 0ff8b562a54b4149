"""The double drives a real aiogram bot over real HTTP: conversations, polling, the wire."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramConflictError,
)

from tests.fakes.telegram_server import TelegramServer
from tests.fakes_tests.conftest import bot_for, polling


async def test_a_person_gets_an_answer_to_a_command(server: TelegramServer) -> None:
    user = server.user(id=7, language_code="kk", first_name="Айгуль")
    untouched = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot(server.token, session=untouched).context() as bot, polling(bot):
        await user.command("/start arrival__notification")
        answer = await user.answer()
    assert answer.text == "Сәлем"
    assert [[button.text for button in row] for row in answer.buttons] == [["Да"], ["Нет"]]
    assert answer.buttons[0][0].callback_data == "say:Да"
    assert not answer.edited


async def test_a_pressed_button_edits_the_message_and_is_answered(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    async with polling(bot):
        await user.command("/start")
        first = await user.answer()
        press = await user.press("Да")
        edited = await user.answer()
        assert (await press.answered())["text"] == "Принято"
    assert edited.edited
    assert edited.message_id == first.message_id
    assert user.screen.text == "Вы сказали say:Да"
    assert user.screen.buttons == []


async def test_html_becomes_text_and_entities(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    async with polling(bot):
        await user.send("привет")
        answer = await user.answer()
    assert answer.text == "привет"
    assert answer.entities == [{"type": "bold", "offset": 0, "length": 6}]


async def test_the_transcript_reads_like_a_chat(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    async with polling(bot):
        await user.command("/start")
        await user.answer()
        await user.press("Нет")
        await user.answer()
    assert user.transcript == ("Айгуль: /start\nbot: Сәлем\n    [Да]\n    [Нет]\nbot (edit): Вы сказали say:Нет")


async def test_idle_waits_until_every_update_is_confirmed(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    for number in range(5):
        await user.send(str(number))
    async with polling(bot):
        await server.idle()
        await server.called("sendMessage", 5)
    assert sorted(screen.text for screen in user.unread) == ["0", "1", "2", "3", "4"]


async def test_waiting_in_vain_ends_with_a_time_out_that_says_for_what(server: TelegramServer) -> None:
    with pytest.raises(TimeoutError, match="the bot to speak in 1001"):
        await server.user().answer(timeout=0.01)


async def test_confirmed_updates_vanish_and_the_rest_come_again(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    for text in ("один", "два", "три"):
        await user.send(text)
    first = await bot.get_updates(limit=2)
    again = await bot.get_updates()
    assert [update.update_id for update in again[:2]] == [update.update_id for update in first]
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.message.text for update in rest if update.message] == ["три"]
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == []


async def test_a_long_poll_ends_as_soon_as_somebody_writes(server: TelegramServer, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await server.called("getUpdates", over=False)
    await server.user().send("тук-тук")
    assert len(await asyncio.wait_for(poll, 5)) == 1


async def test_a_negative_offset_keeps_the_last_updates_only(server: TelegramServer, bot: Bot) -> None:
    for text in ("один", "два", "три"):
        await server.user().send(text)
    updates = await bot.get_updates(offset=-1)
    assert [update.message.text for update in updates if update.message] == ["три"]


async def test_a_confirmed_update_can_be_delivered_twice(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    async with polling(bot):
        await user.send("раз")
        await user.answer()
        await server.idle()
        server.redeliver(1001)
        assert (await user.answer()).text == "раз"


async def test_a_second_delivery_reaches_a_bot_that_asks_beyond_it(server: TelegramServer, bot: Bot) -> None:
    await server.user().send("раз")
    (first,) = await bot.get_updates()
    beyond = first.update_id + 1
    assert await bot.get_updates(offset=beyond) == []
    server.redeliver(first.update_id)
    assert [update.update_id for update in await bot.get_updates(offset=beyond)] == [first.update_id]
    assert await bot.get_updates(offset=beyond) == []


async def test_kinds_the_bot_did_not_ask_for_are_not_queued(server: TelegramServer, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["message"])
    user = server.user()
    await user.block()
    await user.unblock()
    await user.send("я тут")
    assert [update.event_type for update in await bot.get_updates()] == ["message"]


async def test_any_update_can_be_pushed_raw(server: TelegramServer, bot: Bot) -> None:
    server.push_update(
        {"update_id": 5000, "poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": []}}
    )
    assert [update.update_id for update in await bot.get_updates()] == [5000]


async def _second_poll(server: TelegramServer) -> tuple[object, object]:
    async with bot_for(server).context() as older, bot_for(server).context() as newer:
        first = asyncio.create_task(older.get_updates(timeout=30))
        await server.called("getUpdates", over=False)
        second = asyncio.create_task(newer.get_updates(timeout=30))
        await asyncio.wait([first, second], return_when=asyncio.FIRST_COMPLETED, timeout=5)
        await server.user().send("кому?")
        results = await asyncio.gather(first, second, return_exceptions=True)
    return results[0], results[1]


async def test_a_second_poller_is_refused(server: TelegramServer) -> None:
    older, newer = await _second_poll(server)
    assert isinstance(newer, TelegramConflictError)
    assert isinstance(older, list)


async def test_a_second_poller_may_take_over_as_at_telegram() -> None:
    async with TelegramServer(second_poller="takes_over") as server:
        older, newer = await _second_poll(server)
    assert isinstance(older, TelegramConflictError)
    assert isinstance(newer, list)


async def test_a_poller_that_hung_up_frees_its_place(server: TelegramServer) -> None:
    async with bot_for(server).context() as dead:
        poll = asyncio.create_task(dead.get_updates(timeout=30))
        await server.called("getUpdates", over=False)
        poll.cancel()
    await server.called("getUpdates")
    async with bot_for(server).context() as alive:
        await server.user().send("есть кто?")
        assert len(await alive.get_updates(timeout=1)) == 1


async def test_polling_is_refused_while_a_webhook_is_set(server: TelegramServer, bot: Bot) -> None:
    await bot.set_webhook("https://qadam.example/hook", secret_token="s3cret", drop_pending_updates=True)
    info = await bot.get_webhook_info()
    assert info.url == "https://qadam.example/hook"
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []
