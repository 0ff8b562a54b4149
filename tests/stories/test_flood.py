"""Somebody sends far too much at once: they get one polite word with the way to help, and nobody else notices."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.domain.allowance import AT_ONCE, IN_HAND, Allowance
from tests.fakes.telegram_screen import Button, Screen
from tests.fakes.telegram_server import TelegramServer
from tests.running import running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_people import Person

MANY, AT_A_TIME = 300, 100
"""Telegram gives out a hundred updates at a time."""
QUESTION, TITLE = "how do I get an IIN?", "How to get an IIN"
POLITE, HELP = "Too many messages at once", "Urgent help"
FLOODER, CALM = 2001, 2002


class Seconds:
    """A clock that stands still unless a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@asynccontextmanager
async def held_back(database: Path, knowledge: Knowledge, seconds: Seconds) -> AsyncIterator[TelegramServer]:
    """Run the bot with the limits of the product. When the block ends all that it was sent is done."""
    async with TelegramServer() as server, running_bot(server, database, knowledge, Allowance(), seconds):
        yield server
        await server.idle()


@pytest.fixture
async def telegram(database: Path, knowledge: Knowledge, seconds: Seconds) -> AsyncIterator[TelegramServer]:
    async with held_back(database, knowledge, seconds) as server:
        yield server


async def flood(person: Person, text: str = "Hello", times: int = AT_A_TIME) -> None:
    for _ in range(times):
        await person.send(text)


async def polite_word(person: Person) -> list[str]:
    """Read all answers to a flood that came at once; return the labels below the one polite word among them."""
    screens = [await person.answer() for _ in range(IN_HAND + 1)]
    (polite,) = [screen for screen in screens if screen.text.startswith(POLITE)]
    return polite.labels


async def test_a_flood_gets_its_share_and_one_polite_word_while_another_person_is_answered(
    database: Path, knowledge: Knowledge, seconds: Seconds
) -> None:
    async with held_back(database, knowledge, seconds) as telegram:
        flooder = telegram.user(FLOODER, language_code="en")
        calm = telegram.user(CALM, language_code="en")
        for _ in range(5):
            await flood(flooder, times=MANY // 5)
            await calm.send(QUESTION)
            assert (await calm.answer()).text.startswith(TITLE)
    texts = [screen.text for screen in flooder.unread]
    polite = [text for text in texts if text.startswith(POLITE)]
    assert len(polite) == 1
    assert IN_HAND <= len(texts) - 1 <= AT_ONCE
    assert not calm.unread


async def test_who_waits_a_moment_is_served_again_and_a_new_flood_gets_a_new_word(
    telegram: TelegramServer, seconds: Seconds
) -> None:
    person = telegram.user(FLOODER, language_code="en")
    await flood(person)
    await polite_word(person)
    seconds.now += 2.0
    await person.send(QUESTION)
    assert (await person.answer()).text.startswith(TITLE)
    seconds.now += 60.0
    await flood(person)
    await polite_word(person)


async def test_taps_are_held_back_too_and_the_first_one_refused_is_acknowledged(
    database: Path, knowledge: Knowledge, seconds: Seconds
) -> None:
    async with held_back(database, knowledge, seconds) as telegram:
        person = telegram.user(FLOODER, language_code="en")
        await person.command("/menu")
        await person.answer()
        for _ in range(MANY):
            await person.press(Button("?", "o:m"))
    assert IN_HAND < len(telegram.calls("answerCallbackQuery")) <= AT_ONCE
    assert [screen.text for screen in person.unread if screen.text.startswith(POLITE)] == [person.screen.text]


async def test_who_cries_for_help_in_a_flood_is_shown_the_way_and_it_is_open(telegram: TelegramServer) -> None:
    """The clock stands still: there is not one token left for anything else."""
    person = telegram.user(FLOODER, language_code="en")
    await flood(person, "x", times=IN_HAND)
    await flood(person, "I want to die", times=20)
    assert await polite_word(person) == [HELP]
    await flood(person, "x", times=AT_ONCE - IN_HAND)
    for _ in range(AT_ONCE - IN_HAND):
        await person.answer()
    polite = next(screen for screen in map(Screen, person.chat.messages.values()) if screen.labels == [HELP])
    await person.press(HELP, polite)
    assert "112" in (await person.answer()).text
    await person.command("/sos")
    assert "112" in (await person.answer()).text


async def test_not_even_the_way_to_help_lets_a_flood_through(
    database: Path, knowledge: Knowledge, seconds: Seconds
) -> None:
    async with held_back(database, knowledge, seconds) as telegram:
        person = telegram.user(FLOODER, language_code="en")
        for _ in range(MANY):
            await person.command("/sos")
    assert len(telegram.calls("sendMessage")) <= 2 * AT_ONCE


@pytest.mark.parametrize(
    ("code", "language"), [("ru", "ru"), ("kk", "kk"), ("en-GB", "en"), ("uz", "ru"), (None, "ru")]
)
async def test_the_word_is_in_the_language_of_their_telegram(
    telegram: TelegramServer, knowledge: Knowledge, code: str | None, language: str
) -> None:
    person = telegram.user(FLOODER, language_code=code)
    await flood(person)
    t = knowledge.catalogues[language]
    word = t("Too many messages at once: I did not read the last ones. Wait a moment, then write again, please.")
    while (await person.answer()).text != word:
        pass
    assert [t(HELP)] in [screen.labels for screen in map(Screen, person.chat.messages.values())]


async def test_a_group_has_one_share_for_all_and_hears_nothing_of_it(
    database: Path, knowledge: Knowledge, seconds: Seconds
) -> None:
    async with held_back(database, knowledge, seconds) as telegram:
        group = telegram.group()
        for number in range(MANY):
            await group.send(telegram.user(3000 + number % 30, language_code="en"), "/help")
    assert 0 < len(telegram.calls("sendMessage")) <= AT_ONCE
    assert {call.chat_id for call in telegram.calls("sendMessage")} == {group.chat.id}
    assert all(screen.text.startswith("In groups I stay silent") for screen in group.unread)


async def test_who_has_blocked_the_bot_in_the_meantime_is_no_fault(
    telegram: TelegramServer, capsys: pytest.CaptureFixture[str]
) -> None:
    person, calm = (telegram.user(number, language_code="en") for number in (FLOODER, CALM))
    telegram.fault(
        "sendMessage",
        kind="refused",
        times=None,
        chat_id=FLOODER,
        status=403,
        description="Forbidden: bot was blocked by the user",
    )
    await flood(person)
    await calm.send(QUESTION)
    assert (await calm.answer()).text.startswith(TITLE)
    await telegram.idle()
    assert "[error" not in capsys.readouterr().out
