"""People: their language is kept, and nobody else's is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.people import Person, find_person, save_person
from tests.storage.keeping import TODAY

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

BIGGEST = 2**52


async def test_a_stranger_is_nobody(engine: AsyncEngine) -> None:
    assert await find_person(engine, 1) is None


async def test_a_person_is_found_as_saved(engine: AsyncEngine) -> None:
    for person in (Person(1, "kk"), Person(BIGGEST, "ru", chosen=True), Person(-BIGGEST, "en")):
        await save_person(engine, person, TODAY)
        assert await find_person(engine, person.chat_id) == person


async def test_saving_again_replaces_and_touches_nobody_else(engine: AsyncEngine) -> None:
    await save_person(engine, Person(1, "kk"), TODAY)
    await save_person(engine, Person(2, "kk"), TODAY)
    await save_person(engine, Person(1, "en", chosen=True), TODAY)
    assert await find_person(engine, 1) == Person(1, "en", chosen=True)
    assert await find_person(engine, 2) == Person(2, "kk")
    await save_person(engine, Person(1, "ru"), TODAY)
    assert await find_person(engine, 1) == Person(1, "ru", chosen=False)
