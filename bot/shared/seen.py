"""Updates by their number, for all processes: whichever of them Telegram brings one to, it is handled once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.shared.seen import Progress, Seen

if TYPE_CHECKING:
    from bot.shared.link import Link

IN_HAND_FOR = timedelta(minutes=2)
"""Then the process that took an update has died, and it may be handled again."""
KNOWN_FOR = timedelta(hours=25)
"""Telegram brings an update again for a day."""
IN_HAND, DONE = b"in hand", b"done"


class SharedSeen(Seen):
    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link

    async def begin(self, number: int) -> Progress:
        here = await super().begin(number)
        if here is not Progress.NEW:
            return here
        elsewhere = await self.link.ask(lambda: self.begun(number), Progress.NEW)
        match elsewhere:
            case Progress.DONE:
                await super().done(number)
            case Progress.IN_HAND:
                await super().left(number)
        return elsewhere

    async def begun(self, number: int) -> Progress:
        key = self.link.key("update", number)
        if await self.link.client.set(key, IN_HAND, nx=True, ex=IN_HAND_FOR):
            return Progress.NEW
        return Progress.DONE if await self.link.client.get(key) == DONE else Progress.IN_HAND

    async def done(self, number: int) -> None:
        await super().done(number)
        await self.link.ask(lambda: self.link.client.set(self.link.key("update", number), DONE, ex=KNOWN_FOR), None)

    async def left(self, number: int) -> None:
        await super().left(number)
        await self.link.ask(lambda: self.link.client.delete(self.link.key("update", number)), None)
