"""Who has been silent for long: found by the day of the last contact, told once, back by any contact."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.remind.wishes import Own, Wishes
from bot.storage import reminders as rows_of
from bot.storage.counts import count_people, count_planned
from bot.storage.dialogue import Dialogue, save_dialogue
from bot.storage.engine import reading, writing
from bot.storage.export import rows_of as held
from bot.storage.people import Person, addresses, find_person, save_person, see_person
from bot.storage.silence import note_told, to_be_erased, to_be_told
from bot.storage.tables import PERSONAL
from tests.keys import VAULT
from tests.storage.keeping import TODAY, change_ledger, notice, wish
from tests.storage.test_ledgers import FULL

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
LAST = TODAY - YEAR


async def told(engine: AsyncEngine) -> list[int]:
    return [person.chat_id for person in await to_be_told(engine, LAST, 10)]


async def erased(engine: AsyncEngine) -> list[int]:
    return [person.chat_id for person in await to_be_erased(engine, LAST, TODAY - MONTH, 10)]


async def test_only_those_are_told_who_have_been_silent_long_enough_the_longest_first(engine: AsyncEngine) -> None:
    for chat_id, ago in ((1, 1), (2, 400), (3, 365), (4, 364)):
        await save_person(engine, Person(chat_id, "kk"), TODAY - timedelta(days=ago))
    assert await told(engine) == [2, 3]
    assert [person.language for person in await to_be_told(engine, LAST, 1)] == ["kk"]


async def test_nobody_is_told_twice_and_nobody_is_erased_before_a_month_has_passed(engine: AsyncEngine) -> None:
    for chat_id, day in ((1, TODAY), (2, TODAY - MONTH), (3, TODAY - MONTH + timedelta(days=1))):
        await save_person(engine, Person(chat_id, "ru"), LAST)
        await note_told(engine, chat_id, day)
    assert await told(engine) == []
    assert await erased(engine) == [2]


async def test_any_contact_is_an_answer(engine: AsyncEngine) -> None:
    for chat_id in (1, 2):
        await save_person(engine, Person(chat_id, "ru"), LAST)
        await note_told(engine, chat_id, TODAY - MONTH)
    await see_person(engine, 1, TODAY)
    await save_person(engine, Person(2, "kk", chosen=True), TODAY)
    assert await erased(engine) == await told(engine) == []
    assert (await find_person(engine, 1)) == Person(1, "ru")
    for chat_id in (1, 2):
        await see_person(engine, chat_id, LAST)
    assert await told(engine) == [1, 2]


async def test_whoever_cannot_be_reached_is_not_told_and_erased_all_the_same(engine: AsyncEngine) -> None:
    await save_person(engine, Person(1, "ru"), LAST)
    async with writing(engine) as connection:
        await rows_of.stop_person(connection, 1)
    assert await told(engine) == []
    assert await erased(engine) == [1]


async def test_all_that_is_held_of_a_person_is_handed_over_opened(engine: AsyncEngine) -> None:
    await change_ledger(engine, 1, lambda _: FULL)
    await wish(engine, 1, Wishes(own=(Own(1, TODAY, "own words"),)), notice("a.mark", 5))
    await wish(engine, 2, Wishes(own=(Own(1, TODAY, "words of another"),)))
    found = {table.name: rows for table, rows in await held(engine, 1, Dialogue())}
    assert found.keys() == {table.name for table in PERSONAL}
    assert all(row.keys() == set(table.c.keys()) for table in PERSONAL for row in found[table.name])
    assert found["people"][0]["address"] == "1"
    assert "own words" in found["wishes"][0]["wishes"]
    assert "2026-09-14" in found["ledgers"][0]["dates"]
    assert [row["mark"] for row in found["reminders"]] == ["a.mark"]
    assert found["dialogue"] == []
    assert "another" not in str(found)


async def test_counts_tell_numbers_and_nothing_else(engine: AsyncEngine) -> None:
    assert (await count_people(engine), await count_planned(engine)) == (0, 0)
    await wish(engine, 1, Wishes(on=True), notice("a", 5), notice("b", 6))
    await save_person(engine, Person(2, "ru"), TODAY)
    assert (await count_people(engine), await count_planned(engine)) == (2, 2)


async def test_the_number_of_a_chat_is_read_only_with_the_key(engine: AsyncEngine) -> None:
    await save_person(engine, Person(77, "ru"), TODAY)
    async with reading(engine) as connection:
        assert await addresses(connection, [VAULT.person(77), VAULT.person(78)]) == {VAULT.person(77): 77}


async def test_an_input_that_is_kept_elsewhere_is_handed_over_too(engine: AsyncEngine) -> None:
    asked = Dialogue("Asking:day", {"purpose": "e"})
    elsewhere = {table.name: rows for table, rows in await held(engine, 1, asked)}["dialogue"]
    await save_dialogue(engine, 1, asked, TODAY)
    here = {table.name: rows for table, rows in await held(engine, 1, asked)}["dialogue"]
    assert [row["input"] for row in here] == [row["input"] for row in elsewhere]
    assert here[0].keys() == elsewhere[0].keys()
