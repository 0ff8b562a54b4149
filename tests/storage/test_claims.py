"""Rows are claimed by one process at a time, given back, taken over, and never lost on the way."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.remind.delivery import LEASE, LONGEST_PAUSE, LONGEST_WAIT, State
from bot.storage import reminders as rows_of
from bot.storage.engine import writing
from tests.storage.keeping import NOW, minutes, notice, plan

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine
from tests.storage.rows import ALL, begin, claim, finish, ids, put_off, states


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
        hands = await rows_of.claim(connection, "a", NOW, 20, rows_of.Chats(2, alone=True))
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
