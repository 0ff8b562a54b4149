"""Trips told in a message, counted and pictured, and plans; nothing of it is kept unasked.

Today is 22 November 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stories.days import commanded, each_language, rows, tapped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.telegram_server import TelegramServer
    from tests.stories.days import Words


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


@each_language
async def test_the_menu_leads_to_the_days_and_a_topic_leads_back_to_them(
    telegram: TelegramServer, words: Words
) -> None:
    person = telegram.user(language_code=words.language)
    await commanded(person, "/menu")
    home = await tapped(person, words.days)
    assert words.plan in home.labels
    topic = await tapped(person, home.buttons[-3][0].text)
    assert words.days in topic.labels
    back = {"ru": "Назад", "kk": "Артқа", "en": "Back"}[words.language]
    assert (await tapped(person, back)).text == home.text
