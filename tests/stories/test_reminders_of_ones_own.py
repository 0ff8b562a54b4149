"""Days of a person's own: kept by a command or a message, told in time; words of danger are heard before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import running_bot
from tests.stories.days import commanded
from tests.stories.reminders import EN, Said, each_language, planned

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from bot.services.remind.delivery import Delivery
    from tests.clock import Clock
    from tests.fakes.telegram_server import TelegramServer


@each_language
async def test_a_day_of_ones_own_is_told_the_day_before_and_on_the_day(
    server: TelegramServer, delivery: Delivery, clock: Clock, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await commanded(person, f"/lang {said.language}")
    kept = await commanded(person, said.own)
    assert said.own_words in kept.text
    for days, day in ((1, "2026-12-04"), (0, "2026-12-05")):
        clock.set(f"{day}T10:00")
        assert (await delivery.run()).sent == 1
        notice = await person.answer()
        assert notice.text.startswith(said.own_words)
        assert said.left[days] in notice.text


async def test_a_reminder_survives_a_restart(
    server: TelegramServer, database: Path, knowledge: Knowledge, clock: Clock
) -> None:
    person = server.user(language_code="en")
    async with running_bot(server, database, clock.shown_to(knowledge)):
        await commanded(person, EN.own)
    clock.set("2026-12-04T10:00")
    async with running_bot(server, database, clock.shown_to(knowledge)) as delivery:
        await delivery.run()
        assert (await person.answer()).text.startswith("pay the rent")


@pytest.mark.parametrize(
    "told",
    [
        ("ru", "Напомни мне 5 декабря оплатить жильё", "оплатить жильё"),
        ("kk", "5 желтоқсанда пәтерақы төлеуді есіме салшы", "пәтерақы төлеуді"),
        ("en", "remind me on 5 December to pay the rent", "to pay the rent"),
    ],
)
async def test_a_message_that_asks_to_be_reminded_is_kept_and_told(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path, told: tuple[str, str, str]
) -> None:
    language, message, words = told
    person = server.user(language_code=language)
    await commanded(person, f"/lang {language}")
    await person.send(message)
    assert words in (await person.answer()).text
    assert {mark for mark, _ in planned(database)} == {"own1.20261205.0", "own1.20261205.1"}
    clock.set("2026-12-05T10:00")
    assert (await delivery.run()).sent == 2
    assert words in (await person.answer()).text


async def test_a_question_about_reminders_is_answered_and_keeps_nothing(
    server: TelegramServer, delivery: Delivery, database: Path
) -> None:
    person = server.user(language_code="ru")
    for message in ("напомни, когда мне уезжать", "напомни вчера что было", "поставь напоминание"):
        await person.send(message)
        await person.answer()
    assert planned(database) == []


async def test_words_of_despair_in_a_reminder_get_help_lines_and_are_not_kept(
    server: TelegramServer, delivery: Delivery, database: Path
) -> None:
    person = server.user(language_code="ru")
    first = await commanded(person, "/remind 5 декабря больше не хочу жить")
    assert "112" in first.text or "150" in first.text
    await commanded(person, "/remind 5 декабря")
    await person.send("хочу умереть")
    second = await person.answer()
    assert "112" in second.text or "150" in second.text
    assert planned(database) == []


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("/remind завтра позвонить маме", "позвонить маме"),
        ("напомни мне завтра позвонить маме и поговорить", "позвонить маме и поговорить"),
        ("/remind завтра; позвонить маме", "позвонить маме"),
    ],
)
async def test_words_that_only_sound_like_danger_get_help_lines_first_and_are_kept(
    server: TelegramServer, delivery: Delivery, database: Path, message: str, words: str
) -> None:
    person = server.user(language_code="ru")
    first, _, then = message.partition("; ")
    await (person.command(first) if first.startswith("/") else person.send(first))
    if then:
        await person.answer()
        await person.send(then)
    assert "112" in (await person.answer()).text
    assert words in (await person.answer()).text
    assert [mark for mark, _ in planned(database)] == ["own1.20261123.0"]


async def test_a_cry_for_help_in_place_of_a_day_is_heard(
    server: TelegramServer, delivery: Delivery, database: Path
) -> None:
    person = server.user(language_code="ru")
    await commanded(person, "/entry")
    await person.send("вчера, не хочу больше жить")
    assert "112" in (await person.answer()).text
    assert planned(database) == []
