"""What a person sees and does about what is kept of them: the list, the file, erasing, and the quick exit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.domain.retention import Retention
from bot.services.privacy.fields import page
from bot.services.views import Deed
from bot.telegram.callbacks import MineData
from tests.fakes.telegram_screen import Button
from tests.running import running_bot
from tests.stories.days import commanded, tapped
from tests.stories.reminders import RU, keep_trips

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_people import Person
    from tests.fakes.telegram_server import TelegramServer

LANGUAGES = ("ru", "kk", "en")
CLEAR = {"ru": "Очистить экран", "kk": "Экранды тазалау", "en": "Clear the screen"}
NEUTRAL = {"ru": "Здравствуйте!", "kk": "Сәлеметсіз бе!", "en": "Hello!"}


def left_in(person: Person) -> list[str]:
    """Return the texts that still stand in the chat."""
    return [str(message.get("text") or message.get("caption")) for message in person.chat.messages.values()]


async def until_left(person: Person, count: int) -> list[str]:
    """Wait until so many messages are left."""
    await person.telegram.changes.until(
        lambda: True if len(person.chat.messages) == count else None, 5, f"{count} messages"
    )
    return left_in(person)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_privacy_page_shows_the_topic_and_every_stored_field(
    telegram: TelegramServer, knowledge: Knowledge, language: str
) -> None:
    person = telegram.user()
    await commanded(person, f"/lang {language}")
    await person.command("/privacy")
    topic, fields = await person.answer(), await person.answer()
    t = knowledge.catalogues[language]
    assert "/export" in topic.text
    promised = page(Retention(12), t).replace("**", "").splitlines()
    assert [line for line in promised if line not in fields.text] == []
    assert {t("Send me all that is kept"), t("Erase everything"), CLEAR[language]} <= set(fields.labels)


async def test_the_topic_of_the_menu_leads_to_the_fields(telegram: TelegramServer) -> None:
    person = telegram.user()
    await commanded(person, "/lang en")
    await commanded(person, "/start safety__privacy")
    screen = await tapped(person, "Every stored field")
    assert screen.text.startswith("Everything that is stored about you")


async def exported(person: Person, telegram: TelegramServer) -> str:
    screen = await person.answer()
    upload = telegram.telegram.files[screen.raw["document"]["file_id"]]
    assert screen.raw["document"]["file_name"] == "2026-11-22.txt"
    return upload.data.decode()


async def test_the_file_holds_everything_in_words_and_field_by_field(telegram: TelegramServer) -> None:
    person = telegram.user()
    await keep_trips(person, RU)
    await commanded(person, "/remind 5 декабря оплатить жильё")
    await person.command("/export")
    text = await exported(person, telegram)
    words, _, fields = text.partition("-" * 40)
    for line in (
        "Паспорт: Россия, Беларусь, Армения, Кыргызстан",
        "Поездка: 14 сентября 2026 года – 2 октября 2026 года",
        "Поездка: с 6 октября 2026 года",
        "5 декабря 2026 года: оплатить жильё",
        "Напоминания включены.",
    ):
        assert line in words
    assert f"people.address – номер вашего чата, чтобы вам писать: {person.chat.id}" in fields
    assert "people.seen_on" in fields
    ledger = next(line for line in fields.splitlines() if "ledgers.dates" in line)
    assert json.loads(ledger[ledger.index("{") :])["trips"] == [["2026-09-14", "2026-10-02"], ["2026-10-06", None]]
    assert "оплатить жильё" in fields
    assert fields.count("reminders.mark") > 5


async def test_of_a_stranger_there_is_no_file(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    assert (await commanded(person, "/export")).text == "Nothing about you is stored here."


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_tap_leaves_a_neutral_screen_and_takes_the_messages_away(
    telegram: TelegramServer, language: str
) -> None:
    person, other = telegram.user(), telegram.user(2002)
    await commanded(other, "/lang en")
    await commanded(person, f"/lang {language}")
    for command in ("/entry 06.10.2026", "/privacy", "/stay"):
        await commanded(person, command)
    assert len(person.chat.messages) > 6
    before = len(other.chat.messages)
    await person.press(CLEAR[language])
    (text,) = await until_left(person, 1)
    assert text.startswith(NEUTRAL[language])
    assert len(other.chat.messages) == before
    assert len(person.screen.labels) == 1


async def test_a_picture_is_taken_away_too(telegram: TelegramServer) -> None:
    person = telegram.user()
    await keep_trips(person, RU)
    await commanded(person, "/stay")
    picture = await tapped(person, "Картинка")
    assert picture.raw["photo"]
    await person.press(CLEAR["ru"])
    (text,) = await until_left(person, 1)
    assert text.startswith(NEUTRAL["ru"])


async def test_after_erasing_the_messages_can_be_taken_away_too(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await keep_trips(person, RU)
    await commanded(person, "/forget")
    gone = await tapped(person, "Да, стереть всё")
    assert "Готово: всё стёрто." in gone.text
    await person.press(CLEAR["ru"])
    assert len(await until_left(person, 1)) == 1
    person.skip()
    assert (await commanded(person, "/export")).text == "О вас здесь ничего не хранится."


async def test_of_messages_from_before_a_restart_only_the_tapped_one_is_known(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="en")
    async with running_bot(server, database, knowledge):
        await commanded(person, "/privacy")
        old = await person.answer()
    async with running_bot(server, database, knowledge):
        await person.press(CLEAR["en"], old)
        screen = await person.answer()
        assert screen.text.startswith(NEUTRAL["en"])
    assert len(person.chat.messages) == 3


async def test_a_tap_on_keep_after_a_long_silence_is_thanked_and_leads_to_the_menu(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    screen = await commanded(person, "/menu")
    await person.press(Button("Keep it", MineData(deed=Deed.KEEP).pack()), screen)
    assert (await person.answer()).text.startswith("It stays.")


@pytest.mark.parametrize("data", ["p:", "p:zz", "p:s:s", "p", "p:" + "x" * 60])
async def test_a_forged_deed_gets_the_menu(telegram: TelegramServer, data: str) -> None:
    person = telegram.user(language_code="en")
    screen = await commanded(person, "/menu")
    await person.press(Button("Forged", data), screen)
    assert "old message" in (await person.answer()).text
