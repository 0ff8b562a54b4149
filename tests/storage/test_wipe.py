"""What is erased leaves no byte: not in the file of the database, nor in its log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import structlog
from sqlalchemy import select

from bot.domain.remind.wishes import Own, Wishes
from bot.storage import sqlite
from bot.storage.dialogue import Dialogue, save_dialogue
from bot.storage.engine import reading, writing
from bot.storage.forget import forget_person
from bot.storage.tables import PERSONAL
from bot.storage.wipe import empty_log
from tests.keys import VAULT
from tests.storage.conftest import remains
from tests.storage.keeping import TODAY, change_ledger, notice, wish
from tests.storage.test_ledgers import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

PEOPLE = 60


async def values_of(engine: AsyncEngine, chat_id: int) -> set[bytes]:
    async with reading(engine) as connection:
        rows = [
            row
            for table in PERSONAL
            for row in await connection.execute(select(table).where(table.c.person == VAULT.person(chat_id)))
        ]
    return {value for row in rows for value in row if isinstance(value, bytes)}


async def test_of_a_person_who_is_erased_no_byte_is_left_that_was_ever_written(engine: AsyncEngine, file: Path) -> None:
    written: set[bytes] = set()
    for round_ in range(4):
        await change_ledger(engine, 1, lambda _: FULL)
        for chat_id in range(PEOPLE):
            own = tuple(Own(n, TODAY, "x" * (70 * round_ + n)) for n in range(1, 4))
            await wish(engine, chat_id, Wishes(own=own), *(notice(f"{round_}.{n}", n) for n in range(5)))
        await save_dialogue(engine, 1, Dialogue(f"state {round_}"), TODAY)
        written |= await values_of(engine, 1)
    everything = remains(file)
    assert sum(value in everything for value in written) > len(written) / 2
    assert await forget_person(engine, 1) == 9
    left = remains(file)
    assert not [value for value in written if value in left]
    assert all(value in left for value in await values_of(engine, 2))


async def test_a_reader_in_the_way_is_told_in_the_log_and_the_next_time_wipes(engine: AsyncEngine, file: Path) -> None:
    await wish(engine, 1, Wishes(on=True))
    (value,) = [value for value in await values_of(engine, 1) if len(value) == 16]
    async with engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw
        await raw.execute("PRAGMA busy_timeout=1")
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        with structlog.testing.capture_logs() as logs:
            await forget_person(engine, 1)
        assert [line["event"] for line in logs] == ["database busy, remains are wiped later"]
        assert value in remains(file)
        reader.execute("COMMIT")
    assert await empty_log(engine)
    assert value not in remains(file)


@pytest.mark.usefixtures("file")
async def test_what_cannot_be_wiped_since_others_write_is_wiped_later(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "SECONDS_FOR_A_TURN", 0.01)
    async with writing(engine):
        with structlog.testing.capture_logs() as logs:
            assert not await empty_log(engine)
    assert [line["event"] for line in logs] == ["database busy, remains are wiped later"]


async def test_wiping_waits_for_nothing_that_is_written_at_once(engine: AsyncEngine) -> None:
    async with writing(engine):
        pass
    assert await empty_log(engine)
