"""Both bots in this process, over a session that answers at once: what handling costs without a network."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import Chat, Message, Update

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from aiogram import Dispatcher
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType

SENT = Message(message_id=1, date=datetime(2026, 1, 1, tzinfo=UTC), chat=Chat(id=1, type="private"), text="…")


class AtOnce(BaseSession):
    """Answers every message with the same one, already read, and anything else with yes."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - aiogram's signature
    ) -> TelegramType:
        shown = isinstance(method, (SendMessage, EditMessageText))
        return cast("TelegramType", SENT.as_(bot) if shown else True)

    async def stream_content(self, *_args: object, **_options: object) -> AsyncGenerator[bytes, None]:
        """Nothing is downloaded here."""
        nothing: tuple[bytes, ...] = ()
        for part in nothing:
            yield part

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Handler:
    """A bot in this process."""

    dispatcher: Dispatcher
    bot: Bot

    async def feed(self, line: str) -> None:
        """Handle one update from its JSON on, as both ways of receiving do."""
        update = Update.model_validate(json.loads(line), context={"bot": self.bot})
        await self.dispatcher.feed_update(self.bot, update)

    async def block(self, updates: Iterable[dict[str, Any]]) -> tuple[float, float]:
        """Return the seconds, and the seconds of the processor, that one update of a block takes on average."""
        lines = [json.dumps(update) for update in updates]
        gc.collect()
        began, used = perf_counter(), process_time()
        for line in lines:
            await self.feed(line)
        return (perf_counter() - began) / len(lines), (process_time() - used) / len(lines)


def local_bot() -> Bot:
    return Bot("42:BENCH", session=AtOnce())
