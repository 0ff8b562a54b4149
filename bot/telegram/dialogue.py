"""aiogram's dialogue storage over our own table, so that an unfinished input survives a restart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.storage.dialogue import Dialogue, find_dialogue, save_dialogue
from bot.telegram.isolation import TURN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aiogram.fsm.context import FSMContext
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.stay_address import Purpose


class DialogueStorage(BaseStorage):
    """Keeps one state and its data a person, in private chats. `today` tells the day of the last step.

    It reads once in a turn of the chat.
    """

    def __init__(self, engine: AsyncEngine, today: Callable[[], date]) -> None:
        self.engine = engine
        self.today = today

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        # Who awaits nothing keeps nothing: aiogram ends an input in two steps, and one is enough to write.
        nothing: dict[str, Any] = {"data": {}}
        await self.change(key, state=name, **({} if name else nothing))

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self.find(key)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self.change(key, data=dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict((await self.find(key)).data)

    async def close(self) -> None:
        """Nothing to close: the engine belongs to the process."""

    async def find(self, key: StorageKey) -> Dialogue:
        if key.chat_id != key.user_id:  # a group: nobody is asked anything there
            return Dialogue()
        read: dict[int, Dialogue] = {} if (turn := TURN.get()) is None else turn
        if key.chat_id not in read:
            read[key.chat_id] = await find_dialogue(self.engine, key.chat_id)
        return read[key.chat_id]

    async def change(self, key: StorageKey, **changes: Any) -> None:  # noqa: ANN401 - the fields of a dialogue
        """Write only what changes: most updates end a dialogue that was never begun."""
        before = await self.find(key)
        if (after := replace(before, **changes)) != before and key.chat_id == key.user_id:
            await save_dialogue(self.engine, key.chat_id, after, self.today())
            if (turn := TURN.get()) is not None:
                turn[key.chat_id] = after


class Asking(StatesGroup):
    """The person was asked for a day and may tap it or write it."""

    day = State()


class Choosing(StatesGroup):
    """The person was asked for a language and may tap it or write it."""

    language = State()


async def await_day(state: FSMContext, purpose: Purpose | None) -> None:
    """Take the next message for the day that is asked for; None: for nothing but itself."""
    if purpose is None:
        await state.clear()
        return
    await state.set_state(Asking.day)
    await state.set_data({"purpose": str(purpose)})
