"""Rows of notices: planned once, left alone when settled, forgotten in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, literal_column, select, text, update
from sqlalchemy.exc import StatementError

from bot.domain.remind.delivery import LEASE, State
from bot.storage import reminders as rows_of
from bot.storage.counts import oldest_due
from bot.storage.engine import reading, writing
from bot.storage.people import Person, find_person, save_person
from bot.storage.tables import reminders
from tests.storage.keeping import NOW, TODAY, minutes, notice, plan

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine
from tests.storage.rows import ALL, begin, claim, finish, moments, put_off, states


async def test_notices_become_rows_and_the_nearest_moment_is_told(engine: AsyncEngine) -> None:
    assert await plan(engine, 1, notice("late", 60), notice("soon", 5)) == minutes(5)
    assert await states(engine) == {"late": State.DUE, "soon": State.DUE}
    assert await plan(engine, 2) is None


async def test_what_was_due_before_it_was_planned_is_no_row(engine: AsyncEngine) -> None:
    assert await plan(engine, 1, notice("past", -1), notice("now")) == NOW
    assert await states(engine) == {"now": State.DUE}


async def test_planning_the_same_notices_again_changes_nothing(engine: AsyncEngine) -> None:
    for _ in range(3):
        await plan(engine, 1, notice("a", 1), notice("b", 2))
    assert await moments(engine) == {"a": minutes(1), "b": minutes(2)}


async def test_a_notice_that_waits_moves_with_its_moment_and_goes_with_its_deadline(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a", 1), notice("b", 2))
    assert await plan(engine, 1, notice("a", 9)) == minutes(9)
    assert await moments(engine) == {"a": minutes(9)}


async def test_an_overdue_notice_that_still_follows_is_kept_when_the_plan_is_made_again(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a", 1))
    await plan(engine, 1, notice("a", 1), now=minutes(30))
    assert await claim(engine, now=minutes(30)) == {1: ["a"]}


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.FAILED])
async def test_what_is_being_sent_or_settled_is_left_alone_by_a_new_plan(engine: AsyncEngine, state: State) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    assert await begin(engine, "a") == 1
    if state is not State.SENDING:
        await finish(engine, "a", state)
    before = await moments(engine)
    await plan(engine, 1, notice("a", 5))
    await plan(engine, 1)
    assert await states(engine) == {"a": state}
    assert await moments(engine) == before


async def test_a_notice_that_was_sent_is_never_planned_again(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await finish(engine, "a")
    await plan(engine, 1)
    await plan(engine, 1, notice("a", 3))
    assert await claim(engine, now=minutes(9)) == {}


async def test_a_claimed_notice_that_follows_no_more_cannot_be_sent(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await plan(engine, 1)
    assert await begin(engine, "a") == 0


async def test_a_claimed_notice_whose_moment_moves_stays_in_its_hand(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await plan(engine, 1, notice("a", 7))
    assert await moments(engine) == {"a": NOW + LEASE}
    assert await begin(engine, "a") == 1


async def test_whoever_cannot_be_reached_is_left_in_peace_until_they_are_back(engine: AsyncEngine) -> None:
    await save_person(engine, Person(1, "kk"), TODAY)
    await plan(engine, 1, notice("a"), notice("b", 60))
    await claim(engine)
    async with writing(engine) as connection:
        assert await rows_of.stop_person(connection, 1) == 2
    assert await find_person(engine, 1) == Person(1, "kk", blocked=True)
    assert await claim(engine, now=minutes(100)) == {}
    async with writing(engine) as connection:
        assert await rows_of.person_is_back(connection, 1) == 2
    assert await find_person(engine, 1) == Person(1, "kk")
    assert await claim(engine, now=minutes(1)) == {1: ["a"]}
    assert await claim(engine, now=minutes(2000)) == {1: ["a", "b"]}


async def test_a_new_language_does_not_reach_a_person_who_blocked_us(engine: AsyncEngine) -> None:
    await save_person(engine, Person(1, "kk"), TODAY)
    async with writing(engine) as connection:
        await rows_of.stop_person(connection, 1)
    await save_person(engine, Person(1, "ru", chosen=True), TODAY)
    assert await find_person(engine, 1) == Person(1, "ru", chosen=True, blocked=True)


async def test_settled_rows_are_forgotten_after_a_while_and_others_never(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("sent"), notice("due", 1))
    await plan(engine, 2, notice("stopped"))
    await claim(engine)
    await finish(engine, "sent")
    async with writing(engine) as connection:
        await rows_of.stop_person(connection, 2)
        assert await rows_of.forget_settled(connection, minutes(60), timedelta(hours=2)) == 0
        assert await rows_of.forget_settled(connection, minutes(60), timedelta(minutes=30)) == 1
    assert await states(engine) == {"due": State.DUE}
    assert await states(engine, 2) == {"stopped": State.STOPPED}


async def test_what_is_open_and_what_waits_is_told(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"), notice("b", 60))
    async with writing(engine) as connection:
        assert await rows_of.next_open(connection, ALL, NOW) is None
        assert await rows_of.count_waiting(connection, ALL) == 2
    await claim(engine)
    await put_off(engine, "a", minutes(3))
    async with writing(engine) as connection:
        assert await rows_of.next_open(connection, ALL, NOW) == minutes(3)
    await finish(engine, "a")
    async with writing(engine) as connection:
        assert await rows_of.next_open(connection, ALL, NOW) is None
        assert await rows_of.count_waiting(connection, ALL) == 1
        assert await rows_of.count_waiting(connection, rows_of.Chats(2, alone=True)) == 0


async def test_a_moment_without_a_zone_is_refused(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        with pytest.raises(StatementError, match="without a time zone"):
            await connection.execute(update(reminders).values(due_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the fault


async def test_looking_for_what_is_due_reads_no_row_that_is_not(engine: AsyncEngine, file: Path) -> None:
    """The plan of the query searches by moment and by person; it goes through nothing but people already found."""
    others = reminders.c.person != literal_column("x'00'")
    statement = rows_of.claiming("a", NOW, 20, others)
    written_out = statement.compile(engine.sync_engine, compile_kwargs={"literal_binds": True})
    async with reading(engine) as connection:
        steps = [row.detail for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {written_out}"))]
    assert any("ix_reminders_wake_at (wake_at<?)" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN heads"] == []


async def test_every_person_has_rows_of_their_own(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await plan(engine, 2, notice("a"))
    async with reading(engine) as connection:
        assert await connection.scalar(select(func.count()).select_from(reminders)) == 2


async def test_the_reminder_that_waits_longest_is_told_and_none_that_is_in_hand(engine: AsyncEngine) -> None:
    assert await oldest_due(engine, NOW) is None
    await plan(engine, 1, notice("a", 1))
    await plan(engine, 2, notice("b", 2))
    assert await oldest_due(engine, NOW) is None
    assert await oldest_due(engine, minutes(5)) == minutes(1)
    await claim(engine, now=minutes(1))
    assert await oldest_due(engine, minutes(2)) == minutes(2)
