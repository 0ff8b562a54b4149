"""Rows of notices: planned once, claimed by one process, settled, and never lost on the way."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text, true, update
from sqlalchemy.exc import StatementError

from bot.domain.remind.delivery import LEASE, LONGEST_PAUSE, LONGEST_WAIT, State
from bot.storage import reminders as rows_of
from bot.storage.engine import reading, writing
from bot.storage.people import Person, find_person, save_person
from bot.storage.tables import reminders
from tests.storage.keeping import NOW, minutes, notice, plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

ALL = true()


async def states(engine: AsyncEngine, chat_id: int = 1) -> dict[str, str]:
    async with reading(engine) as connection:
        columns = select(reminders.c.mark, reminders.c.state).where(reminders.c.chat_id == chat_id)
        return {row.mark: row.state for row in await connection.execute(columns)}


async def moments(engine: AsyncEngine) -> dict[str, datetime | None]:
    async with reading(engine) as connection:
        return {row.mark: row.wake_at for row in await connection.execute(select(reminders))}


async def claim(engine: AsyncEngine, owner: str = "a", now: datetime = NOW, people: int = 20) -> dict[int, list[str]]:
    async with writing(engine) as connection:
        hands = await rows_of.claim(connection, owner, now, people, ALL)
    return {chat_id: [row.mark for row in rows] for chat_id, rows in hands.items()}


async def ids(engine: AsyncEngine, *marks: str) -> Sequence[int]:
    async with reading(engine) as connection:
        return list(await connection.scalars(select(reminders.c.id).where(reminders.c.mark.in_(marks))))


async def begin(engine: AsyncEngine, *marks: str, owner: str = "a", now: datetime = NOW) -> int:
    found = await ids(engine, *marks)
    async with writing(engine) as connection:
        return len(await rows_of.begin_sending(connection, owner, found, now))


async def finish(engine: AsyncEngine, mark: str, state: State = State.SENT, owner: str = "a") -> None:
    found = await ids(engine, mark)
    async with writing(engine) as connection:
        hand = rows_of.Hand(connection, owner, found)
        await (hand.sent(7) if state is State.SENT else hand.failed())


async def put_off(
    engine: AsyncEngine, mark: str, until: datetime, *, doubtful: bool = False, tried: bool = True, owner: str = "a"
) -> None:
    found = await ids(engine, mark)
    async with writing(engine) as connection:
        await rows_of.Hand(connection, owner, found).put_off(until, doubtful=doubtful, tried=tried)


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


async def test_a_claim_takes_what_is_due_by_person_oldest_first(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a2", 2), notice("a1", 1), notice("a9", 9))
    await plan(engine, 2, notice("b0", 0))
    assert await claim(engine, now=minutes(2)) == {2: ["b0"], 1: ["a1", "a2"]}
    assert await claim(engine, "b", now=minutes(2)) == {}


async def test_a_claim_is_bounded_by_people_and_takes_each_of_them_whole(engine: AsyncEngine) -> None:
    for chat_id in (1, 2, 3):
        await plan(engine, chat_id, notice("x", 0), notice("y", 1))
    first = await claim(engine, now=minutes(5), people=2)
    assert first == {1: ["x", "y"], 2: ["x", "y"]}
    assert await claim(engine, "b", now=minutes(5)) == {3: ["x", "y"]}


async def test_nobody_else_writes_to_a_person_who_is_in_hand(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a", 0), notice("b", 1))
    assert await claim(engine) == {1: ["a"]}
    assert await claim(engine, "b", now=minutes(1)) == {}
    await finish(engine, "a")
    assert await claim(engine, "b", now=minutes(1)) == {1: ["b"]}


async def test_a_claim_speaks_only_for_its_own_chats(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await plan(engine, 2, notice("b"))
    async with writing(engine) as connection:
        hands = await rows_of.claim(connection, "a", NOW, 20, reminders.c.chat_id == 2)
    assert list(hands) == [2]


async def test_processes_that_claim_at_one_moment_share_the_rows(engine: AsyncEngine) -> None:
    for chat_id in range(1, 41):
        await plan(engine, chat_id, notice("x"), notice("y"))
    hands = await asyncio.gather(*(claim(engine, f"owner{n}", people=10) for n in range(8)))
    taken = [(chat_id, mark) for hand in hands for chat_id, marks in hand.items() for mark in marks]
    assert len(taken) == len(set(taken)) == 80


async def test_the_claim_of_a_dead_process_runs_out_and_leaves_no_doubt(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    after = NOW + LEASE
    assert await claim(engine, "b", now=after - timedelta(seconds=1)) == {}
    async with writing(engine) as connection:
        hands = await rows_of.claim(connection, "b", after, 20, ALL)
    assert [(row.attempts, row.doubtful) for row in hands[1]] == [(2, False)]
    assert await begin(engine, "a", owner="a", now=after) == 0
    assert await begin(engine, "a", owner="b", now=after) == 1


async def test_what_a_dead_process_was_sending_comes_again_with_a_doubt_that_stays(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await begin(engine, "a")
    for round_ in (1, 2):
        async with writing(engine) as connection:
            hands = await rows_of.claim(connection, "b", NOW + round_ * LEASE, 20, ALL)
        assert [row.doubtful for row in hands[1]] == [True]


async def test_sending_renews_the_lease(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    later = NOW + LEASE / 2
    assert await begin(engine, "a", now=later) == 1
    assert await claim(engine, "b", now=NOW + LEASE) == {}
    assert await claim(engine, "b", now=later + LEASE) == {1: ["a"]}


async def test_a_row_is_begun_once(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    assert await begin(engine, "a") == 0
    await claim(engine)
    assert await begin(engine, "a") == 1
    assert await begin(engine, "a") == 0


async def test_a_try_that_failed_waits_for_its_next_moment(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await put_off(engine, "a", minutes(2), doubtful=True)
    assert await claim(engine, now=minutes(1)) == {}
    async with writing(engine) as connection:
        hands = await rows_of.claim(connection, "a", minutes(2), 20, ALL)
    assert [(row.attempts, row.doubtful) for row in hands[1]] == [(2, True)]


async def test_what_was_not_tried_begins_anew(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await put_off(engine, "a", minutes(600), tried=False)
    assert await claim(engine, now=minutes(599)) == {}
    async with writing(engine) as connection:
        hands = await rows_of.claim(connection, "a", minutes(600), 20, ALL)
    assert [(row.attempts, row.doubtful) for row in hands[1]] == [(1, False)]


async def test_a_clock_that_was_set_back_holds_no_tried_row_for_longer_than_a_pause(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("tried"))
    await plan(engine, 2, notice("claimed"))
    await plan(engine, 3, notice("later", 3000))
    await claim(engine)
    await put_off(engine, "tried", NOW + LONGEST_PAUSE)
    assert await claim(engine, "b") == {}
    set_back = NOW - timedelta(days=1)
    assert await claim(engine, "b", now=set_back) == {1: ["tried"], 2: ["claimed"]}


async def test_a_clock_that_was_set_back_holds_no_row_that_was_put_off_for_longer_than_an_hour(
    engine: AsyncEngine,
) -> None:
    await plan(engine, 1, notice("quiet"))
    await claim(engine)
    await put_off(engine, "quiet", NOW + LONGEST_WAIT, tried=False)
    assert await claim(engine, "b", now=NOW - timedelta(days=1)) == {1: ["quiet"]}


async def test_what_another_process_took_over_is_not_given_back_by_the_first(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await begin(engine, "a")
    later = NOW + LEASE
    await claim(engine, "b", now=later)
    await put_off(engine, "a", NOW, owner="a")
    await finish(engine, "a", State.FAILED, owner="a")
    found = await ids(engine, "a")
    async with writing(engine) as connection:
        await rows_of.Hand(connection, "a", found).drop()
    assert await states(engine) == {"a": State.CLAIMED}
    await begin(engine, "a", owner="b", now=later)
    await finish(engine, "a", owner="b")
    await put_off(engine, "a", NOW, owner="a")
    assert await states(engine) == {"a": State.SENT}


async def test_what_was_sent_is_sent_whoever_has_it_in_hand(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    await begin(engine, "a")
    await claim(engine, "b", now=NOW + LEASE)
    await finish(engine, "a", owner="a")
    assert await begin(engine, "a", owner="b", now=NOW + LEASE) == 0


async def test_a_dropped_row_is_gone(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await claim(engine)
    found = await ids(engine, "a")
    async with writing(engine) as connection:
        await rows_of.Hand(connection, "a", found).drop()
    assert await states(engine) == {}


async def test_a_stop_gives_back_what_was_not_begun(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await plan(engine, 2, notice("b"))
    await claim(engine)
    await begin(engine, "a")
    async with writing(engine) as connection:
        await rows_of.give_back(connection, "a")
    assert await claim(engine, "b") == {2: ["b"]}


async def test_whoever_cannot_be_reached_is_left_in_peace_until_they_are_back(engine: AsyncEngine) -> None:
    await save_person(engine, Person(1, "kk"))
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
    await save_person(engine, Person(1, "kk"))
    async with writing(engine) as connection:
        await rows_of.stop_person(connection, 1)
    await save_person(engine, Person(1, "ru", chosen=True))
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
        assert await rows_of.count_waiting(connection, reminders.c.chat_id == 2) == 0


async def test_a_moment_without_a_zone_is_refused(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        with pytest.raises(StatementError, match="without a time zone"):
            await connection.execute(update(reminders).values(due_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the fault


async def test_looking_for_what_is_due_reads_no_row_that_is_not(engine: AsyncEngine) -> None:
    """The plan of the query searches by moment and by person; it goes through nothing but people already found."""
    statement = rows_of.claiming("a", NOW, 20, ALL).compile(engine.sync_engine, compile_kwargs={"literal_binds": True})
    async with reading(engine) as connection:
        steps = [row.detail for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
    assert any("ix_reminders_wake_at (wake_at<?)" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN heads"] == []


async def test_every_person_has_rows_of_their_own(engine: AsyncEngine) -> None:
    await plan(engine, 1, notice("a"))
    await plan(engine, 2, notice("a"))
    async with reading(engine) as connection:
        assert await connection.scalar(select(func.count()).select_from(reminders)) == 2
