"""What the stories of reminders share: the words on their screens in three languages, and a bot whose clock is set."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.storage.reminders import MARK
from tests.keys import VAULT
from tests.stories.days import commanded, tapped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.telegram_people import Person


@dataclass(frozen=True, slots=True)
class Said:
    language: str
    group: str
    on: str
    switch_on: str
    last_day: str
    done: str
    marked: str
    hour: str
    again: str
    tomorrow: str
    stop: str
    stopped: str
    hide: str
    neutral: str
    show: str
    hidden_again: str
    late: str
    maybe_again: str
    own: str
    own_words: str
    moved: str
    left: dict[int, str]


SAID = (
    Said(
        "ru", "Россия, Беларусь", "Напоминания включены.", "Включить", "Последний законный день", "Готово",
        "Отмечено: готово.", "Через час", "Напомню ещё раз:", "Завтра", "Не напоминать об этом", "Больше не напоминаю:",
        "Скрыть текст", "Есть заметка на сегодня.", "Показать", "Скрыть", "Это сообщение опоздало.",
        "Возможно, это сообщение у вас уже есть", "/remind 5 декабря оплатить жильё", "оплатить жильё",
        "Ваши даты изменились",
        {14: "Осталось 14 дней", 7: "Осталось 7 дней", 3: "Осталось 3 дня", 1: "Остался 1 день", 0: "сегодня"},
    ),
    Said(
        "kk", "Ресей, Беларусь", "Еске салғыш қосулы.", "Қосу", "Рұқсат етілген соңғы күн", "Орындалды",
        "Орындалды деп белгіленді.", "Бір сағаттан кейін", "Қайта еске саламын:", "Ертең", "Мұны еске салмау",
        "Енді еске салмаймын:", "Мәтінді жасыру", "Бүгінге жазба бар.", "Көрсету", "Жасыру", "Бұл хабар кешікті.",
        "Бұл хабар сізге бұрын келген болуы мүмкін", "/remind 5 желтоқсан пәтерақы төлеу", "пәтерақы төлеу",
        "Күндеріңіз өзгерді",
        {14: "14 күн қалды", 7: "7 күн қалды", 3: "3 күн қалды", 1: "1 күн қалды", 0: "бүгін"},
    ),
    Said(
        "en", "Russia, Belarus", "Reminders are on.", "Turn on", "Last lawful day", "Done", "Marked as done.",
        "In an hour", "I remind you again:", "Tomorrow", "Stop these reminders", "No more reminders of:",
        "Hide the text", "There is a note for today.", "Show", "Hide", "This message is late:",
        "You may have this message already", "/remind 5 December pay the rent", "pay the rent",
        "Your dates have changed",
        {14: "14 days left", 7: "7 days left", 3: "3 days left", 1: "1 day left", 0: "today"},
    ),
)  # fmt: skip
RU, KK, EN = SAID
each_language = pytest.mark.parametrize("said", SAID, ids=lambda said: said.language)
LAST_DAY = "2026-12-15"
"""The last lawful day of `keep_trips`."""


async def keep_trips(person: Person, said: Said) -> None:
    """Keep the trips of the contracts, as a citizen of the EAEU, and switch reminders on."""
    await commanded(person, f"/lang {said.language}")
    for command in ("/entry 14.09.2026", "/exit 02.10.2026", "/entry 06.10.2026"):
        await commanded(person, command)
    await tapped(person, said.group)
    await commanded(person, "/remind")
    screen = await tapped(person, said.switch_on)
    assert said.on in screen.text


def planned(database: Path) -> list[tuple[str, str]]:
    """Return the marks and the states of all notices, by the moments at which they are due."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT mark, person, state FROM reminders ORDER BY due_at").fetchall()
    return [(VAULT.open_mark(mark, MARK, person), state) for mark, person, state in found]
