"""Every refusal of the double, in Telegram's words, through a real aiogram bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyParameters,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.telegram_html import BadMarkup, parse_html, utf16_length
from tests.fakes.telegram_limits import NOT_MODIFIED, RateLimits
from tests.fakes.telegram_server import TelegramServer
from tests.fakes_tests.conftest import bot_for, keyboard

if TYPE_CHECKING:
    from aiogram import Bot


def rows(*lengths: int) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text="·", callback_data="x")
    return InlineKeyboardMarkup(inline_keyboard=[[button] * length for length in lengths])


def one(text: str = "·", callback_data: str | None = None, url: str | None = None) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=text, callback_data=callback_data, url=url)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def bold(offset: int, length: int) -> dict[str, Any]:
    return {"entities": [MessageEntity(type="bold", offset=offset, length=length)]}


LINK = MessageEntity(type="text_link", offset=0, length=1, url="no-scheme")
REFUSED_TEXTS: list[tuple[str, dict[str, Any], str]] = [
    ("", {}, "message text is empty"),
    (" \n ", {}, "text must be non-empty"),
    ("я" * 4097, {}, "message is too long"),
    ("😀" * 2049, {}, "message is too long"),
    ("<b>" + "я" * 4097 + "</b>", {"parse_mode": "HTML"}, "message is too long"),
    ("текст", {"parse_mode": "BBCode"}, "unsupported parse_mode"),
    (
        "<b>x",
        {"parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("я<p>", {"parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
    ("x</b>", {"parse_mode": "HTML"}, "can't parse entities: Unexpected end tag at byte offset 1"),
    (
        "<b><i>test</b></i>",
        {"parse_mode": "HTML"},
        'can\'t parse entities: Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
    ),
    ("a < b", {"parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ("hello", bold(100, 1), "entity begins after the end of the text at UTF-16 offset 100"),
    (
        "hello",
        bold(0, 100),
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    ("👉 👉", bold(1, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
    (
        "👉 👉",
        bold(0, 1),
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
    ),
    ("hello", bold(-1, 1), "receive an entity with incorrect offset -1"),
    ("x", {"entities": [LINK]}, "entity URL 'no-scheme' is invalid: Wrong HTTP URL"),
    ("x", {"reply_markup": one(callback_data="я" * 32 + "x")}, "BUTTON_DATA_INVALID"),
    (
        "x",
        {"reply_markup": one(callback_data="")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ("x", {"reply_markup": one("", callback_data="x")}, "inline keyboard button text must be non-empty"),
    ("x", {"reply_markup": rows(*[8] * 12, 5)}, "reply markup is too long"),
    ("x", {"reply_markup": rows(9)}, "reply markup is too long"),
    (
        "x",
        {"reply_markup": one(url="ftp://a.kz")},
        "inline keyboard button URL 'ftp://a.kz' is invalid: Unsupported URL protocol",
    ),
    (
        "x",
        {"reply_markup": one(url="not-a-url")},
        "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ),
    ("x", {"reply_parameters": ReplyParameters(message_id=9)}, "message to be replied not found"),
]


@pytest.mark.parametrize(("text", "more", "words"), REFUSED_TEXTS)
async def test_a_message_is_refused_in_telegrams_words(
    server: TelegramServer, bot: Bot, text: str, more: dict[str, Any], words: str
) -> None:
    user = server.user()
    with pytest.raises(TelegramBadRequest, match=re.escape(f"Bad Request: {words}") + "$"):
        await bot.send_message(user.id, text, **more)
    assert user.unread == []


ACCEPTED_TEXTS: list[tuple[str, dict[str, Any]]] = [
    ("я" * 4096, {}),
    ("😀" * 2048, {}),
    ("<b>" + "я" * 4096 + "</b>", {"parse_mode": "html"}),
    ("👉 👉", bold(0, 2)),
    ("x", {"reply_markup": one(callback_data="я" * 32)}),
    ("x", {"reply_markup": rows(*[8] * 12, 4)}),
    ("x", {"reply_markup": one(url="tg://resolve?domain=qadam")}),
    ("x", {"reply_markup": one(url="https://egov.kz/cms/ru")}),
    (
        "<blockquote expandable>закон</blockquote> &lt;3 <a href='https://adilet.zan.kz'>тут</a>",
        {"parse_mode": "HTML"},
    ),
]


@pytest.mark.parametrize(("text", "more"), ACCEPTED_TEXTS)
async def test_a_message_just_within_the_limits_is_accepted(
    server: TelegramServer, bot: Bot, text: str, more: dict[str, Any]
) -> None:
    user = server.user()
    await bot.send_message(user.id, text, **more)
    assert (await user.answer()).text


async def test_an_unknown_chat_is_not_found_and_a_missing_one_is_empty(server: TelegramServer, bot: Bot) -> None:
    for stranger in (1, -1, "@nobody"):
        with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
            await bot.send_message(stranger, "Ау")
    with pytest.raises(TelegramBadRequest, match="Bad Request: chat_id is empty"):
        await bot.send_message("", "Ау")


async def test_markdown_is_declined_loudly_because_the_double_does_not_know_it(
    server: TelegramServer, bot: Bot
) -> None:
    with pytest.raises(TelegramAPIError, match="this double parses HTML only"):
        await bot.send_message(server.user().id, "*x*", parse_mode="MarkdownV2")


async def test_an_edit_that_changes_nothing_is_refused(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    sent = await bot.send_message(user.id, "<b>Да</b>", parse_mode="HTML", reply_markup=keyboard("Да"))
    place: dict[str, Any] = {"chat_id": user.id, "message_id": sent.message_id}
    same: dict[str, Any] = {"text": "<b>Да</b>", "parse_mode": "HTML", "reply_markup": keyboard("Да")}
    with pytest.raises(TelegramBadRequest, match=NOT_MODIFIED):
        await bot.edit_message_text(**place, **same)
    with pytest.raises(TelegramBadRequest, match=NOT_MODIFIED):
        await bot.edit_message_reply_markup(**place, reply_markup=keyboard("Да"))
    await bot.edit_message_text("Да", **place, reply_markup=keyboard("Да"))
    await bot.edit_message_reply_markup(**place, reply_markup=None)
    assert user.screen.buttons == []
    with pytest.raises(TelegramBadRequest, match=NOT_MODIFIED):
        await bot.edit_message_text(" Да ", **place)


async def test_edits_of_what_is_not_there_or_not_its_own_are_refused(server: TelegramServer, bot: Bot) -> None:
    user = server.user()
    theirs = await user.send("моё")
    own = await bot.send_message(user.id, "твоё")
    for message_id, words in (
        (999, "message to edit not found"),
        (theirs.message_id, "message can't be edited"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.edit_message_text("x", chat_id=user.id, message_id=message_id)
    with pytest.raises(TelegramBadRequest, match="message identifier is not specified"):
        await bot.edit_message_text("x", chat_id=user.id)
    with pytest.raises(TelegramBadRequest, match="Bad Request: MESSAGE_TOO_LONG"):
        await bot.edit_message_text("я" * 4097, chat_id=user.id, message_id=own.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(user.id, 999)


async def test_a_caption_is_refused_beyond_1024_units(server: TelegramServer, bot: Bot) -> None:
    user, file = server.user(), BufferedInputFile(b"x", "x.txt")
    await bot.send_document(user.id, file, caption="я" * 1024)
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_document(user.id, file, caption="я" * 1025)


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([("", "x")], "command must be non-empty"),
        ([("a" * 33, "x")], "command length must not exceed 32"),
        ([("Start", "x")], "BOT_COMMAND_INVALID"),
        ([("start", " ")], "command description must be non-empty"),
        ([("start", "x" * 257)], "command description length must not exceed 256"),
        ([(f"c{number}", "x") for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_a_menu_telegram_would_refuse_is_refused(bot: Bot, commands: list[tuple[str, str]], words: str) -> None:
    with pytest.raises(TelegramBadRequest, match=f"Bad Request: {words}"):
        await bot.set_my_commands([BotCommand(command=name, description=text) for name, text in commands])


async def test_a_description_of_the_bot_has_a_limit(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest):
        await bot.set_my_short_description("x" * 121)
    with pytest.raises(TelegramBadRequest):
        await bot.set_my_description("x" * 513)


async def test_a_bot_that_sends_too_fast_is_told_to_wait_if_the_test_asks_for_it() -> None:
    async with (
        TelegramServer(rate_limits=RateLimits(overall=2, chat=1)) as server,
        bot_for(server).context() as bot,
    ):
        for number in (1, 2, 3):
            server.user(id=number)
        await bot.send_message(1, "а")
        with pytest.raises(TelegramRetryAfter) as one_chat:
            await bot.send_message(1, "б")
        await bot.send_message(2, "в")
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(3, "г")
    assert one_chat.value.retry_after == 1


def test_a_rate_limit_lets_go_after_its_window() -> None:
    limits = RateLimits(overall=30, chat=1, group_minute=2)
    assert [limits.wait(-5, now) for now in (0.0, 0.5, 1.0, 2.0, 60.0)] == [0, 1, 0, 58, 0]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a<i>б</i></b>", "aб", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>x</u>", "😀x", [("underline", 2, 1)]),
        ("<span class='tg-spoiler'>x</span>", "x", [("spoiler", 0, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("&lt;&amp;&#1103;&nbsp;", "<&я&nbsp;", []),
        ("<a href='javascript:x'>y</a>", "y", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    parsed, found = parse_html(source)
    assert parsed == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@given(st.text(alphabet=st.sampled_from("<>/ab=\"' &#;lt😀я\n"), max_size=40))
def test_any_text_is_read_or_refused_and_entities_stay_inside(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except BadMarkup:
        return
    assert all(entity["offset"] >= 0 for entity in entities)
    assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)
