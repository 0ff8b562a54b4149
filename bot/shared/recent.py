"""Which messages stand in a private chat, for all processes: in the memory of Redis, under marks, for two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.enums import ChatType

from bot.domain.retention import DELETABLE_FOR
from bot.telegram.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiogram.types import Message

    from bot.shared.link import Link

MOST = 1000
"""Messages of one chat that are remembered."""


class SharedRecent(Recent):
    """Remembers in Redis, and here, for when it is away."""

    def __init__(self, link: Link, clock: Callable[[], float]) -> None:
        super().__init__(clock)
        self.link = link

    async def add(self, message: Message) -> None:
        await super().add(message)
        if message.chat.type == ChatType.PRIVATE:
            await self.link.ask(lambda: self.noted(message), None)

    async def noted(self, message: Message) -> None:
        key, at = self.link.key_of("messages", message.chat.id), message.date.timestamp()
        async with self.link.client.pipeline(transaction=False) as pipe:
            pipe.zadd(key, {str(message.message_id): at})
            pipe.zremrangebyscore(key, "-inf", at - DELETABLE_FOR.total_seconds())
            pipe.zremrangebyrank(key, 0, -MOST - 1)
            pipe.expire(key, DELETABLE_FOR)
            await pipe.execute()

    async def take(self, chat_id: int) -> list[int]:
        none: list[int] = []
        here = await super().take(chat_id)
        return sorted({*here, *await self.link.ask(lambda: self.taken(chat_id), none)}, reverse=True)

    async def taken(self, chat_id: int) -> list[int]:
        key = self.link.key_of("messages", chat_id)
        async with self.link.client.pipeline() as pipe:
            pipe.zrange(key, 0, -1)
            pipe.delete(key)
            found, _ = await pipe.execute()
        return [int(number) for number in found]
