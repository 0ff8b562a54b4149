"""Everything that is kept moves from one database to another, is backed up and brought back: all of it, or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest

from bot.domain.remind.wishes import Own, Wishes
from bot.storage import copying
from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue
from bot.storage.engine import create_engine, reading
from bot.storage.kept import find_kept
from bot.storage.people import Person, find_person, save_person
from bot.storage.schema import upgrade
from bot.storage.tables import PERSONAL
from tests.keys import KEY, VAULT
from tests.postgres import emptied
from tests.storage.keeping import NOW, TODAY, change_ledger, minutes, notice, plan, wish
from tests.storage.rows import claim, states
from tests.storage.test_ledgers import FULL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from tests.cli.conftest import Ran

PEOPLE = 30
WISHES = Wishes(on=True, own=(Own(1, TODAY, "сөз"),))
ASKED = Dialogue("Asking:day", {"purpose": "e"})


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(url, VAULT)
    try:
        await upgrade(engine)
        yield engine
    finally:
        await engine.dispose()


async def fill(url: str) -> None:
    async with opened(url) as engine:
        for chat_id in range(1, PEOPLE + 1):
            await save_person(engine, Person(chat_id, "kk", chosen=True), TODAY)
            await change_ledger(engine, chat_id, lambda _: FULL)
            await wish(engine, chat_id, WISHES, notice("a", 0), notice("b", 60))
        await save_dialogue(engine, 1, ASKED, TODAY)
        await claim(engine, people=3)


async def check(url: str) -> None:
    """See that everything is there, and that the copy lives on."""
    async with opened(url) as engine:
        for chat_id in (1, PEOPLE):
            assert await find_person(engine, chat_id) == Person(chat_id, "kk", chosen=True)
            kept = await find_kept(engine, chat_id)
            assert (kept.ledger, kept.wishes) == (FULL, WISHES)
        assert await find_dialogue(engine, 1) == ASKED
        assert len(await claim(engine, "other", people=PEOPLE)) == PEOPLE - 3
        assert len(await claim(engine, "other", now=minutes(70), people=PEOPLE)) == PEOPLE
        await plan(engine, 99, notice("new"), now=NOW)
        assert await states(engine, 99) == {"new": "due"}


async def rows(url: str) -> int:
    async with opened(url) as engine, reading(engine) as connection:
        return sum((await copying.counts(connection)).values())


@pytest.fixture
def server(postgres: str) -> str:
    asyncio.run(emptied(postgres))
    return postgres


@pytest.fixture
def here(database: Path) -> str:
    return f"sqlite+aiosqlite:///{database}"


def test_an_sqlite_installation_moves_to_postgresql_and_every_row_is_counted(
    run: Callable[..., Ran], here: str, server: str
) -> None:
    asyncio.run(fill(here))
    ran = run("db", "copy", server)
    assert (ran.status, ran.err) == (0, "")
    assert f"people: {PEOPLE} copied and counted" in ran.out
    assert f"reminders: {2 * PEOPLE} copied and counted" in ran.out
    assert {line.partition(":")[0] for line in ran.out.splitlines()[:-1]} == {table.name for table in PERSONAL}
    asyncio.run(check(server))


def test_the_way_back_is_as_good(
    run: Callable[..., Ran], server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(fill(server))
    monkeypatch.setenv("DATABASE_URL", server)
    target = f"sqlite+aiosqlite:///{tmp_path}/back.db"
    assert run("db", "copy", target).status == 0
    asyncio.run(check(target))


def test_a_database_with_people_is_never_mixed_with_another(run: Callable[..., Ran], here: str, server: str) -> None:
    asyncio.run(fill(here))
    assert run("db", "copy", server).status == 0
    before = asyncio.run(rows(server))
    again = "qadam: the new database holds people already; a copy needs an empty one"
    assert run("db", "copy", server).complaint == again
    assert run("db", "copy", here).complaint.startswith(again)
    assert asyncio.run(rows(server)) == before


def test_a_miscount_leaves_nothing(
    run: Callable[..., Ran], here: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(fill(here))
    honest, asked = copying.counts, []

    async def wrong(connection: object) -> dict[str, int]:
        found = await honest(connection)  # type: ignore[arg-type]
        asked.append(found)
        return found if len(asked) < 3 else found | {"people": 7}

    monkeypatch.setattr(copying, "counts", wrong)
    target = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    assert run("db", "copy", target).complaint.startswith("qadam: the rows were miscounted, and nothing was kept")
    monkeypatch.undo()
    monkeypatch.setenv("DATA_KEY", KEY)
    assert asyncio.run(rows(target)) == 0


@pytest.mark.parametrize("address", ["mysql://host/name", "postgresql://host", "", "qadam.db"])
def test_what_is_no_address_is_refused(run: Callable[..., Ran], here: str, address: str) -> None:
    assert run("db", "copy", address).complaint.startswith("qadam: URL: an address looks like postgresql://")


def test_a_server_that_is_not_there_is_named_by_its_fault_alone(run: Callable[..., Ran], here: str) -> None:
    ran = run("db", "copy", "postgresql://qadam:a-secret@127.0.0.1:1/qadam")
    assert ran.complaint.startswith("qadam: DATABASE_URL: the database cannot be used: ")
    assert "a-secret" not in ran.complaint


def test_a_copy_taken_of_either_database_brings_back_everything(
    run: Callable[..., Ran], here: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(fill(here))
    assert run("db", "backup", "one.db").status == 0
    (tmp_path / "data" / "qadam.db").rename(tmp_path / "lost.db")
    assert run("db", "restore", "one.db").status == 0
    assert (tmp_path / "one.db").exists()
    monkeypatch.setenv("DATABASE_URL", server)
    assert run("db", "restore", "one.db").status == 0
    ran = run("db", "backup", "two.db")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"two.db: {(tmp_path / 'two.db').stat().st_size} bytes\n"
    assert run("db", "backup", "two.db").complaint == "qadam: two.db: exists already; choose another file"
    asyncio.run(check(server))
    asyncio.run(check(here))
    asyncio.run(check(f"sqlite+aiosqlite:///{tmp_path}/two.db"))


def test_nothing_is_restored_over_people(run: Callable[..., Ran], here: str) -> None:
    asyncio.run(fill(here))
    assert run("db", "backup", "one.db").status == 0
    assert "holds people already" in run("db", "restore", "one.db").complaint


def test_a_copy_under_another_key_is_refused(
    run: Callable[..., Ran], here: str, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(fill(here))
    assert run("db", "backup", "one.db").status == 0
    database.rename(tmp_path / "lost.db")
    monkeypatch.setenv("DATA_KEY", KEY[::-1])
    assert run("db", "restore", "one.db").complaint == (
        "qadam: DATA_KEY: one.db was sealed with another key; give that one"
    )


def test_a_copy_under_an_older_key_is_sealed_anew(
    run: Callable[..., Ran], here: str, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(fill(here))
    assert run("db", "backup", "one.db").status == 0
    database.rename(tmp_path / "lost.db")
    monkeypatch.setenv("DATA_KEY", f"{KEY[::-1]},{KEY}")
    assert run("db", "restore", "one.db").status == 0


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_what_is_no_copy_is_refused_and_nothing_is_changed(
    run: Callable[..., Ran], here: str, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "one.db").write_bytes(content)
    assert run("db", "restore", "one.db").complaint.startswith("qadam: one.db: is no sound copy of a database: ")
    assert run("db", "restore", "two.db").complaint == "qadam: two.db: there is no such file"
    assert asyncio.run(rows(here)) == 0


def test_a_damaged_copy_is_refused(run: Callable[..., Ran], here: str, database: Path, tmp_path: Path) -> None:
    asyncio.run(fill(here))
    assert run("db", "backup", "one.db").status == 0
    database.rename(tmp_path / "lost.db")
    damaged = bytearray((tmp_path / "one.db").read_bytes())
    middle = len(damaged) // 2
    damaged[middle : middle + 6000] = bytes(6000)
    (tmp_path / "one.db").write_bytes(damaged)
    assert run("db", "restore", "one.db").complaint.startswith("qadam: one.db: is no sound copy of a database: ")


def test_whoever_writes_meanwhile_waits_until_the_copy_is_whole(here: str, database: Path, tmp_path: Path) -> None:
    asyncio.run(fill(here))

    async def copy() -> None:
        async with opened(here) as source, opened(f"sqlite+aiosqlite:///{tmp_path}/new.db") as target:
            await copying.copy_all(source, target, busy)

    def busy(_table: str, _done: int, _total: int) -> None:
        other = sqlite3.connect(database, timeout=0, isolation_level=None)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")

    asyncio.run(copy())
