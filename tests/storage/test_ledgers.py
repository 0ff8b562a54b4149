"""Ledgers are kept as told, changed one at a time, and erased without a trace."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.ledger import Ledger, LedgerError, Paper, PaperKind, entered, put
from bot.domain.remind.wishes import Wishes
from bot.domain.rules import Group
from bot.domain.trips import Trip
from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue
from bot.storage.engine import reading
from bot.storage.forget import forget_person
from bot.storage.kept import Kept, find_kept
from bot.storage.people import Person, find_person, save_person
from bot.storage.tables import PERSONAL, ledgers, metadata, sealed_by
from tests.storage.keeping import change_ledger, find_ledger, notice, wish

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

TODAY = date(2026, 11, 26)
FULL = Ledger(
    group=Group.EAEU,
    trips=(Trip(date(2026, 9, 14), date(2026, 10, 2)), Trip(date(2026, 10, 6))),
    papers=(Paper(PaperKind.VISA, date(2026, 12, 31), date(2026, 10, 1)), Paper(PaperKind.CARD, date(2027, 5, 31))),
    moved_on=date(2026, 11, 1),
)


def newer(new: Ledger, _: Ledger) -> Ledger:
    return new


def with_trip(trip: Trip, ledger: Ledger) -> Ledger:
    return put(ledger, (trip,), TODAY)


async def rows(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        return int(await connection.scalar(select(func.count()).select_from(ledgers)) or 0)


async def test_nothing_is_kept_of_a_stranger(engine: AsyncEngine) -> None:
    assert await find_ledger(engine, 1) == Ledger()


async def test_a_ledger_is_found_as_it_was_kept(engine: AsyncEngine) -> None:
    for ledger in (FULL, Ledger(group=Group.DOCUMENT), replace(FULL, moved_on=None), Ledger(trips=FULL.trips)):
        before = await find_ledger(engine, 1)
        assert await change_ledger(engine, 1, partial(newer, ledger)) == (before, ledger)
        assert await find_ledger(engine, 1) == ledger
    assert await find_ledger(engine, 2) == Ledger()


async def test_an_edit_that_is_refused_leaves_everything_as_it_was(engine: AsyncEngine) -> None:
    await change_ledger(engine, 1, lambda _: FULL)
    with pytest.raises(LedgerError):
        await change_ledger(engine, 1, lambda ledger: entered(ledger, TODAY, TODAY))
    assert await find_ledger(engine, 1) == FULL


async def test_an_edit_that_changes_nothing_leaves_no_row(engine: AsyncEngine) -> None:
    assert await change_ledger(engine, 1, lambda ledger: ledger) == (Ledger(), Ledger())
    assert await rows(engine) == 0


async def test_an_emptied_ledger_leaves_no_row(engine: AsyncEngine) -> None:
    await change_ledger(engine, 1, lambda _: FULL)
    await change_ledger(engine, 1, lambda _: FULL)
    assert await rows(engine) == 1
    await change_ledger(engine, 1, lambda _: Ledger())
    assert await rows(engine) == 0


async def test_edits_at_the_same_moment_are_all_kept(engine: AsyncEngine) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(20)]
    await asyncio.gather(*(change_ledger(engine, 1, partial(with_trip, Trip(day, day))) for day in days))
    found = await find_ledger(engine, 1)
    assert [trip.entry for trip in found.trips] == days


async def test_forgetting_erases_every_row_of_one_person_and_no_other(engine: AsyncEngine) -> None:
    for chat_id in (1, 2):
        await save_person(engine, Person(chat_id, "kk", chosen=True), TODAY)
        await change_ledger(engine, chat_id, lambda _: FULL)
        await save_dialogue(engine, chat_id, Dialogue("Asking:day", {"purpose": "e"}), TODAY)
        await wish(engine, chat_id, Wishes(on=True), notice("a", 1), notice("b", 2))
    assert await forget_person(engine, 1) == 6
    assert await forget_person(engine, 1) == 0
    assert await find_person(engine, 1) is None
    assert await find_kept(engine, 1) == Kept()
    assert await find_dialogue(engine, 1) == Dialogue()
    assert await find_ledger(engine, 2) == FULL


def test_every_table_tells_whose_its_rows_are_or_holds_nothing_of_anybody() -> None:
    assert all("person" in table.c for table in PERSONAL)
    assert {table.name for table in metadata.tables.values() if table not in PERSONAL} == {"sealed_by"}
    assert set(sealed_by.c.keys()) == {"id", "mark"}
