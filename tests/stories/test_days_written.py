"""Days by command, on the calendar or in words: kept, asked back, refused.

Today is 22 November 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import running_bot
from tests.stories.days import commanded, rows, tapped

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_server import TelegramServer


async def test_a_command_with_its_day_acts_at_once_and_says_what_is_kept_the_first_time(
    telegram: TelegramServer, database: Path
) -> None:
    person = telegram.user(language_code="ru")
    first = await commanded(person, "/entry 14 сентября")
    assert first.text.startswith("Сохранено. Въезд: 14 сентября 2026 года.")
    assert "/forget" in first.text
    second = await commanded(person, "/exit 02.10.2026")
    assert second.text.startswith("Сохранено. Выезд: 2 октября 2026 года.")
    assert "/forget" not in second.text
    third = await commanded(person, "/entry позавчера")
    assert "20 ноября 2026 года" in third.text
    assert rows(database) == {"people": 1, "ledgers": 1, "dialogue": 0}


async def test_a_command_without_a_day_asks_and_takes_a_tap_or_words(telegram: TelegramServer, database: Path) -> None:
    person = telegram.user(language_code="en")
    calendar = await commanded(person, "/entry")
    assert calendar.text.startswith("When did you enter Kazakhstan?")
    october = await tapped(person, "‹")
    assert october.message_id == calendar.message_id
    assert "Kept: you entered on 6 October 2026." in (await tapped(person, "6", october)).text
    asked = await commanded(person, "/exit")
    assert asked.text.startswith("When did you leave?")
    await person.send("yesterday")
    assert "Kept: you left on 21 November 2026." in (await person.answer()).text
    assert rows(database)["dialogue"] == 0


async def test_a_calendar_works_after_a_restart(server: TelegramServer, database: Path, knowledge: Knowledge) -> None:
    person = server.user(language_code="kk")
    async with running_bot(server, database, knowledge):
        calendar = await commanded(person, "/entry")
    async with running_bot(server, database, knowledge):
        assert (await tapped(person, "[22]", calendar)).text.startswith("Сақталды.")
        await commanded(person, "/exit")
    async with running_bot(server, database, knowledge):
        await person.send("бүгін")
        assert (await person.answer()).text.startswith("Сақталды. Шығу күні:")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31.02.2026", "Такого дня в календаре нет"),
        ("14.09.1926", "только с 2000 по 2099"),
        ("14 сентября 2062", "больше трёх лет"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_with_the_reason(
    telegram: TelegramServer, database: Path, written: str, said: str
) -> None:
    person = telegram.user(language_code="ru")
    assert said in (await commanded(person, f"/entry {written}")).text
    assert rows(database)["ledgers"] == 0


async def test_reversed_dates_are_refused_and_the_right_one_can_be_written_next(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await commanded(person, "/entry 06.10.2026")
    assert "Дата выезда раньше даты въезда" in (await commanded(person, "/exit 02.10.2026")).text
    await person.send("20.11")
    assert "Выезд: 20 ноября 2026 года" in (await person.answer()).text


async def test_an_ambiguous_day_is_asked_back(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    asked = await commanded(person, "/entry 04/05/2026")
    assert asked.text.startswith("Which day do you mean?")
    assert [label for label in asked.labels if "2026" in label] == ["Monday 4 May 2026", "Sunday 5 April 2026"]
    assert "4 May 2026" in (await tapped(person, "4 May")).text


async def test_a_second_entry_is_refused_and_leads_to_the_exit(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await commanded(person, "/entry 2026-10-06")
    refused = await commanded(person, "/entry 2026-11-01")
    assert "You are marked as being here since 6 October 2026" in refused.text
    assert {"Add exit", "Correct this trip"} <= set(refused.labels)


async def test_a_whole_trip_may_stand_behind_the_command(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await commanded(person, "/entry 5 January - 20 January")
    assert (await commanded(person, "/trips")).labels[0] == "5 January 2026 – 20 January 2026"


async def test_a_question_in_the_middle_of_an_input_is_answered(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await commanded(person, "/entry")
    await person.send("как получить иин иностранцу?")
    assert (await person.answer()).text.startswith("Как получить ИИН")


async def test_despair_in_the_middle_of_an_input_gets_help_first(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await commanded(person, "/entry")
    await person.send("я больше не хочу жить")
    assert "112" in (await person.answer()).text
