"""The double drives a real aiogram bot over real HTTP: conversations, polling, the wire."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    KeyboardButton,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from tests.fakes.telegram_limits import OLD_QUERY
from tests.fakes.telegram_screen import Button
from tests.fakes.telegram_server import TelegramServer
from tests.fakes_tests.conftest import bot_for, echo, keyboard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def polling(bot: Bot, dispatcher: Dispatcher | None = None) -> AsyncIterator[None]:
    dispatcher = dispatcher or echo()
    task = asyncio.create_task(
        dispatcher.start_polling(bot, polling_timeout=5, handle_signals=False, close_bot_session=False)
    )
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await task


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


async def test_a_wrong_token_is_unauthorized(server: TelegramServer) -> None:
    async with bot_for(server, token="42:WRONG").context() as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_an_unknown_method_is_not_found_and_unknown_arguments_are_kept(server: TelegramServer) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{server.url}/bot{server.token}/sendTelepathy") as answer:
            assert (answer.status, (await answer.json())["ok"]) == (404, False)
        async with http.get(f"{server.url}/elsewhere") as answer:
            assert answer.status == 404
        server.user(id=7)
        body = {"chat_id": 7, "text": "и", "mood": "good"}
        async with http.post(f"{server.url}/bot{server.token}/SENDMESSAGE", json=body) as answer:
            assert (await answer.json())["result"]["text"] == "и"
    assert server.unexpected == {"sendMessage": {"mood"}}


async def test_files_come_as_multipart_and_keep_their_bytes(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    calendar = BufferedInputFile(b"BEGIN:VCALENDAR", "stay.ics")
    sent = await bot.send_document(user.id, calendar, caption="<i>Срок</i>", parse_mode="HTML")
    assert sent.document is not None
    assert sent.document.file_name == "stay.ics"
    (call,) = server.calls("sendDocument")
    assert [upload.data for upload in call.files.values()] == [b"BEGIN:VCALENDAR"]
    photo = await bot.send_photo(user.id, BufferedInputFile(b"\x89PNG", "map.png"))
    assert photo.photo is not None
    assert (await bot.send_photo(user.id, photo.photo[-1].file_id)).photo
    edited = await bot.edit_message_caption(chat_id=user.id, message_id=sent.message_id, caption="Новый срок")
    assert edited is not True
    with pytest.raises(TelegramBadRequest, match="no text in the message to edit"):
        await bot.edit_message_text("Текст", chat_id=user.id, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(user.id, "nowhere")


async def test_a_person_can_send_voice_photo_sticker_and_correct_a_message(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    await user.send_voice()
    await user.send_photo("вот")
    await user.send_sticker()
    typo = await user.send("превет")
    await user.edit(typo, "привет")
    voice, photo, sticker, _, edit = await bot.get_updates()
    assert voice.message is not None
    assert voice.message.voice is not None
    assert photo.message is not None
    assert photo.message.caption == "вот"
    assert sticker.message is not None
    assert sticker.message.sticker is not None
    assert edit.edited_message is not None
    assert edit.edited_message.text == "привет"


async def test_groups_supergroups_and_channels_speak_too(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    group, supergroup = server.group(-5, "Общежитие"), server.group(-1_001_234_567_890)
    async with polling(bot):
        await group.send(user, "/start")
        await group.answer()
        await group.press(user, "Да")
        assert (await group.answer()).edited
        await supergroup.send(user, "все тут")
        assert (await supergroup.answer()).text == "все тут"
    assert user.unread == []
    assert (await bot.get_chat(-1_001_234_567_890)).type == "supergroup"
    async with bot_for(server).context() as other:
        await server.channel().post("новость")
        await other.get_updates(allowed_updates=[])
        await server.channel().post("новость")
        (update,) = await other.get_updates()
    assert update.channel_post is not None
    assert update.channel_post.text == "новость"


async def test_a_person_who_blocked_the_bot_gets_nothing(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    await user.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(user.id, "Ау")
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(AssertionError, match="unblock first"):
        await user.send("а я пишу")
    await user.unblock()
    await bot.send_message(user.id, "Ау")


async def test_an_old_button_that_is_no_longer_shown_can_still_be_pressed(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    old = await bot.send_message(user.id, "Старое")
    await user.press(Button("Давно", callback_data="v1:gone"), stale=True)
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "v1:gone"
    assert update.callback_query.message is not None
    assert update.callback_query.message.message_id == old.message_id
    assert update.callback_query.message.date == 0
    with pytest.raises(AssertionError, match="0 buttons match"):
        await user.press("Нет такой")


async def test_an_old_or_unknown_query_cannot_be_answered_but_a_fresh_one_twice(
    server: TelegramServer, bot: Bot
) -> None:
    user = server.user()
    await bot.send_message(user.id, "Ну?", reply_markup=keyboard("Да"))
    press = await user.press("Да")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    query_id = update.callback_query.id
    await bot.answer_callback_query(query_id)
    await bot.answer_callback_query(query_id)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query_id, "я" * 201)
    press.expire()
    for stale in (query_id, "404"):
        with pytest.raises(TelegramBadRequest, match=OLD_QUERY):
            await bot.answer_callback_query(stale)


async def test_the_bot_can_describe_itself(server: TelegramServer, bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot) == (42, True)
    await bot.set_my_commands([BotCommand(command="start", description="Бастау")], language_code="kk")
    assert [command.command for command in await bot.get_my_commands(language_code="kk")] == ["start"]
    assert await bot.get_my_commands() == []
    await bot.delete_my_commands(language_code="kk")
    assert await bot.get_my_commands(language_code="kk") == []
    await bot.set_my_name("Qadam")
    await bot.set_my_description("Помощник")
    await bot.set_my_short_description("Помощник")
    assert (await bot.get_my_name(language_code="en")).name == "Qadam"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.log_out()
    assert await bot.close()


async def test_messages_can_be_replied_to_and_deleted(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    question = await user.send("вопрос")
    reply = await bot.send_message(user.id, "ответ", reply_parameters=ReplyParameters(message_id=question.message_id))
    assert reply.reply_to_message is not None
    await bot.send_chat_action(user.id, "typing")
    later = await bot.send_message(user.id, "ещё")
    await bot.delete_message(user.id, later.message_id)
    assert user.screen.text == "ответ"
    assert await bot.delete_messages(user.id, [reply.message_id, 999])
    with pytest.raises(AssertionError, match="said nothing"):
        _ = user.screen


async def test_an_open_reply_keyboard_is_remembered(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Меню")]])
    await bot.send_message(user.id, "Вот", reply_markup=markup)
    assert user.chat.keyboard == [["Меню"]]


async def test_calls_are_kept_with_arguments_and_times(server: TelegramServer, bot: Bot) -> None:
    server.user(id=1)
    server.user(id=2)
    await bot.send_message(1, "а", disable_notification=True)
    await bot.send_message(2, "б")
    first, second = server.calls("sendMessage")
    assert first.arguments == {"chat_id": 1, "text": "а", "disable_notification": True}
    assert first.at <= second.at
    assert (first.done, first.status) == (True, 200)
    assert server.calls(chat_id=2) == [second]
