"""What only PostgreSQL does: several processes write at once, and none waits for one that waits for it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.remind.delivery import State
from bot.domain.remind.wishes import Wishes
from bot.storage import reminders as rows_of
from bot.storage.engine import alone_at, create_engine, on_postgres, probe, reading, writing, writing_about
from bot.storage.forget import forget_person
from bot.storage.kept import find_kept
from bot.storage.people import Person, save_person
from bot.storage.reminders import Hand, begin_sending, claim, give_back, mend_after_clock
from bot.storage.schema import NEWEST, current_version, upgrade
from bot.storage.wipe import empty_log, wipe
from tests.keys import VAULT
from tests.postgres import emptied
from tests.storage.keeping import NOW, TODAY, minutes, notice, plan, wish
from tests.storage.rows import ALL, states

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

PROCESSES, PEOPLE, ROUNDS = 4, 6, 40


@pytest.fixture
async def engines(postgres: str) -> AsyncIterator[list[AsyncEngine]]:
    """The engines of several processes, on one database that is empty."""
    await emptied(postgres)
    made = [create_engine(postgres, VAULT) for _ in range(PROCESSES)]
    yield made
    for engine in made:
        await engine.dispose()


@pytest.fixture
async def ready(engines: list[AsyncEngine]) -> list[AsyncEngine]:
    await upgrade(engines[0])
    return engines


async def test_processes_that_start_together_bring_an_empty_database_up_to_date_once(
    engines: list[AsyncEngine],
) -> None:
    found = await asyncio.gather(*(upgrade(engine) for engine in engines))
    assert {after for _, after in found} == {NEWEST}
    assert [before for before, _ in found].count(None) == 1
    assert await current_version(engines[0]) == NEWEST


async def test_what_is_read_is_of_one_moment_and_nothing_can_be_written_there(ready: list[AsyncEngine]) -> None:
    one, two, *_ = ready
    async with reading(one) as reader:
        assert not await rows_of.count_waiting(reader, ALL)
        await plan(two, 1, notice("a"))
        assert not await rows_of.count_waiting(reader, ALL)
        with pytest.raises(DBAPIError, match="read-only"):
            await reader.execute(text("DELETE FROM people"))


async def test_two_changes_of_one_person_never_overlap_and_another_person_waits_for_nobody(
    ready: list[AsyncEngine],
) -> None:
    one, two, three, _ = ready
    order: list[str] = []
    begun = asyncio.Event()

    async def first() -> None:
        async with writing_about(one, 1):
            begun.set()
            await wish(three, 2, Wishes(on=True))
            order.append("another person")
            await asyncio.sleep(0.05)
            order.append("first")

    async def second() -> None:
        await begun.wait()
        async with writing_about(two, 1):
            order.append("second")

    await asyncio.gather(first(), second())
    assert order == ["another person", "first", "second"]


async def busy(engine: AsyncEngine, name: str, random: Random) -> None:
    """Do what a process does, in any order: plan, claim, send, give back, erase, mend."""
    for _ in range(ROUNDS):
        chat_id = random.randrange(PEOPLE)
        match random.randrange(6):
            case 0 | 1:
                new = [notice(f"{random.randrange(9)}", random.randrange(9)) for _ in range(4)]
                await wish(engine, chat_id, Wishes(on=True), *{one.mark: one for one in new}.values())
            case 2 | 3:
                async with writing(engine) as connection:
                    hands = await claim(connection, name, minutes(random.randrange(9)), 3, ALL)
                for person, rows in hands.items():
                    async with writing_about(engine, person) as connection:
                        await begin_sending(connection, name, [row.id for row in rows], NOW)
                        await Hand(connection, name, [row.id for row in rows]).sent()
            case 4:
                async with writing(engine) as connection:
                    await mend_after_clock(connection, minutes(-100))
                    await give_back(connection, name)
            case _:
                await forget_person(engine, chat_id)


async def test_processes_that_write_about_the_same_few_people_never_lock_each_other_out(
    ready: list[AsyncEngine],
) -> None:
    await asyncio.gather(*(busy(engine, f"owner{n}", Random(n)) for n, engine in enumerate(ready)))


async def test_a_claim_leaves_people_alone_about_whom_somebody_writes(ready: list[AsyncEngine]) -> None:
    one, two, *_ = ready
    for chat_id in (1, 2):
        await plan(one, chat_id, notice("a"), notice("b"))
    async with writing_about(one, 1), writing(two) as connection:
        assert list(await claim(connection, "two", NOW, 10, ALL)) == [2]
        await mend_after_clock(connection, minutes(-100))
    assert set((await states(one)).values()) == {State.DUE}


async def test_one_process_at_a_time_does_what_is_to_be_done_once(ready: list[AsyncEngine]) -> None:
    async with AsyncExitStack() as stack:
        may = [await stack.enter_async_context(alone_at(engine, "silence")) for engine in ready]
        assert may == [True, False, False, False]
        async with alone_at(ready[1], "housekeeping") as other_work:
            assert other_work
    async with alone_at(ready[3], "silence") as later:
        assert later


async def test_what_a_search_needs_stands_in_an_index(ready: list[AsyncEngine]) -> None:
    statement = rows_of.claiming("a", NOW, 20, rows_of.Chats(0).clause(VAULT))
    async with writing(ready[0]) as connection:
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        written = statement.compile(ready[0].sync_engine, compile_kwargs={"render_postcompile": True})
        parameters = [written.params[name] for name in written.positiontup or ()]
        plan_of = await connection.exec_driver_sql(f"EXPLAIN {written}", tuple(map(for_driver, parameters)))
        steps = [row[0] for row in plan_of]
    assert any("ix_reminders_wake_at" in step for step in steps), steps
    assert not [step for step in steps if "Seq Scan" in step], steps


def for_driver(value: object) -> object:
    return str(value) if isinstance(value, State) else value


async def test_old_values_can_be_wiped_and_its_log_is_its_own_business(ready: list[AsyncEngine]) -> None:
    await save_person(ready[0], Person(1, "kk"), TODAY)
    assert on_postgres(ready[0])
    assert await wipe(ready[0])
    assert await empty_log(ready[0])
    assert not await find_kept(ready[0], 1)


async def test_a_server_that_is_not_there_is_found_out(postgres: str) -> None:
    for address, error in ((postgres + "x", DBAPIError), ("postgresql+asyncpg://qadam@127.0.0.1:1/x", OSError)):
        engine = create_engine(address, VAULT)
        with pytest.raises(error):
            await probe(engine)
        await engine.dispose()


async def test_a_server_that_was_started_anew_costs_nobody_a_fault(ready: list[AsyncEngine]) -> None:
    one, two, *_ = ready
    await plan(one, 1, notice("a"))
    async with writing(two) as connection:
        await connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                 "AND pid <> pg_backend_pid()")
        )  # fmt: skip
    assert await states(one) == {"a": State.DUE}
