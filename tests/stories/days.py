"""What the stories of a person's own days share: the words on their screens in three languages, taps and commands."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.telegram_people import Person
    from tests.fakes.telegram_screen import Screen


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
