"""One update of a chat at a time, in the order of arrival. aiogram's own keeps a lock for everybody it ever met."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiogram.fsm.storage.base import BaseEventIsolation

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from aiogram.fsm.storage.base import StorageKey


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
                yield
        finally:
            line.people -= 1
            if not line.people:
                del self.lines[key]

    async def close(self) -> None:
        """Nothing to close: who still stands in a line leaves it."""
