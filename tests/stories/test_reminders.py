"""Reminders as a person meets them: set up, told, put off, hidden, corrected, stopped."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.clock import Clock
from tests.running import running_bot
from tests.stories.days import commanded, tapped
from tests.stories.reminders import SAID, Said, each_language, keep_trips

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from bot.services.remind.delivery import Delivery
    from tests.fakes.telegram_server import TelegramServer

RU, KK, EN = SAID


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def delivery(
    server: TelegramServer, database: Path, knowledge: Knowledge, clock: Clock
) -> AsyncIterator[Delivery]:
    async with running_bot(server, database, clock.shown_to(knowledge)) as running:
        yield running


def rows(database: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT mark, state FROM reminders ORDER BY due_at").fetchall()


@each_language
async def test_the_last_lawful_day_is_told_days_before_and_on_the_day(
    server: TelegramServer, delivery: Delivery, clock: Clock, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await keep_trips(person, said)
    told = []
    for days, day in ((14, "2026-12-01"), (7, "2026-12-08"), (3, "2026-12-12"), (1, "2026-12-14"), (0, "2026-12-15")):
        clock.set(f"{day}T09:59:59")
        assert (await delivery.run()).planned == 0
        clock.set(f"{day}T10:00")
        tally = await delivery.run()
        assert (tally.planned, tally.sent, tally.late, tally.messages) == (1, 1, 0, 1)
        notice = await person.answer()
        assert notice.text.startswith(said.last_day)
        assert said.left[days] in notice.text.splitlines()[1]
        assert "1146" in notice.text
        told.append(notice.text)
    assert len(set(told)) == 5
    clock.set("2026-12-31T10:00")
    assert (await delivery.run()).planned == 0


@each_language
async def test_what_an_outage_held_up_comes_once_in_one_message_that_says_so(
    server: TelegramServer, delivery: Delivery, clock: Clock, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await keep_trips(person, said)
    await commanded(person, said.own)
    clock.set("2026-12-12T12:00")
    tally = await delivery.run()
    assert (tally.planned, tally.sent, tally.late, tally.messages) == (5, 5, 5, 1)
    notice = await person.answer()
    assert notice.text.startswith(said.late)
    assert said.own_words in notice.text
    assert said.left[3] in notice.text
    assert said.left[14] not in notice.text
    assert (await delivery.run()).planned == 0


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


@each_language
async def test_a_discreet_notice_says_nothing_until_it_is_tapped(
    server: TelegramServer, delivery: Delivery, clock: Clock, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await keep_trips(person, said)
    await tapped(person, said.hide)
    clock.set("2026-12-08T10:00")
    await delivery.run()
    notice = await person.answer()
    assert said.neutral in notice.text
    for word in (said.last_day, "2026-12-15", "1146", "15 "):
        assert word not in notice.text
    shown = await tapped(person, said.show, notice)
    assert said.last_day in shown.text
    hidden = await tapped(person, said.hidden_again, shown)
    assert hidden.text == said.neutral


@each_language
async def test_a_notice_can_be_put_off_by_an_hour_or_to_tomorrow(
    server: TelegramServer, delivery: Delivery, clock: Clock, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await keep_trips(person, said)
    clock.set("2026-12-08T10:00")
    await delivery.run()
    later = await tapped(person, said.hour, await person.answer())
    assert said.again in later.text
    assert "11:00" in later.text
    clock.set("2026-12-08T11:00")
    tally = await delivery.run()
    assert (tally.sent, tally.dropped) == (1, 0)
    assert "10:00" in (await tapped(person, said.tomorrow, await person.answer())).text
    clock.set("2026-12-09T10:00")
    assert (await delivery.run()).sent == 1
    assert said.last_day in (await person.answer()).text


@each_language
async def test_what_is_done_or_stopped_is_not_told_again(
    server: TelegramServer, delivery: Delivery, clock: Clock, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await keep_trips(person, said)
    clock.set("2026-12-08T10:00")
    await delivery.run()
    notice = await person.answer()
    assert said.marked in (await tapped(person, said.done, notice)).text
    clock.set("2026-12-15T10:00")
    assert (await delivery.run()).planned == 0
    assert said.stopped in (await tapped(person, said.stop, notice)).text


@each_language
async def test_a_corrected_trip_moves_its_reminders_and_says_so(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path, said: Said
) -> None:
    person = server.user(language_code=said.language)
    await keep_trips(person, said)
    screen = await commanded(person, "/exit 20.11.2026")
    assert said.moved in screen.text
    assert said.last_day in screen.text
    assert rows(database) == []
    await commanded(person, "/entry 22.11.2026")
    marks = {mark.rpartition(".")[0] for mark, _ in rows(database)}
    assert "last_day.20261216" in marks
    assert "last_day.20261215" not in marks
    clock.set("2026-12-16T10:00")
    assert (await delivery.run()).messages == 1


async def test_a_planned_exit_that_has_passed_takes_its_reminders_along(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path
) -> None:
    person = server.user(language_code="en")
    await keep_trips(person, EN)
    await commanded(person, "/exit 25.11.2026")
    assert "change.20261126" in {mark for mark, _ in rows(database)}
    clock.set("2026-11-26T00:00")
    tally = await delivery.run()
    assert (tally.planned, tally.dropped, tally.messages) == (1, 1, 0)
    assert rows(database) == []


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


async def test_one_tap_below_an_answer_asks_for_the_day_and_then_reminds(
    server: TelegramServer, delivery: Delivery, clock: Clock
) -> None:
    person = server.user(language_code="en")
    await person.send("notice of arrival")
    await person.answer()
    asked = await tapped(person, "Remind me")
    assert "When did you enter Kazakhstan?" in asked.text
    assert "Reminders are on." in asked.text
    await person.send("yesterday")
    await person.answer()
    clock.set("2026-11-24T10:00")
    assert (await delivery.run()).sent == 1
    assert "your host sends it" in (await person.answer()).text


async def test_whoever_blocks_the_bot_is_left_in_peace_and_reminded_again_when_they_are_back(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path
) -> None:
    person, other = server.user(language_code="en"), server.user(1002, language_code="en")
    for each in (person, other):
        await commanded(each, EN.own)
    person.chat.blocked = True
    clock.set("2026-12-04T10:00")
    tally = await delivery.run()
    assert (tally.sent, tally.stopped) == (1, 2)
    assert {state for _, state in rows(database)} == {"sent", "stopped", "due"}
    tried = len(server.calls("sendMessage", chat_id=person.chat.id))
    clock.set("2026-12-04T12:00")
    assert (await delivery.run()).planned == 0
    assert len(server.calls("sendMessage", chat_id=person.chat.id)) == tried
    person.chat.blocked = False
    await commanded(person, "/start")
    assert (await delivery.run()).sent == 1
    assert "pay the rent" in (await person.answer()).text


async def test_blocking_and_unblocking_is_heard_from_telegram_itself(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path
) -> None:
    person = server.user(language_code="en")
    await commanded(person, EN.own)
    await person.block()
    await wait_for_states(server, database, {"stopped"})
    clock.set("2026-12-04T10:00")
    assert (await delivery.run()).planned == 0
    await person.unblock()
    await wait_for_states(server, database, {"due"})
    assert (await delivery.run()).sent == 1


async def wait_for_states(server: TelegramServer, database: Path, wanted: set[str]) -> None:
    other = server.user(1002, language_code="en")
    for _ in range(50):
        await commanded(other, "/menu")  # updates are handled in turn: when this one is answered, time has passed
        if {state for _, state in rows(database)} == wanted:
            return
    raise AssertionError(rows(database))


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
    assert {mark for mark, _ in rows(database)} == {"own1.20261205.0", "own1.20261205.1"}
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
    assert rows(database) == []


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
    assert rows(database) == []


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
    assert [mark for mark, _ in rows(database)] == ["own1.20261123.0"]


async def test_a_cry_for_help_in_place_of_a_day_is_heard(
    server: TelegramServer, delivery: Delivery, database: Path
) -> None:
    person = server.user(language_code="ru")
    await commanded(person, "/entry")
    await person.send("вчера, не хочу больше жить")
    assert "112" in (await person.answer()).text
    assert rows(database) == []


async def test_forget_erases_every_reminder_and_stops_those_on_the_way(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path
) -> None:
    person = server.user(language_code="en")
    await keep_trips(person, EN)
    await commanded(person, EN.own)
    await commanded(person, "/forget yes")
    assert rows(database) == []
    clock.set("2026-12-05T10:00")
    assert (await delivery.run()).planned == 0
    assert b"pay the rent" not in await asyncio.to_thread(database.read_bytes)
