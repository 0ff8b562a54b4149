"""Reminders as a person meets them: set up, told, put off, hidden, corrected, stopped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.stories.days import commanded, tapped
from tests.stories.reminders import EN, Said, each_language, keep_trips, planned

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.remind.delivery import Delivery
    from tests.clock import Clock
    from tests.fakes.telegram_server import TelegramServer


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
    assert planned(database) == []
    await commanded(person, "/entry 22.11.2026")
    marks = {mark.rpartition(".")[0] for mark, _ in planned(database)}
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
    assert "change.20261126" in {mark for mark, _ in planned(database)}
    clock.set("2026-11-26T00:00")
    tally = await delivery.run()
    assert (tally.planned, tally.dropped, tally.messages) == (1, 1, 0)
    assert planned(database) == []


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
    assert {state for _, state in planned(database)} == {"sent", "stopped", "due"}
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
        if {state for _, state in planned(database)} == wanted:
            return
    raise AssertionError(planned(database))


async def test_forget_erases_every_reminder_and_stops_those_on_the_way(
    server: TelegramServer, delivery: Delivery, clock: Clock, database: Path
) -> None:
    person = server.user(language_code="en")
    await keep_trips(person, EN)
    await commanded(person, EN.own)
    await commanded(person, "/forget yes")
    assert planned(database) == []
    clock.set("2026-12-05T10:00")
    assert (await delivery.run()).planned == 0
    assert b"pay the rent" not in await asyncio.to_thread(database.read_bytes)
