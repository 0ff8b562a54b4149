"""The person's own days over real HTTP: told, counted, pictured, kept, corrected, planned, erased.

Today is 22 November 2026.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.running import running_bot

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_people import Person
    from tests.fakes.telegram_screen import Screen
    from tests.fakes.telegram_server import TelegramServer


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    story: str
    eaeu: str
    last: str
    used: str
    picture: str
    keep: str
    kept: str
    plan: str
    trips: str
    delete: str
    undo: str
    menu: str
    days: str


TOLD = (
    Words(
        "ru",
        "въехал 14 сентября, выехал 2 октября, вернулся 6 октября",
        "Россия, Беларусь",
        "Последний законный день: 15 декабря 2026 года",
        "За последние 180 дней в Казахстане: 67 дней из 90",
        "Картинка",
        "Сохранить эти даты",
        "Ваши даты сохранены.",
        "Спланировать поездку",
        "Мои поездки",
        "Удалить",
        "Вернуть",
        "Главное меню",
        "Сколько дней осталось",
    ),
    Words(
        "kk",
        "14 қыркүйекте кірдім, 2 қазанда шықтым, 6 қазанда қайтып келдім",
        "Ресей, Беларусь",
        "Рұқсат етілген соңғы күн: 2026 ж. 15 желтоқсан",
        "Соңғы 180 күнде Қазақстанда: 67 күн",
        "Сурет",
        "Осы күндерді сақтау",
        "Күндеріңіз сақталды.",
        "Сапарды жоспарлау",
        "Сапарларым",
        "Жою",
        "Қайтару",
        "Басты мәзір",
        "Неше күн қалды",
    ),
    Words(
        "en",
        "entered on 14 September, left on 2 October, came back on 6 October",
        "Russia, Belarus",
        "Last lawful day: 15 December 2026",
        "In Kazakhstan in the last 180 days: 67 days of 90",
        "Picture",
        "Keep these dates",
        "Your dates are kept.",
        "Plan a trip",
        "My trips",
        "Delete",
        "Undo",
        "Main menu",
        "How many days are left",
    ),
)
each_language = pytest.mark.parametrize("words", TOLD, ids=lambda words: words.language)


def rows(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as connection:
        names = ("people", "ledgers", "dialogue")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


async def tapped(person: Person, label: str, screen: Screen | None = None) -> Screen:
    await person.press(label, screen)
    return await person.answer()


async def commanded(person: Person, command: str) -> Screen:
    await person.command(command)
    return await person.answer()


@each_language
async def test_who_only_tells_three_dates_gets_the_last_day_and_the_picture_in_two_taps(
    telegram: TelegramServer, database: Path, words: Words
) -> None:
    person = telegram.user(language_code=words.language)
    await person.send(words.story)
    told = await person.answer()
    day = words.last.partition(": ")[2]
    assert day in told.text  # without a tap, for each passport
    answered = await tapped(person, words.eaeu)
    assert words.last in answered.text
    assert words.used in answered.text
    picture = await tapped(person, words.picture)
    assert picture.raw["photo"]
    assert day in picture.text.replace("\N{NO-BREAK SPACE}", " ")
    assert rows(database)["ledgers"] == rows(database)["dialogue"] == 0


@each_language
async def test_what_was_told_is_kept_only_when_the_person_says_so(
    telegram: TelegramServer, database: Path, words: Words
) -> None:
    person = telegram.user(language_code=words.language)
    await person.send(words.story)
    await person.answer()
    await tapped(person, words.eaeu)
    kept = await tapped(person, words.keep)
    assert kept.text.startswith(words.kept)
    assert "/forget" in kept.text
    assert words.last in kept.text
    assert rows(database)["ledgers"] == 1
    again = await commanded(person, "/stay")
    assert words.last in again.text
    assert "/forget" not in again.text


@each_language
async def test_a_trip_is_deleted_after_a_question_and_can_be_brought_back(
    telegram: TelegramServer, words: Words
) -> None:
    person = telegram.user(language_code=words.language)
    await commanded(person, "/entry 2026-10-06")
    listed = await commanded(person, "/trips")
    card = await tapped(person, listed.buttons[0][0].text)
    await tapped(person, words.delete, card)
    gone = await tapped(person, words.delete)
    assert words.undo in gone.labels
    await tapped(person, words.undo)
    assert (await commanded(person, "/trips")).labels[0] == listed.labels[0]


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
    assert rows(database) == {"people": 0, "ledgers": 1, "dialogue": 0}


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


async def test_a_plan_is_counted_and_nothing_of_it_is_kept(telegram: TelegramServer, database: Path) -> None:
    person = telegram.user(language_code="en")
    await commanded(person, "/entry 2026-10-06")
    await tapped(person, "Russia, Belarus")
    asked = await tapped(person, "Plan a trip")
    assert asked.text.startswith("On which day would you leave?")
    await person.send("1 December")
    back = await person.answer()
    assert back.text.startswith("On which day would you return?")
    later = await tapped(person, "›", back)
    plan = await tapped(person, "10", later)
    assert plan.text.startswith("If you leave on 1 December 2026 and return on 10 January 2027:")
    assert "nothing of it is kept" in plan.text
    assert (await tapped(person, "Picture", plan)).raw["photo"]
    trips = await commanded(person, "/trips")
    assert trips.labels[0] == "since 6 October 2026"
    assert rows(database)["dialogue"] == 0


async def test_a_visa_is_added_and_its_last_day_decides(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await commanded(person, "/entry 2026-10-06")
    needed = await tapped(person, "I have a visa or a permit")
    assert "the last day is the one written in it" in needed.text
    await tapped(person, "Add a paper", needed)
    await tapped(person, "Visa")
    await person.send("1 October")
    await person.answer()
    await person.send("31.12.2026")
    assert "Kept: Visa, last day 31 December 2026." in (await person.answer()).text
    assert "Last lawful day: 31 December 2026" in (await commanded(person, "/stay")).text


async def test_deadlines_are_listed_and_go_into_the_calendar_of_the_phone(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await commanded(person, "/entry 2026-11-20")
    await tapped(person, "Russia, Belarus")
    deadlines = await commanded(person, "/deadlines")
    assert "25 November 2026" in deadlines.text  # three working days after a Friday
    assert "19 December 2026" in deadlines.text  # the 30th day, the day of entry being the first
    file = await tapped(person, "Add to calendar")
    assert file.raw["document"]["file_name"].endswith(".ics")


@each_language
async def test_everything_is_erased_at_once_and_only_after_a_question(
    telegram: TelegramServer, database: Path, words: Words
) -> None:
    person = telegram.user(language_code=words.language)
    await commanded(person, f"/lang {words.language}")
    await commanded(person, "/entry 2026-10-06")
    asked = await commanded(person, "/forget")
    assert rows(database) == {"people": 1, "ledgers": 1, "dialogue": 0}
    await tapped(person, asked.labels[0])
    assert rows(database) == {"people": 0, "ledgers": 0, "dialogue": 0}
    await commanded(person, "/entry 2026-10-06")
    await commanded(person, "/forget yes")
    assert rows(database)["ledgers"] == 0


async def test_old_and_forged_buttons_lead_to_the_menu(telegram: TelegramServer) -> None:
    from tests.fakes.telegram_screen import Button

    person = telegram.user(language_code="en")
    screen = await commanded(person, "/stay")
    for data in ("d:?", "d:c000000", "d:", "d:pe.209913", "d:w-"):
        await person.press(Button("old", data), screen)
        assert "from an old message" in (await person.answer()).text
        screen = await commanded(person, "/stay")


async def test_a_trip_that_is_not_kept_any_more_is_told(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await commanded(person, "/entry 2026-10-06")
    listed = await commanded(person, "/trips")
    await commanded(person, "/forget yes")
    await person.press("since 6 October 2026", listed)
    assert "not kept any more" in (await person.answer()).text


@each_language
async def test_the_menu_leads_to_the_days_and_a_topic_leads_back_to_them(
    telegram: TelegramServer, words: Words
) -> None:
    person = telegram.user(language_code=words.language)
    await commanded(person, "/menu")
    home = await tapped(person, words.days)
    assert words.plan in home.labels
    topic = await tapped(person, home.buttons[-2][0].text)
    assert words.days in topic.labels
    back = {"ru": "Назад", "kk": "Артқа", "en": "Back"}[words.language]
    assert (await tapped(person, back)).text == home.text
