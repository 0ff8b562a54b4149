"""What is kept of the days: corrected, deleted, due, erased; and buttons that outlived it.

Today is 22 November 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes.telegram_screen import Button
from tests.stories.days import commanded, each_language, rows, tapped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.telegram_server import TelegramServer
    from tests.stories.days import Words


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
