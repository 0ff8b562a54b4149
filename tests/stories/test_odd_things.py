"""What people also do: voice, photos, edits, groups, unknown commands, stale and forged buttons, second thoughts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram_screen import Button

if TYPE_CHECKING:
    from tests.fakes.telegram_server import TelegramServer


async def test_voice_and_stickers_get_a_kind_word_and_the_menu(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.send_voice()
    assert (await person.answer()).text.startswith("Text only, please")
    await person.send_sticker()
    assert (await person.answer()).text.startswith("Text only, please")


async def test_a_photo_without_words_gets_a_kind_word_and_one_with_a_question_an_answer(
    telegram: TelegramServer,
) -> None:
    person = telegram.user(language_code="en")
    await person.send_photo("")
    assert (await person.answer()).text.startswith("Text only, please")
    await person.send_photo("how do I get an IIN?")
    assert (await person.answer()).text.startswith("How to get an IIN")


async def test_an_edited_question_is_answered_anew(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    mine = await person.send("best pizza recipe")
    assert (await person.answer()).text.startswith("I don’t know this")
    await person.edit(mine, "how do I get an IIN?")
    assert (await person.answer()).text.startswith("How to get an IIN")


async def test_groups_get_one_line_for_a_command_and_silence_for_talk(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    group = telegram.group()
    await group.send(person, "how do I get an IIN?")
    await group.send(person, "/help")
    assert (await group.answer()).text.startswith("In groups I stay silent")
    await telegram.idle()
    assert not group.unread


async def test_channel_posts_are_left_alone(telegram: TelegramServer) -> None:
    channel = telegram.channel()
    await channel.post("how do I get an IIN?")
    await telegram.idle()
    assert not telegram.calls("sendMessage")


async def test_an_unknown_command_is_named_as_such(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/abrakadabra")
    assert (await person.answer()).text.startswith("There is no such command")


@pytest.mark.parametrize(
    "data", ["o:t/no.such.topic", "o:t/iin.get/zzzz", "o:s/nowhere", "o:", "l:de:m", "l:ru", "x", "o:c/zzzz", "😀" * 10]
)
async def test_stale_and_forged_buttons_never_fail(telegram: TelegramServer, data: str) -> None:
    person = telegram.user(language_code="en")
    await person.command("/menu")
    await person.answer()
    press = await person.press(Button("?", data), stale=True)
    await press.answered()
    shown = await person.answer()
    assert shown.text.startswith(("This button is from an old message", "How to get an IIN"))
    assert shown.labels


async def test_cancel_leaves_the_choice_of_a_language(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/lang")
    await person.answer()
    await person.command("/cancel")
    assert (await person.answer()).text == "Cancelled."
    await person.command("/cancel")
    assert (await person.answer()).text == "There is nothing to cancel."


async def test_a_question_typed_while_a_language_is_asked_for_is_answered(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/lang")
    await person.answer()
    await person.send("how do I get an IIN?")
    assert (await person.answer()).text.startswith("How to get an IIN")


async def test_the_commands_are_announced_in_each_language(telegram: TelegramServer) -> None:
    languages = {call.arguments.get("language_code") for call in telegram.calls("setMyCommands")}
    assert languages == {None, "ru", "kk", "en"}


async def test_the_link_from_a_group_opens_help(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/start help")
    assert (await person.answer()).text.startswith("Write your question")


async def test_help_and_privacy_are_commands_too(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/privacy")
    assert "Telegram" in (await person.answer()).text
    assert "field by field" in (await person.answer()).text
    await person.command("/lang klingon")
    assert (await person.answer()).labels[:3] == ["Русский", "Қазақша", "English"]


async def test_a_service_message_is_left_alone(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    chat = {"id": person.chat.id, "type": "private"}
    user = {"id": person.chat.id, "is_bot": False, "first_name": "-"}
    timer = {"message_auto_delete_time": 60}
    telegram.push_update(
        {
            "message": {
                "message_id": 9,
                "date": 0,
                "chat": chat,
                "from": user,
                "message_auto_delete_timer_changed": timer,
            }
        }
    )
    await person.send("how do I get an IIN?")
    assert (await person.answer()).text.startswith("How to get an IIN")
