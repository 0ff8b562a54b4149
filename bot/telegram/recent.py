"""Which messages stand in a private chat: in memory only, for as long as Telegram lets a bot delete them.

Nothing of it is written down: a list on a disk would tell who wrote when. So after a restart older messages are not
known. Only numbers that were seen in a chat are ever deleted there: Telegram counts the messages of all chats as one.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog
from aiogram import BaseMiddleware
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import Message, Update

from bot.domain.retention import DELETABLE_FOR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from aiogram import Bot
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod
    from aiogram.methods.base import TelegramType
    from aiogram.types import TelegramObject

MOST = 50_000
"""Messages of all chats together that are remembered, a few megabytes."""
AT_ONCE = 100
"""How many messages Telegram deletes at once."""
log = structlog.get_logger(__name__)


class Recent:
    """`clock` tells seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.seen: deque[tuple[int, int, float]] = deque(maxlen=MOST)

    async def add(self, message: Message) -> None:
        if message.chat.type == ChatType.PRIVATE:
            self.seen.append((message.chat.id, message.message_id, self.clock()))

    async def take(self, chat_id: int) -> list[int]:
        """Return the messages of a chat that can be deleted, the newest first, and forget them."""
        oldest = self.clock() - DELETABLE_FOR.total_seconds()
        young = [entry for entry in self.seen if entry[2] >= oldest]
        self.seen = deque((entry for entry in young if entry[0] != chat_id), maxlen=MOST)
        return [number for chat, number, _ in reversed(young) if chat == chat_id]


class RememberReceived(BaseMiddleware):
    def __init__(self, recent: Recent) -> None:
        self.recent = recent

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        if isinstance(event, Update) and event.message:
            await self.recent.add(event.message)
        return await handler(event, data)


class RememberSent(BaseRequestMiddleware):
    def __init__(self, recent: Recent) -> None:
        self.recent = recent

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        answer = await make_request(bot, method)
        if isinstance(answer, Message) and method.__api_method__.startswith("send"):
            await self.recent.add(answer)
        return answer


async def delete(bot: Bot, chat_id: int, numbers: Sequence[int]) -> None:
    """Delete messages of a chat. Telegram skips what is gone; where it refuses all at once, each is tried alone."""
    for start in range(0, len(numbers), AT_ONCE):
        some = list(numbers[start : start + AT_ONCE])
        try:
            await bot.delete_messages(chat_id, some)
        except TelegramBadRequest:
            for number in some:
                with suppress(TelegramBadRequest):
                    await bot.delete_message(chat_id, number)
        except TelegramAPIError as error:
            log.warning("messages not deleted", error=type(error).__name__)
