"""Unfinished inputs: kept through a restart, forgotten when abandoned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.storage.dialogue import Dialogue, find_dialogue, forget_dialogues, save_dialogue
from bot.storage.engine import create_engine, reading
from tests.keys import VAULT

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

TODAY = date(2026, 11, 22)
WAITING = Dialogue("Trip:entry", {"screen": "t/stay.count", "дата": "14 қыркүйек", "tries": 2, "list": [1, None]})


async def rows(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM dialogue")) or 0)


async def test_nothing_is_awaited_of_a_stranger(engine: AsyncEngine) -> None:
    assert await find_dialogue(engine, 1) == Dialogue()


@pytest.mark.parametrize("saved", [WAITING, Dialogue("only state"), Dialogue(None, {"only": "data"})])
async def test_an_input_is_found_as_saved(engine: AsyncEngine, saved: Dialogue) -> None:
    await save_dialogue(engine, 1, saved, TODAY)
    assert await find_dialogue(engine, 1) == saved


async def test_an_input_survives_a_restart(engine: AsyncEngine, url: str) -> None:
    await save_dialogue(engine, 1, WAITING, TODAY)
    restarted = create_engine(url, VAULT)
    assert await find_dialogue(restarted, 1) == WAITING
    await restarted.dispose()


async def test_each_person_has_their_own_input(engine: AsyncEngine) -> None:
    for chat in (1, 2):
        await save_dialogue(engine, chat, Dialogue(f"of {chat}"), TODAY)
    assert (await find_dialogue(engine, 1)).state == "of 1"
    assert (await find_dialogue(engine, 2)).state == "of 2"
    assert await find_dialogue(engine, 3) == Dialogue()


async def test_the_next_step_replaces_the_one_before(engine: AsyncEngine) -> None:
    await save_dialogue(engine, 1, WAITING, TODAY)
    await save_dialogue(engine, 1, Dialogue("Trip:exit"), TODAY)
    assert await find_dialogue(engine, 1) == Dialogue("Trip:exit")
    assert await rows(engine) == 1


async def test_a_finished_input_leaves_no_row(engine: AsyncEngine) -> None:
    await save_dialogue(engine, 1, WAITING, TODAY)
    await save_dialogue(engine, 2, WAITING, TODAY)
    await save_dialogue(engine, 1, Dialogue(), TODAY)
    await save_dialogue(engine, 9, Dialogue(), TODAY)
    assert await rows(engine) == 1
    assert await find_dialogue(engine, 2) == WAITING


async def test_abandoned_inputs_are_forgotten_and_others_stay(engine: AsyncEngine) -> None:
    for chat, days in ((1, 0), (2, 1), (3, 2), (4, 3)):
        await save_dialogue(engine, chat, WAITING, TODAY - timedelta(days=days))
    assert await forget_dialogues(engine, TODAY - timedelta(days=1)) == 2
    left = [chat for chat in (1, 2, 3, 4) if await find_dialogue(engine, chat) == WAITING]
    assert left == [1, 2]
    assert await forget_dialogues(engine, TODAY - timedelta(days=1)) == 0


async def test_a_step_taken_today_keeps_an_old_input(engine: AsyncEngine) -> None:
    await save_dialogue(engine, 1, WAITING, TODAY - timedelta(days=30))
    await save_dialogue(engine, 1, WAITING, TODAY)
    assert await forget_dialogues(engine, TODAY) == 0
