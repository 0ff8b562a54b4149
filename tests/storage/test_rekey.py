"""A new key takes the place of the old one for everything at once, and a wrong one opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.domain.remind.wishes import Wishes
from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue
from bot.storage.engine import create_engine, reading, writing
from bot.storage.kept import find_kept
from bot.storage.people import Person, find_person, save_person
from bot.storage.rekey import WrongKeyError, seal_with
from bot.storage.schema import NEWEST, upgrade
from bot.storage.tables import PERSONAL, dialogue
from bot.storage.vault import SealError, Vault
from tests.keys import KEY, VAULT
from tests.storage.conftest import remains, url_of
from tests.storage.keeping import TODAY, change_ledger, minutes, notice, wish
from tests.storage.rows import claim
from tests.storage.test_ledgers import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

NEW = Vault(KEY[::-1])
ASKED = Dialogue("Asking:day", {"purpose": "e"})


async def fill(engine: AsyncEngine) -> None:
    for chat_id in (1, 2):
        await save_person(engine, Person(chat_id, "kk", chosen=True), TODAY)
        await change_ledger(engine, chat_id, lambda _: FULL)
        await wish(engine, chat_id, Wishes(on=True), notice("a", 1), notice("b", 2))
    await save_person(engine, Person(3, "en"), TODAY)
    await save_dialogue(engine, 3, ASKED, TODAY)


async def values(engine: AsyncEngine) -> set[bytes]:
    async with reading(engine) as connection:
        rows = [row for table in PERSONAL for row in await connection.execute(select(table))]
    return {value for row in rows for value in row if isinstance(value, bytes)}


async def test_everything_is_found_with_the_new_key_and_nothing_of_the_old_one_is_left(
    engine: AsyncEngine, file: Path
) -> None:
    await fill(engine)
    before = await values(engine)
    await engine.dispose()
    renewed = create_engine(url_of(file), NEW)
    assert await upgrade(renewed, (VAULT,)) == (NEWEST, NEWEST)
    for chat_id in (1, 2):
        assert await find_person(renewed, chat_id) == Person(chat_id, "kk", chosen=True)
        assert (await find_kept(renewed, chat_id)).ledger == FULL
        assert (await find_kept(renewed, chat_id)).wishes == Wishes(on=True)
    assert await find_dialogue(renewed, 3) == ASKED
    assert not before & await values(renewed)
    left = remains(file)
    assert not [value for value in before if value in left]
    await renewed.dispose()


async def test_reminders_are_claimed_and_planned_under_the_new_key(engine: AsyncEngine, url: str) -> None:
    await fill(engine)
    renewed = create_engine(url, NEW)
    await upgrade(renewed, (VAULT,))
    await wish(renewed, 1, Wishes(on=True), notice("a", 1), notice("b", 2))
    assert await claim(renewed, now=minutes(5)) == {1: ["a", "b"], 2: ["a", "b"]}
    await renewed.dispose()


async def test_a_second_start_with_both_keys_changes_nothing(engine: AsyncEngine, url: str) -> None:
    await fill(engine)
    renewed = create_engine(url, NEW)
    await upgrade(renewed, (VAULT,))
    before = await values(renewed)
    await upgrade(renewed, (VAULT,))
    assert await values(renewed) == before
    await renewed.dispose()


async def test_a_wrong_key_is_refused_and_touches_nothing(engine: AsyncEngine, url: str) -> None:
    await fill(engine)
    before = await values(engine)
    stranger = create_engine(url, NEW)
    for older in ((), (Vault(KEY + "x"),)):
        with pytest.raises(WrongKeyError, match="sealed with another key"):
            await upgrade(stranger, older)
    await stranger.dispose()
    assert await values(engine) == before
    assert await upgrade(engine) == (NEWEST, NEWEST)


async def test_a_value_that_does_not_open_leaves_everything_under_the_old_key(engine: AsyncEngine, url: str) -> None:
    await fill(engine)
    async with writing(engine) as connection:
        await connection.execute(update(dialogue).values(input=b"\0"))
    before = await values(engine)
    renewed = create_engine(url, NEW)
    with pytest.raises(SealError):
        await upgrade(renewed, (VAULT,))
    await renewed.dispose()
    assert await values(engine) == before
    assert await upgrade(engine) == (NEWEST, NEWEST)


async def test_of_two_processes_that_start_at_once_the_second_finds_it_done(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        assert await seal_with(connection, ()) is False
