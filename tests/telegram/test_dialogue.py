"""What is awaited of a person is read once in their turn, and never remembered beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.fsm.storage.base import StorageKey

from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue
from bot.telegram import dialogue as module
from bot.telegram.dialogue import Asking, DialogueStorage
from bot.telegram.isolation import OneAtATime
from tests.conftest import TODAY

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.ext.asyncio import AsyncEngine

PERSON = StorageKey(bot_id=1, chat_id=1001, user_id=1001)
ASKED = Dialogue("Asking:day", {"purpose": "e"})


async def test_in_a_turn_it_is_read_once_and_what_is_written_is_seen(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    async def counted(engine: AsyncEngine, chat_id: int) -> Dialogue:
        reads.append(chat_id)
        return await find_dialogue(engine, chat_id)

    monkeypatch.setattr(module, "find_dialogue", counted)
    storage, turns = DialogueStorage(engine, lambda: TODAY), OneAtATime()
    async with turns.lock(PERSON):
        assert await storage.get_state(PERSON) is None
        await storage.set_state(PERSON, Asking.day)
        await storage.set_data(PERSON, ASKED.data)
        assert await storage.get_state(PERSON) == ASKED.state
        assert await storage.get_data(PERSON) == ASKED.data
    assert reads == [1001]
    assert await find_dialogue(engine, 1001) == ASKED


async def test_the_next_turn_sees_what_another_process_wrote_meanwhile(engine: AsyncEngine) -> None:
    storage, turns = DialogueStorage(engine, lambda: TODAY), OneAtATime()
    async with turns.lock(PERSON):
        assert await storage.get_state(PERSON) is None
    await save_dialogue(engine, 1001, ASKED, TODAY)
    async with turns.lock(PERSON):
        assert await storage.get_state(PERSON) == ASKED.state
    await save_dialogue(engine, 1001, Dialogue(), TODAY)
    assert await storage.get_state(PERSON) is None  # outside of any turn nothing is remembered
