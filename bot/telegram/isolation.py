"""One update of a chat at a time, in the order of arrival. aiogram's own keeps a lock for everybody it ever met.

What is read of a chat within its turn stays true until the turn ends, so it need not be read again.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiogram.fsm.storage.base import BaseEventIsolation

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from aiogram.fsm.storage.base import StorageKey


TURN: ContextVar[dict[int, Any] | None] = ContextVar("turn", default=None)
"""What the update under way has read of its chat; None where nobody's turn is."""


@dataclass(slots=True)
class Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0
    """How many stand in it, the one that is served included."""


class OneAtATime(BaseEventIsolation):
    def __init__(self) -> None:
        self.lines: dict[StorageKey, Line] = {}

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        line = self.lines.setdefault(key, Line())
        line.people += 1
        try:
            async with line.lock:
                turn = TURN.set({})
                try:
                    yield
                finally:
                    TURN.reset(turn)
        finally:
            line.people -= 1
            if not line.people:
                del self.lines[key]

    async def close(self) -> None:
        """Nothing to close: who still stands in a line leaves it."""
