"""When Telegram or the line misbehaves, the person still gets the answer, once, and others are not held up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.fakes.telegram_faults import Kind
    from tests.fakes.telegram_server import TelegramServer

QUESTION, TITLE = "how do I get an IIN?", "How to get an IIN"


@pytest.mark.parametrize("kind", ["retry_after", "server_error", "cut"])
async def test_a_refused_answer_is_sent_again(telegram: TelegramServer, kind: Kind) -> None:
    telegram.fault("sendMessage", kind=kind, times=2)
    person = telegram.user(language_code="en")
    await person.send(QUESTION)
    assert (await person.answer()).text.startswith(TITLE)
    assert len(telegram.calls("sendMessage")) == 3


async def test_a_person_who_blocked_the_bot_does_not_stop_the_others(telegram: TelegramServer) -> None:
    gone, here = telegram.user(id=1, language_code="en"), telegram.user(id=2, language_code="en")
    await gone.send(QUESTION)
    await gone.answer()
    telegram.fault("sendMessage", kind="blocked", chat_id=1, times=None)
    await gone.send(QUESTION)
    await here.send(QUESTION)
    assert (await here.answer()).text.startswith(TITLE)


async def test_a_screen_that_is_shown_already_is_no_error(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/menu")
    await person.answer()
    telegram.fault("editMessageText", kind="not_modified")
    await person.press("IIN")
    await telegram.called("editMessageText")
    await person.press("Arrival")
    assert (await person.answer()).text == "Arrival"
    assert len(telegram.calls("sendMessage")) == 1


async def test_a_tap_on_a_message_that_telegram_no_longer_shows_gets_a_new_one(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/menu")
    menu = await person.answer()
    await person.press("IIN", menu, stale=True)
    section = await person.answer()
    assert section.text == "IIN"
    assert section.message_id != menu.message_id


async def test_a_tap_that_telegram_has_forgotten_still_opens_its_screen(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/menu")
    await person.answer()
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.fault("answerCallbackQuery", kind="refused", status=400, description=too_old)
    await person.press("IIN")
    assert (await person.answer()).text == "IIN"


async def test_when_even_the_apology_fails_the_next_question_is_answered(telegram: TelegramServer) -> None:
    telegram.fault("sendMessage", kind="refused", status=400, description="Bad Request: surprise", times=2)
    person = telegram.user(language_code="en")
    await person.send(QUESTION)
    await telegram.called("sendMessage", count=2)
    await person.send(QUESTION)
    assert (await person.answer()).text.startswith(TITLE)


async def test_a_slow_answer_to_one_person_does_not_hold_up_another(telegram: TelegramServer) -> None:
    slow, quick = telegram.user(id=1, language_code="en"), telegram.user(id=2, language_code="en")
    telegram.fault("sendMessage", kind="slow", seconds=2, chat_id=1)
    await slow.send(QUESTION)
    await telegram.called("sendMessage", over=False)
    await quick.send(QUESTION)
    assert (await quick.answer(timeout=1.5)).text.startswith(TITLE)
    assert (await slow.answer()).text.startswith(TITLE)


async def test_an_answer_that_nobody_can_read_is_not_the_end(telegram: TelegramServer) -> None:
    telegram.fault("sendMessage", kind="garbage", times=1)
    person = telegram.user(language_code="en")
    await person.send(QUESTION)
    assert "our fault" in (await person.answer()).text
    await person.send(QUESTION)
    assert (await person.answer()).text.startswith(TITLE)


async def test_a_message_that_cannot_be_edited_any_more_gets_a_new_one_below(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/menu")
    menu = await person.answer()
    telegram.fault(
        "editMessageText", kind="refused", status=400, description="Bad Request: message can't be edited", times=1
    )
    await person.press("IIN")
    section = await person.answer()
    assert section.text == "IIN"
    assert section.message_id != menu.message_id
