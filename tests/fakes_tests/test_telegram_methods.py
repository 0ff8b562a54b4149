"""The rest of what the double does: methods, files, groups, blocked people, old buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
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
from tests.fakes_tests.conftest import bot_for, keyboard, polling

if TYPE_CHECKING:
    from aiogram import Bot

    from tests.fakes.telegram_server import TelegramServer


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
