"""A copy holds every row, as it is sealed, or nothing; from and to either database."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.domain.remind.wishes import Wishes
from bot.storage import copying
from bot.storage.copying import MiscountError, NotEmptyError, backup, copy_all, counts, dump, restored
from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue
from bot.storage.engine import create_engine, reading
from bot.storage.kept import find_kept
from bot.storage.people import Person, find_person, save_person
from bot.storage.rekey import WrongKeyError
from bot.storage.schema import upgrade
from bot.storage.vault import Vault
from tests.keys import KEY, VAULT
from tests.postgres import emptied
from tests.storage.conftest import url_of
from tests.storage.keeping import TODAY, change_ledger, notice, plan, wish
from tests.storage.rows import claim, states
from tests.storage.test_ledgers import FULL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

PEOPLE = 12
ASKED = Dialogue("Asking:day", {"purpose": "e"})


@pytest.fixture
async def filled(engine: AsyncEngine) -> AsyncEngine:
    for chat_id in range(1, PEOPLE + 1):
        await save_person(engine, Person(chat_id, "kk", chosen=True), TODAY)
        await change_ledger(engine, chat_id, lambda _: FULL)
        await wish(engine, chat_id, Wishes(on=True), notice("a"), notice("b", 9))
    await save_dialogue(engine, 1, ASKED, TODAY)
    return engine


@pytest.fixture
async def target(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    made = create_engine(url_of(tmp_path / "target.db"), VAULT)
    await upgrade(made)
    yield made
    await made.dispose()


async def check(engine: AsyncEngine) -> None:
    for chat_id in (1, PEOPLE):
        assert await find_person(engine, chat_id) == Person(chat_id, "kk", chosen=True)
        assert (await find_kept(engine, chat_id)).ledger == FULL
    assert await find_dialogue(engine, 1) == ASKED
    assert len(await claim(engine, people=PEOPLE)) == PEOPLE
    await plan(engine, 99, notice("new"))
    assert await states(engine, 99) == {"new": "due"}


async def test_every_row_arrives_and_the_progress_is_told(
    filled: AsyncEngine, target: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH", 5)
    told: list[tuple[str, int, int]] = []
    there = await copy_all(filled, target, lambda *step: told.append(step))
    assert there == {"people": PEOPLE, "dialogue": 1, "ledgers": PEOPLE, "wishes": PEOPLE, "reminders": 2 * PEOPLE}
    assert [step for step in told if step[0] == "people"] == [("people", done, PEOPLE) for done in (5, 10, 12)]
    await check(target)


async def test_reminders_are_numbered_on_after_a_copy_to_postgresql(
    filled: AsyncEngine, file: Path, postgres: str
) -> None:
    await emptied(postgres)
    target = create_engine(postgres, VAULT)
    await upgrade(target)
    await copy_all(filled, target, silent)
    await check(target)
    await target.dispose()


def silent(_table: str, _done: int, _total: int) -> None:
    """Nobody watches."""


async def test_people_are_never_mixed_with_others(filled: AsyncEngine, target: AsyncEngine) -> None:
    await save_person(target, Person(7, "en"), TODAY)
    with pytest.raises(NotEmptyError):
        await copy_all(filled, target, silent)
    assert await find_person(target, 7) == Person(7, "en")


async def test_a_miscount_keeps_nothing(
    filled: AsyncEngine, target: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Mapping[str, int]] = []

    async def wrong(connection: AsyncConnection) -> dict[str, int]:
        seen.append(found := await counts(connection))
        return found | ({"people": 0} if len(seen) == 3 else {})

    monkeypatch.setattr(copying, "counts", wrong)
    with pytest.raises(MiscountError):
        await copy_all(filled, target, silent)
    async with reading(target) as connection:
        assert not any((await counts(connection)).values())


async def test_a_copy_in_a_file_brings_everything_back(filled: AsyncEngine, tmp_path: Path) -> None:
    await dump(filled, VAULT, tmp_path / "copy.db", silent)
    async with restored(tmp_path / "copy.db", (VAULT,), tmp_path) as back:
        await check(back)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "data") == ["copy.db"]  # noqa: ASYNC240 - as above


async def test_a_copy_opens_with_its_own_key_and_is_sealed_with_the_one_in_use(
    filled: AsyncEngine, tmp_path: Path
) -> None:
    await dump(filled, VAULT, tmp_path / "copy.db", silent)
    new = Vault(KEY[::-1])
    with pytest.raises(WrongKeyError):
        async with restored(tmp_path / "copy.db", (new,), None):
            raise AssertionError
    async with restored(tmp_path / "copy.db", (new, VAULT), None) as back:
        assert await find_person(back, 1) == Person(1, "kk", chosen=True)


async def test_a_damaged_copy_is_refused(filled: AsyncEngine, file: Path, tmp_path: Path) -> None:
    backup(url_of(file), tmp_path / "copy.db")
    damaged = bytearray((tmp_path / "copy.db").read_bytes())
    middle = len(damaged) // 2
    damaged[middle : middle + 6000] = bytes(6000)
    (tmp_path / "copy.db").write_bytes(damaged)
    with pytest.raises(sqlite3.DatabaseError):
        async with restored(tmp_path / "copy.db", (VAULT,), None):
            raise AssertionError
