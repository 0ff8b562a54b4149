"""Wishes are kept as they were made, with the rules by which notices were planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.duties import DutyKind
from bot.domain.remind.wishes import Later, Moved, Own, Target, Wishes
from bot.storage.engine import reading
from bot.storage.kept import Kept, Planned, change_kept, find_kept
from bot.storage.people import Person, find_person, save_person
from bot.storage.tables import reminders, wishes
from bot.storage.wishes import planned_by_other_rules
from tests.storage.keeping import NOW, TODAY, minutes, notice, wish

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

TARGET = Target(DutyKind.OWN, date(2026, 12, 5), 3)
FULL = Wishes(
    on=True,
    hour=7,
    quiet=None,
    zone="Europe/Moscow",
    discreet=True,
    off=frozenset({DutyKind.TAX, DutyKind.CARD}),
    done=frozenset({TARGET}),
    offsets={DutyKind.OWN: (5, 0), DutyKind.CARD: ()},
    own=(Own(3, date(2026, 12, 5), "төлеу «5» \\ 😀"),),
    later=(Later(datetime(2026, 11, 27, 5, tzinfo=UTC), (TARGET, TARGET._replace(number=4))),),
    moved=(Moved(NOW, TARGET, date(2026, 12, 6)), Moved(NOW, TARGET, None)),
    told=(TARGET,),
)


async def rows(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        return int(await connection.scalar(select(func.count()).select_from(wishes)) or 0)


async def other_rules(engine: AsyncEngine, rules: str, after: int | None = None, most: int = 10) -> list[int]:
    async with reading(engine) as connection:
        return await planned_by_other_rules(connection, rules, after, most)


@pytest.mark.parametrize("made", [FULL, Wishes(), replace(FULL, quiet=(23, 6), zone=None, moved=())])
async def test_wishes_are_found_as_they_were_made(engine: AsyncEngine, made: Wishes) -> None:
    change = await wish(engine, 1, made)
    assert (change.before.wishes, change.after.wishes) == (Wishes(), made)
    assert (await find_kept(engine, 1)).wishes == made
    assert not await find_kept(engine, 2)


async def test_wishes_that_say_nothing_leave_no_row(engine: AsyncEngine) -> None:
    await wish(engine, 1, Wishes())
    assert await rows(engine) == 0
    await wish(engine, 1, FULL)
    assert await rows(engine) == 1
    await wish(engine, 1, Wishes())
    assert await rows(engine) == 0


async def test_whoever_wishes_something_has_a_language(engine: AsyncEngine) -> None:
    await wish(engine, 1, Wishes())
    assert await find_person(engine, 1) is None
    await wish(engine, 1, FULL, language="kk")
    assert await find_person(engine, 1) == Person(1, "kk")
    await save_person(engine, Person(1, "en", chosen=True), TODAY)
    await wish(engine, 1, replace(FULL, hour=8), language="ru")
    assert await find_person(engine, 1) == Person(1, "en", chosen=True)


async def test_what_is_kept_and_what_follows_are_written_together_or_not_at_all(engine: AsyncEngine) -> None:
    change = await wish(engine, 1, FULL, notice("a", 5), notice("b", 3))
    assert change.nearest == minutes(3)

    def refused(_: Kept) -> Planned:
        raise LookupError

    with pytest.raises(LookupError):
        await change_kept(engine, 1, "ru", refused, NOW)
    assert (await find_kept(engine, 1)).wishes == FULL
    async with reading(engine) as connection:
        assert await connection.scalar(select(func.count()).select_from(reminders)) == 2


async def test_people_planned_by_other_rules_are_found_some_at_a_time(engine: AsyncEngine) -> None:
    for chat_id in (3, 1, 2):
        await wish(engine, chat_id, FULL, rules="old")
    await wish(engine, 4, FULL, rules="new")
    first = await other_rules(engine, "new", most=2)
    assert len(first) == 2
    assert {*first, *await other_rules(engine, "new", after=first[-1])} == {1, 2, 3}
    assert await other_rules(engine, "old") == [4]
